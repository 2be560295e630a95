// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/gui/desktopnotice.h"
#include "app/gui/guioptions.h"
#include "app/gui/startmessage.h"
#include "net/controlplaneclient.h"
#include "net/keychainvault.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "ui/mainwindow.h"
#include "ui/windowmodels.h"

#include <optional>

namespace mcpo
{

/// All parts of the window's program, put together: real network, real keychain, real settings.
class GuiProgram
{
public:
    GuiProgram();

    /// Shows the window and signs in. Gives a sentence for stderr if the sandbox cannot start.
    std::optional<QString> start(const GuiOptions &options);

    /// The program was started again: raises the window and does what the message asks for.
    void startedAgain(const StartMessage &message);

    MainWindow &window() { return m_window; }

private:
    std::optional<QString> startSandbox();
    void raiseWindow();
    void show(const std::optional<ControlPlaneAddress> &address, const QString &link = {});

    // In this order: what is used outlives its user.
    ControlPlaneClient m_client;
    KeychainVault m_vault;
    WindowModels m_models;
    MainWindow m_window;
    DesktopNotice m_notice;
    std::optional<SandboxControlPlane> m_sandbox; ///< only with --sandbox
};

} // namespace mcpo
