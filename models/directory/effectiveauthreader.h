// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"

#include <QObject>

#include <optional>

namespace mcpo
{

/// How one chosen subject is authenticated to a server right now: asked for when it is chosen, and
/// dropped when the choice moves on.
class EffectiveAuthReader : public QObject
{
    Q_OBJECT
public:
    explicit EffectiveAuthReader(ControlPlanePort &controlPlane, QObject *parent = nullptr);

    void read(const Account &account, const QString &serverId, const Subject &subject);
    void clear();

    bool isReading() const { return m_job != nullptr; }
    /// Nothing while it is being read, and before.
    const std::optional<Fetched<EffectiveAuth>> &answer() const { return m_answer; }

Q_SIGNALS:
    void changed();

private:
    ControlPlanePort &m_controlPlane;
    JobPtr m_job;
    std::optional<Fetched<EffectiveAuth>> m_answer;
};

} // namespace mcpo
