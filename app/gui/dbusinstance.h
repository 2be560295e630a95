// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/gui/singleinstance.h"

#include <QStringList>
#include <QVariant>

namespace mcpo
{

/// org.freedesktop.Application of the Desktop Entry Specification, on the session bus: what a
/// desktop calls to open a link, and a second start as well.
class DBusInstance : public InstanceTransport
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")
public:
    static constexpr auto service = "org.mcpoverride.McpOverride";
    static constexpr auto path = "/org/mcpoverride/McpOverride";

    /// Whether this program knows D-Bus and a session bus is there.
    static bool isAvailable();

    Claim claim(const StartMessage &message, QDeadlineTimer deadline) override;

public Q_SLOTS:
    // The names are those of the specification.
    void Activate(const QVariantMap &platformData);
    /// Of several links the first counts: there is one form.
    void Open(const QStringList &uris, const QVariantMap &platformData);
    /// "start" with a list of a control plane and a link; any other action only activates.
    void ActivateAction(const QString &name, const QVariantList &parameter,
                        const QVariantMap &platformData);

private:
    void take(StartMessage message, const QVariantMap &platformData);
};

} // namespace mcpo
