// SPDX-License-Identifier: Apache-2.0
#include "app/gui/guiprogram.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

GuiProgram::GuiProgram()
    : m_models(m_client, m_vault)
    , m_window(m_models)
{
}

std::optional<QString> GuiProgram::start(const GuiOptions &options)
{
    if (options.sandbox)
        return startSandbox(); // gone with the program, so its profiles stay in memory
    m_models.profiles.open(options.preset);
    m_models.activity.setOff(options.preset.isActivityOff);
    show(options.controlPlane);
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
    QStringList servers;
    for (const SandboxServerName &server : SandboxControlPlane::servers())
        servers.append(server.id);
    m_window.setDemo(
        {
            {MainWindow::tr("Manager"), SandboxControlPlane::managerToken()},
            {MainWindow::tr("Manager of one server"), SandboxControlPlane::serverManagerToken()},
            {MainWindow::tr("Plain user"), SandboxControlPlane::userToken()},
        },
        MainWindow::tr("Sandbox. Subjects: user-1 to user-24, va-ci-runner. Servers: %1.")
            .arg(servers.join(u", "_s)));
    show(address);
    return {};
}

void GuiProgram::show(const std::optional<ControlPlaneAddress> &address)
{
    m_window.show();
    // The window is to be seen before anything else is made.
    QMetaObject::invokeMethod(
        &m_window, [this, address] { m_window.begin(address); }, Qt::QueuedConnection);
}

} // namespace mcpo
