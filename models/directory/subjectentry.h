// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

#include <QString>

namespace mcpo
{

/// One user or virtual account of the directory.
struct SubjectEntry {
    enum class State {
        Active,
        Inactive, ///< a user who cannot sign in any more
        Expired,  ///< a virtual account whose token has run out
    };

    Subject subject;
    QString name;  ///< of a user the display name, where there is one
    QString email; ///< of a user; may be missing
    State state = State::Active;

    /// What a person knows this subject by: the e-mail address, else the name, else the id.
    QString label() const
    {
        if (!email.isEmpty())
            return email;
        return name.isEmpty() ? subject.id : name;
    }
    bool operator==(const SubjectEntry &) const = default;
};

} // namespace mcpo
