// SPDX-License-Identifier: Apache-2.0
#include "app/gui/guiprogram.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

GuiProgram::GuiProgram()
    : m_models(m_client, m_vault)
    , m_window(m_models)
{
    QObject::connect(&m_window, &MainWindow::endedUnwatched, &m_notice, &DesktopNotice::show);
    QObject::connect(&m_notice, &DesktopNotice::chosen, &m_window, [this] { raiseWindow(); });
}

std::optional<QString> GuiProgram::start(const GuiOptions &options)
{
    if (options.sandbox)
        return startSandbox(); // gone with the program, so its profiles stay in memory
    m_models.profiles.open(options.preset);
    m_models.activity.setOff(options.preset.isActivityOff);
    show(options.controlPlane, options.link);
    return {};
}

std::optional<QString> GuiProgram::startSandbox()
{
    m_models.activity.setOff(true); // what is done there means nothing
    m_sandbox.emplace();
    if (std::optional<QString> error = m_sandbox->start())
        return error;
    const auto address =
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(m_sandbox->address()));
    m_window.setDemo(
        {
            {MainWindow::tr("Manager"), SandboxControlPlane::managerToken()},
            {MainWindow::tr("Manager of one server"), SandboxControlPlane::serverManagerToken()},
            {MainWindow::tr("Plain user"), SandboxControlPlane::userToken()},
        },
        MainWindow::tr(
            "A sandbox on this computer for trying things out. Nothing is sent to others."));
    show(address);
    return {};
}

void GuiProgram::show(const std::optional<ControlPlaneAddress> &address, const QString &link)
{
    m_window.show();
    // The window is to be seen before anything else is made.
    QMetaObject::invokeMethod(
        &m_window,
        [this, address, link] {
            m_window.begin(address);
            if (!link.isEmpty())
                m_window.openLink(link);
        },
        Qt::QueuedConnection);
}

void GuiProgram::raiseWindow()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void GuiProgram::startedAgain(const StartMessage &message)
{
    raiseWindow();
    const auto parsed = ControlPlaneAddress::parse(message.controlPlane);
    const auto *address = std::get_if<ControlPlaneAddress>(&parsed);
    const Session &session = m_models.session;
    const bool isElsewhere =
        address != nullptr && !(session.isSignedIn() && session.account().address == *address);
    if (isElsewhere && m_models.profiles.preset().allows(*address))
        m_window.begin(*address);
    if (!message.link.isEmpty())
        m_window.openLink(message.link);
}

} // namespace mcpo
