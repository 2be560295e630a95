// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commandtable.h"
#include "models/override/requestdescription.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace mcpo
{

/// Where the text of one credential field comes from.
struct FieldSource {
    enum class Kind { Stdin, File, Env, Literal };
    Kind kind = Kind::Literal;
    FieldDescription field;
    QString place; ///< path, name of the variable, or the text itself; empty for stdin
};

/// The options of one command as they were given; what its table entry asks for is there.
struct Arguments {
    CommandId command = CommandId::Validate;
    QMap<OptionId, QStringList> values; ///< a flag has an empty list
    QList<FieldSource> fields;          ///< for "set": each required field once

    bool has(OptionId option) const { return values.contains(option); }
    /// Empty when the option was not given.
    QString value(OptionId option) const { return values.value(option).value(0); }
};

} // namespace mcpo
