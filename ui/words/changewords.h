// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"
#include "models/override/overridechange.h"
#include "ui/words/authwords.h"
#include "ui/words/explanation.h"
#include "ui/words/failurewords.h"

namespace mcpo
{

/// What a person is asked to confirm before an override is removed.
struct RemovalQuestion {
    QString subject;     ///< what people know it by, else its id
    QString server;      ///< its name, else its id
    ServerAuth auth;     ///< what the server falls back to; Unknown where nobody told
    QString doubts = {}; ///< about the ids: see idDoubts()
    QString place = {};  ///< see productionSentence() and controlPlaneSentence()
};

/// What goes, what happens then, and that it cannot be undone. Its buttons are
/// Remedy::RemoveOverride and Cancel.
Explanation describe(const RemovalQuestion &question);

/// Before an account or the window is left while @p request is under way. Its buttons are
/// Remedy::LeaveNow and Cancel.
Explanation leaveQuestion(const ChangeRequest &request);

/// Why a change was not made, or that its result is unknown. Where it was made there is no dialog:
/// the texts are empty.
Explanation describe(const ChangeReport &report);

/// One quiet line once it is done, e.g. `Saved 14:02 · user-17@example.com: authenticated by this
/// override.`
QString doneLine(const ChangeReport &report);

/// What a change would do that was not made.
QString previewLine(ChangeEffect effect, const ChangeRequest &request);

} // namespace mcpo
