// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activitylog.h"

#include <QObject>

#include <functional>

namespace mcpo
{

class OverrideChange;
struct ChangeReport;
struct ChangeRequest;

/// Where a change was made: what it does not know itself. Unknown names are empty.
struct ActivityPlace {
    QString profile;      ///< its name
    QString controlPlane; ///< ControlPlaneAddress::text()
    QString serverName;
};

/// Writes down what a change did and what became of it.
class ActivityRecorder : public QObject
{
    Q_OBJECT
public:
    /// @p place is asked when a change has ended.
    using PlaceOf = std::function<ActivityPlace(const ChangeRequest &)>;
    ActivityRecorder(ActivityLog &log, const OverrideChange &change, PlaceOf place,
                     QObject *parent = nullptr);

Q_SIGNALS:
    /// An entry could not be written.
    void failed(const mcpo::ActivityProblem &problem);

private:
    void record(const ChangeReport &report);

    ActivityLog &m_log;
    PlaceOf m_place;
};

} // namespace mcpo
