// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/app/cli/cliprocess.h"
#include "tests/support/scriptedserver.h"

#include <QProcess>

namespace mcpo
{

/// Whole sessions of the real programs, with secrets that stand nowhere else and with everything
/// logged that can be logged, and what of the programs could be seen meanwhile. A step that does
/// not work out fails the test that runs it. Only within tests/support/with-desktop.
class CanarySession
{
public:
    CanarySession();
    ~CanarySession();
    CanarySession(const CanarySession &) = delete;
    CanarySession &operator=(const CanarySession &) = delete;

    void useTheCommandLine();
    void useTheSandbox();
    /// Ends by SIGKILL, with a secret in the form.
    void useTheWindow();

    CliProcess &cli() { return m_cli; }
    const QByteArrayList &canaries() const { return m_canaries; }
    const QByteArray &printed() const { return m_printed; } ///< by all programs
    const QByteArray &arguments() const { return m_arguments; }
    /// Only where they may be read: by root.
    const QByteArray &environments() const { return m_environments; }
    const QByteArrayList &grandchildren() const { return m_grandchildren; }
    const QByteArrayList &titles() const { return m_titles; }
    /// To assistive technology, while secrets were in the form.
    const QStringList &told() const { return m_told; }
    /// Or something selected, while a secret was in the form.
    bool isClipboardTaken() const { return m_isClipboardTaken; }

private:
    Script answer(const ReceivedRequest &request);
    void lookAtPrograms();
    QByteArray canary();
    void setsByCommandLine(const QStringList &arguments, int exitCode);

    QByteArrayList m_canaries;
    CliProcess m_cli;
    ScriptedServer m_server{[this](const ReceivedRequest &request) { return answer(request); }};
    QProcess m_sandbox;
    QProcess m_window;

    QByteArray m_printed;
    QByteArray m_arguments;
    QByteArray m_environments;
    QByteArrayList m_grandchildren;
    QByteArrayList m_titles;
    QStringList m_told;
    bool m_isClipboardTaken = true;
};

} // namespace mcpo
