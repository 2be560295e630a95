// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/outcome.h"
#include "models/override/submission.h"

#include <QList>
#include <QString>

namespace mcpo
{

/// What a person can do about a failure; a dialog has one button for each.
enum class Remedy {
    ReviewFields,
    ChooseServer,
    UseFoundId, ///< put the id of the named server into the form
    SignIn,
    SetMine,
    SwitchAccount,
    Refresh,
    TryAgain,
    Settings,     ///< where the control plane's address is
    OpenSettings, ///< the same, where it is the one thing to do
    CopyDetails,
};

/// Everything a dialog says: what happened, why and what to do, and the facts for a report.
/// All of it is plain text. The server's own words stand in the details only.
struct Explanation {
    QString title;
    QString text;
    QString details; ///< status, request id, the server's words with controls made visible
    QList<Remedy> remedies;
};

/// What an explanation may name.
struct Context {
    QString serverId;
    QString subjectId;
    bool forCaller = false;
    Reread reread = Reread::NotDone;
};

/// The words for everything but Saved, for which there is no dialog: its texts are empty.
Explanation describe(const SubmitOutcome &outcome, const Context &context);
/// The words for a call that reads, such as signing in.
Explanation describe(const Failure &failure, const Context &context);

/// One quiet line after saving, e.g. `Saved 14:02 · user-17@example.com: authenticated by this
/// override.`
QString savedLine(const SubmitReport &report);
QString effectiveAuthLine(const EffectiveAuth &auth);

} // namespace mcpo
