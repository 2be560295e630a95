// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activitylog.h"

#include <QObject>

namespace mcpo
{

class Directory;
class Profiles;
class Removal;
class Session;
class Submission;

/// Writes down what a window did and what became of it.
class ActivityRecorder : public QObject
{
    Q_OBJECT
public:
    /// Who is asked when something was done.
    struct Sources {
        const Submission &submission;
        const Removal &removal;
        const Session &session;
        const Profiles &profiles;
        const Directory &directory;
    };
    ActivityRecorder(ActivityLog &log, const Sources &sources, QObject *parent = nullptr);

Q_SIGNALS:
    /// An entry could not be written.
    void failed(const mcpo::ActivityProblem &problem);

private:
    ActivityEntry entryAbout(const QString &serverId, const Subject &subject) const;
    void append(const ActivityEntry &entry);

    ActivityLog &m_log;
    Sources m_sources;
};

} // namespace mcpo
