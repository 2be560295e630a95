// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"
#include "models/override/removal.h"
#include "ui/words/explanation.h"

namespace mcpo
{

/// What a person is asked to confirm.
struct RemovalQuestion {
    QString subject;     ///< what people know it by, else its id
    QString server;      ///< its name, else its id
    ServerAuth auth;     ///< what the server falls back to; Unknown where nobody told
    QString doubts = {}; ///< about the ids: see idDoubts()
};

/// The question before: what goes, what happens then, and that it cannot be undone. Its buttons are
/// Remedy::RemoveOverride and Cancel.
Explanation describeRemoval(const RemovalQuestion &question);

/// Why it was not removed. Only where the override is not gone: see RemovalReport::isGone().
Explanation describeRemoval(const RemovalReport &report);

/// One quiet line once it is gone, e.g. `Removed 14:02 · user-17@example.com: no authentication
/// needed.`
QString removedLine(const RemovalReport &report);

} // namespace mcpo
