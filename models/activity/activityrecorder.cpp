// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activityrecorder.h"

#include "models/override/overridechange.h"

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

ActivityRecorder::ActivityRecorder(ActivityLog &log, const OverrideChange &change, PlaceOf place,
                                   QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_place(std::move(place))
{
    connect(&change, &OverrideChange::finished, this, &ActivityRecorder::record);
    connect(&change, &OverrideChange::abandoned, this, &ActivityRecorder::record);
}

void ActivityRecorder::record(const ChangeReport &report)
{
    const ChangeRequest &request = report.request;
    const ActivityPlace place = m_place(request);
    ActivityEntry entry;
    entry.profile = place.profile;
    entry.controlPlane = place.controlPlane;
    entry.serverId = request.serverId;
    entry.serverName = place.serverName;
    entry.subject = request.subject;
    entry.credentialType = credentialTypeIn(request.body);
    entry.action = request.isRemoval() ? ActivityEntry::Action::Remove : ActivityEntry::Action::Set;
    setResult(entry, report);
    if (const std::optional<ActivityProblem> problem = m_log.append(entry))
        Q_EMIT failed(*problem);
}

} // namespace mcpo
