// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "ui/words/keychainwords.h"
#include "ui/words/plaintext.h"

namespace mcpo
{

Command::Command(Arguments arguments, const Services &services)
    : m_arguments(std::move(arguments))
    , m_services(services)
{
}

QString Command::wordsWhenStopped() const { return tr("Stopped."); }

Console::Format Command::format() const
{
    return m_arguments.has(OptionId::Json) ? Console::Format::Json : Console::Format::Text;
}

void Command::keyringWaits()
{
    if (m_arguments.has(OptionId::NoInput)) {
        wait(nullptr);
        const QString locked = describe(VaultAnswer{VaultState::Locked, {}, {}});
        return finishWith(
            Stop{ExitCode::Keychain, tr("%1 %2").arg(locked, keychainRemedy()).trimmed()});
    }
    console().say(tr("%1 Press Ctrl+C to stop.").arg(waitingForKeyring()));
}

void Command::nameProxy(const ControlPlaneAddress &address)
{
    const QString proxy = controlPlane().proxyTo(address);
    if (!proxy.isEmpty())
        console().say(tr("Using the proxy %1.").arg(visibleLine(proxy)));
}

void Command::finishWith(const Stop &stop)
{
    console().say(stop.words);
    Q_EMIT finished(stop.code);
}

namespace
{

/// The words for a window speak of what was typed there, and of an account that was signed in.
Explanation forCommandLine(Explanation explanation)
{
    if (explanation.remedies.contains(Remedy::SignIn)) {
        explanation.title = Command::tr("Access token not accepted");
        explanation.text = Command::tr("The control plane does not accept the access token. Sign "
                                       "in with \"mcp-override-cli login\", or use another token.");
    }
    return explanation;
}

} // namespace

void Command::say(const Explanation &windowExplanation)
{
    const Explanation explanation = forCommandLine(windowExplanation);
    // The server's words begin no line, so that none of them passes for a line of this program.
    const QString indent = QStringLiteral("  ");
    const QString details = indent + QString(explanation.details).replace(u'\n', u'\n' + indent);
    for (const QString &part : {explanation.title, explanation.text}) {
        if (!part.isEmpty())
            console().say(part);
    }
    if (!explanation.details.isEmpty())
        console().say(details);
}

void Command::finishWith(const Explanation &explanation, ExitCode code)
{
    say(explanation);
    Q_EMIT finished(code);
}

void Command::finishWith(const Failure &failure, const Context &context)
{
    finishWith(describe(failure, context), exitCodeOf(failure));
}

} // namespace mcpo
