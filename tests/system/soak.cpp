// SPDX-License-Identifier: Apache-2.0
//
// soak [PUTS]: sets overrides through a server that answers as the worst proxies do, and exits with
// 1 if a verdict was wrong, a descriptor was left open, or memory grew. "./dev soak [PUTS]".
#include "net/controlplaneclient.h"
#include "tests/support/awaited.h"
#include "tests/support/cost.h"
#include "tests/support/scriptedserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QMap>

#include <iostream>
#include <malloc.h>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qint64 mostDrift = 5 * 1024; // KiB
constexpr int warmUp = 500;            // puts

const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"v"}})";

/// The script for the request of that number: seven good answers, then one of the faults.
Script scriptFor(int number)
{
    using When = Script::When;
    using Then = Script::Then;
    const QByteArray head = "HTTP/1.1 200 OK\r\n";
    static const QList<Script> faults{
        {{}, When::RequestCame, Then::Reset},
        {{}, When::RequestCame, Then::Close},
        {httpAnswer("503 Busy", "{}")},
        {head + "Content-Length: 20\r\n\r\n{", When::RequestCame, Then::Close},
        {httpAnswer("200 OK", "<html>", "Content-Type: text/html\r\n")},
        {head + "Transfer-Encoding: chunked\r\n\r\n20\r\n{}", When::RequestCame, Then::Close},
        {head + "Content-Length: 2\r\n\r\n", When::RequestCame, Then::Drip, "{}"},
        {httpAnswer("429 Slow down", {}, "Retry-After: 0\r\n")},
        {httpAnswer("302 Go", {}, "Location: https://elsewhere.example.com/\r\n")},
        {"HTTP/1.1 200", When::RequestCame, Then::Close},
    };
    return number % 8 != 0 ? Script{httpAnswer("200 OK", "{}")}
                           : faults[(number / 8) % faults.size()];
}

/// Whether this answer, and no other, says that the override was saved. One that drips is whole.
bool isSaving(const Script &script)
{
    return script.answer == httpAnswer("200 OK", "{}") || script.then == Script::Then::Drip;
}

QString nameOfVerdict(const ChangeOutcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    if (failure == nullptr)
        return std::holds_alternative<Saved>(outcome) ? u"saved"_s : u"rejected"_s;
    return u"failure %1"_s.arg(failure->index());
}

qsizetype openDescriptors() { return QDir(u"/proc/self/fd"_s).count(); }

qint64 memory()
{
    malloc_trim(0);
    return memoryNow("VmRSS");
}

struct Tally {
    QMap<QString, int> verdicts;
    int requests = 0;
    int wrong = 0;
};

void put(int count, Tally &tally)
{
    int number = 0;
    bool isSaved = false;
    ScriptedServer server([&](const ReceivedRequest &) {
        ++tally.requests;
        Script script = scriptFor(++number);
        isSaved = isSaving(script);
        return script;
    });
    ControlPlaneClient client({10s}, {.attempts = 3, .base = 1ms, .longestJitter = 1ms});
    const Account account{server.address(), u"canary-token"_s};
    for (int i = 0; i < count; ++i) {
        Awaited<ChangeOutcome> outcome;
        const JobPtr job =
            client.setOverride(account, {u"server-1"_s, overrideBody}, outcome.answer());
        if (!outcome.came())
            qFatal("No answer, or several");
        ++tally.verdicts[nameOfVerdict(outcome.value())];
        tally.wrong += std::holds_alternative<Saved>(outcome.value()) != isSaved ? 1 : 0;
        server.forget();
    }
}

} // namespace

/// 0 if the promise was kept.
int soak(int count)
{
    Tally ignored;
    put(warmUp, ignored);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const qsizetype descriptors = openDescriptors();
    const qint64 before = memory();

    QElapsedTimer time;
    time.start();
    Tally tally;
    put(count, tally);
    const qint64 elapsed = std::max<qint64>(1, time.elapsed());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const qint64 drift = memory() - before;
    const qsizetype left = openDescriptors();

    std::cout << count << " puts, " << tally.requests << " requests, " << count * 1000LL / elapsed
              << " puts a second\n";
    for (auto verdict = tally.verdicts.cbegin(); verdict != tally.verdicts.cend(); ++verdict)
        std::cout << "  " << verdict.key().toStdString() << ": " << verdict.value() << '\n';
    std::cout << "wrong verdicts: " << tally.wrong << "\ndescriptors: " << descriptors
              << " before, " << left << " after\nmemory: " << drift << " KiB more" << std::endl;
    const bool isSteady = isInstrumented || drift < mostDrift;
    return tally.wrong == 0 && left == descriptors && isSteady ? 0 : 1;
}

} // namespace mcpo

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = QCoreApplication::arguments().value(1, QStringLiteral("10000")).toInt();
    return count > 0 ? mcpo::soak(count) : 2;
}
