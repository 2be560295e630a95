// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"
#include "models/session/profile.h"
#include "ui/words/explanation.h"

namespace mcpo
{

/// The subject and the server of an override, each with name and ID. A name is empty if unknown.
struct NamedTarget {
    QString serverId;
    QString serverName;
    Subject subject;
    QString subjectName;
};

/// `User “Ann” (user-17) on “jira” (mcp-1)`; empty without a server and a subject.
QString targetLine(const NamedTarget &target);
/// Says that the form is for another server than @p chosenServerId; empty if it is not.
QString otherServerSentence(const QString &serverId, const QString &chosenServerId);
/// Before typed values are discarded. Its buttons are Remedy::Discard and "Keep editing".
Explanation draftQuestion(const NamedTarget &target);
/// `On “Staging”`, beside the buttons that change something there.
QString placeLine(const QString &name);
/// `Set &override on “Production”`, for the button.
QString setOnProductionLabel(const Profile &place);
/// Before something is set on production. Its buttons are Remedy::SetOnProduction and Cancel.
Explanation productionQuestion(const Profile &place, const QString &serverId,
                               const Subject &subject);
/// Which control plane it is, for a question about something else.
QString controlPlaneSentence(const QString &name);

} // namespace mcpo
