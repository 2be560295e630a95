// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activitylog.h"

#include <QObject>

namespace mcpo
{

class Directory;
class OverrideChange;
class Profiles;
class Session;
struct ChangeReport;
struct ChangeRequest;

/// Writes down what a window did and what became of it.
class ActivityRecorder : public QObject
{
    Q_OBJECT
public:
    /// Who is asked when something was done.
    struct Sources {
        const OverrideChange &change;
        const Session &session;
        const Profiles &profiles;
        const Directory &directory;
    };
    ActivityRecorder(ActivityLog &log, const Sources &sources, QObject *parent = nullptr);

Q_SIGNALS:
    /// An entry could not be written.
    void failed(const mcpo::ActivityProblem &problem);

private:
    void record(const ChangeReport &report);
    ActivityEntry entryAbout(const ChangeRequest &request) const;

    ActivityLog &m_log;
    Sources m_sources;
};

} // namespace mcpo
