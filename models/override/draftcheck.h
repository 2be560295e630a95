// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridedraft.h"
#include "models/override/serverid.h"

#include <QHash>

#include <variant>

namespace mcpo
{

/// The control plane named this field when it refused the request.
struct Refusal {
    bool operator==(const Refusal &) const = default;
};

/// The text holds half of a surrogate pair. UTF-8 cannot express it, so that the control plane
/// would get another text than the one that was typed.
struct BrokenUnicode {
    bool operator==(const BrokenUnicode &) const = default;
};

/// An id of a subject with a control character, which no control plane gives and no URL may carry.
struct ControlCharacter {
    bool operator==(const ControlCharacter &) const = default;
};

/// Why a field cannot be sent as it is.
using FieldProblem =
    std::variant<ServerIdProblem, Violation, BrokenUnicode, ControlCharacter, Refusal>;

/// What is wrong with each field, by its name: at most one problem, the first. Empty: the override
/// can be set, as far as this can be known without asking.
QHash<QString, FieldProblem> checkDraft(const OverrideDraft &draft,
                                        const RequestDescription &description);

} // namespace mcpo
