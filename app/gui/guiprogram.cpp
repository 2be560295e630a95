// SPDX-License-Identifier: Apache-2.0
#include "app/gui/guiprogram.h"

#include "models/session/rememberedaccount.h"

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

GuiProgram::GuiProgram()
    : m_session(m_client, m_vault)
    , m_form(RequestDescription::builtIn())
    , m_submission(m_client)
    , m_serverRole(m_client, m_session, m_form)
    , m_facts(m_client, m_session, m_form)
    , m_window(m_session, m_form, m_submission, m_facts)
{
    QObject::connect(&m_session, &Session::signedIn, &m_window, [this] { rememberAccount(); });
    QObject::connect(&m_session, &Session::signedOut, &m_window, [this] { forgetAccount(); });
}

std::optional<QString> GuiProgram::start(const GuiOptions &options)
{
    if (options.sandbox)
        return startSandbox();
    const std::optional<ControlPlaneAddress> address =
        options.controlPlane ? options.controlPlane : loadLastControlPlane();
    const std::optional<RememberedAccount> remembered =
        address ? loadRememberedAccount(*address) : std::nullopt;
    show(address, remembered ? std::optional(remembered->accountId) : std::nullopt);
    return {};
}

std::optional<QString> GuiProgram::startSandbox()
{
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
            {MainWindow::tr("Plain user"), SandboxControlPlane::userToken()},
        },
        MainWindow::tr("Sandbox. Subjects: user-1 to user-24, va-ci-runner. Servers: %1.")
            .arg(servers.join(u", "_s)));
    show(address, {});
    return {};
}

void GuiProgram::show(const std::optional<ControlPlaneAddress> &address,
                      const std::optional<QString> &accountId)
{
    m_window.show();
    // The window is to be seen before anything else is made.
    QMetaObject::invokeMethod(
        &m_window, [this, address, accountId] { m_window.begin(address, accountId); },
        Qt::QueuedConnection);
}

void GuiProgram::rememberAccount()
{
    // A sandbox is gone with the program, so its address is not worth remembering.
    if (m_sandbox)
        return;
    const ControlPlaneAddress &address = m_session.account().address;
    const std::optional<TokenKey> &storedAs = m_session.storedAs();
    saveRememberedAccount({address, storedAs ? storedAs->accountId : QString()});
    m_remembered = address;
    // Without a token in the keychain only the address is worth it.
    if (!storedAs)
        forgetAccount();
}

void GuiProgram::forgetAccount()
{
    if (m_remembered)
        forgetRememberedAccount(*std::exchange(m_remembered, {}));
}

} // namespace mcpo
