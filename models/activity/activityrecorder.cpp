// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activityrecorder.h"

#include "models/directory/directory.h"
#include "models/override/removal.h"
#include "models/override/submission.h"
#include "models/session/profiles.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The name of the type, and nothing else of the body.
QString credentialTypeIn(const QByteArray &body)
{
    return QJsonDocument::fromJson(body)["authOverride"_L1]["type"_L1].toString();
}

} // namespace

ActivityRecorder::ActivityRecorder(ActivityLog &log, const Sources &sources, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_sources(sources)
{
    connect(&m_sources.submission, &Submission::finished, this, [this](const SubmitReport &report) {
        ActivityEntry entry = entryAbout(report.request.serverId, report.subject);
        entry.credentialType = credentialTypeIn(report.request.body);
        setResult(entry, report.outcome);
        append(entry);
    });
    connect(&m_sources.removal, &Removal::finished, this, [this](const RemovalReport &report) {
        ActivityEntry entry = entryAbout(report.serverId, report.subject);
        setResult(entry, report.outcome);
        append(entry);
    });
}

ActivityEntry ActivityRecorder::entryAbout(const QString &serverId, const Subject &subject) const
{
    ActivityEntry entry;
    if (const std::optional<Profile> profile = m_sources.profiles.current())
        entry.profile = profile->name;
    if (m_sources.session.isSignedIn())
        entry.controlPlane = m_sources.session.account().address.text();
    entry.serverId = serverId;
    if (const ServerEntry *server = m_sources.directory.server(serverId))
        entry.serverName = server->name;
    entry.subject = subject;
    return entry;
}

void ActivityRecorder::append(const ActivityEntry &entry)
{
    if (const std::optional<ActivityProblem> problem = m_log.append(entry))
        Q_EMIT failed(*problem);
}

} // namespace mcpo
