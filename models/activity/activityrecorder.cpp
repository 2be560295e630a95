// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activityrecorder.h"

#include "models/directory/directory.h"
#include "models/override/overridechange.h"
#include "models/session/profiles.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The name of the type, and nothing else of the body. Empty for a removal.
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
    connect(&m_sources.change, &OverrideChange::finished, this, &ActivityRecorder::record);
    connect(&m_sources.change, &OverrideChange::abandoned, this, &ActivityRecorder::record);
}

void ActivityRecorder::record(const ChangeReport &report)
{
    ActivityEntry entry = entryAbout(report.request);
    setResult(entry, report);
    if (const std::optional<ActivityProblem> problem = m_log.append(entry))
        Q_EMIT failed(*problem);
}

ActivityEntry ActivityRecorder::entryAbout(const ChangeRequest &request) const
{
    ActivityEntry entry;
    entry.action = request.isRemoval() ? ActivityEntry::Action::Remove : ActivityEntry::Action::Set;
    entry.credentialType = credentialTypeIn(request.body);
    if (const std::optional<Profile> profile = m_sources.profiles.current())
        entry.profile = profile->name;
    if (m_sources.session.isSignedIn())
        entry.controlPlane = m_sources.session.account().address.text();
    entry.serverId = request.serverId;
    if (const ServerEntry *server = m_sources.directory.server(request.serverId))
        entry.serverName = server->name;
    entry.subject = request.subject;
    return entry;
}

} // namespace mcpo
