// SPDX-License-Identifier: Apache-2.0
#include "app/terminationsignals.h"

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <unistd.h>
#endif

namespace mcpo
{

#ifdef Q_OS_UNIX
namespace
{

// A signal handler may do next to nothing: it writes a byte that the event loop then reads.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler sees nothing else
std::array<int, 2> pipeEnds{-1, -1};

extern "C" void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe(pipeEnds.data()) != 0)
        return;
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(pipeEnds[0], &byte, 1) == 1)
            Q_EMIT received();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}
#else
TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
}
#endif

} // namespace mcpo
