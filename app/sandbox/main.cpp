// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/sandboxarguments.h"
#include "app/standardstreams.h"
#include "app/terminationsignals.h"
#include "net/sandbox/sandboxcontrolplane.h"

#include <QCoreApplication>
#include <QTextStream>

namespace
{

using namespace Qt::StringLiterals;

constexpr int notStarted = 2;

constexpr int outputLost = 1;

bool print(const QString &text) { return mcpo::printText(u"mcp-override-sandbox"_s, text); }

/// One fact per line, so that a script finds them; of a server the name comes first, for an id may
/// hold blanks.
QString announcement(const QString &address)
{
    using mcpo::SandboxControlPlane;
    QString text;
    QTextStream out(&text);
    out << "Control plane: " << address << '\n'
        << "Manager token: " << SandboxControlPlane::managerToken() << '\n'
        << "Server manager token: " << SandboxControlPlane::serverManagerToken() << '\n'
        << "User token: " << SandboxControlPlane::userToken() << '\n'
        << "Virtual account token: " << SandboxControlPlane::virtualAccountToken() << '\n';
    const auto servers = SandboxControlPlane::servers();
    for (const mcpo::SandboxServerName &server : servers)
        out << "Server: " << server.name << ' ' << server.id << '\n';
    out << "\nThe manager is admin@example.com, who manages github-enterprise alone is\n"
           "user-2@example.com, the plain user is user-17@example.com. To sign in:\n"
        << "  mcp-override --control-plane " << address << '\n'
        << "  mcp-override-cli login --control-plane " << address << "   (token on stdin)\n";
    return text;
}

} // namespace

int main(int argc, char **argv)
{
    mcpo::reserveStandardStreams();
    const QCoreApplication app(argc, argv);
    QTextStream err(stderr);

    const auto read = mcpo::readSandboxArguments(QCoreApplication::arguments());
    if (const auto *nothing = std::get_if<mcpo::NothingToStart>(&read)) {
        if (nothing->exitCode == 0)
            return print(nothing->words) ? 0 : outputLost;
        err << nothing->words;
        return nothing->exitCode;
    }

    const mcpo::TerminationSignals signals;
    QObject::connect(&signals, &mcpo::TerminationSignals::received, &app, &QCoreApplication::quit);
    mcpo::SandboxControlPlane sandbox(std::get<mcpo::SandboxOptions>(read));
    if (const auto error = sandbox.start()) {
        err << *error << '\n';
        return notStarted;
    }
    return print(announcement(sandbox.address())) ? QCoreApplication::exec() : outputLost;
}
