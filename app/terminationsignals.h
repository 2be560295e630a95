// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace mcpo
{

/// Turns SIGINT and SIGTERM into a signal of the event loop. One object per program; elsewhere than
/// on Unix it does nothing, and the system ends the program.
class TerminationSignals : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);

Q_SIGNALS:
    void received();
};

} // namespace mcpo
