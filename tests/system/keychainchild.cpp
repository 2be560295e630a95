// SPDX-License-Identifier: Apache-2.0
#include "tests/system/keychainchild.h"

#include "net/keychainvault.h"
#include "tests/system/privatekeyring.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace
{

constexpr int stallAfter = 60'000; // ms

void print(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

/// One action of the child; prints how it went.
class Action
{
public:
    Action(KeychainVault &vault, const QString &name)
        : m_name(name)
    {
        const TokenKey key{
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s)),
            u"child"_s};
        const VaultWaiting onWaiting = [this] { waits(); };
        const Answer<VaultAnswer> answer = [this](const VaultAnswer &result) { ended(result); };
        m_timer.start();
        if (name == "read"_L1)
            m_job = vault.readToken(key, onWaiting, answer);
        else if (name == "write"_L1)
            m_job = vault.writeToken(key, u"a-token"_s, onWaiting, answer);
        else
            m_job = vault.removeToken(key, onWaiting, answer);
    }
    bool isOver() const { return m_isOver; }

private:
    void waits()
    {
        print(u"waits %1"_s.arg(m_timer.restart()));
        m_waited = u"waits, "_s;
    }
    void ended(const VaultAnswer &result)
    {
        // Where the person was waited for, the time is theirs.
        if (m_waited.isEmpty())
            print(u"took %1"_s.arg(m_timer.elapsed()));
        print(u"end %1 %2%3"_s.arg(m_name, m_waited, QString::fromLatin1(nameOf(result.state))));
        m_isOver = true;
    }

    QString m_name;
    QString m_waited;
    QElapsedTimer m_timer;
    JobPtr m_job;
    bool m_isOver = false;
};

int runChild(const QStringList &arguments)
{
    const milliseconds deadline(arguments.value(0).toInt());
    const milliseconds unlocking(arguments.value(1).toInt());
    KeychainVault vault({deadline, unlocking, deadline / 3, std::min(deadline / 12, 250ms)});
    print(u"begins"_s);
    for (const QString &word : arguments.value(2).split(u' ')) {
        const QStringList parts = word.split(u'*');
        std::vector<std::unique_ptr<Action>> actions;
        for (int i = parts.value(1, u"1"_s).toInt(); i > 0; --i)
            actions.push_back(std::make_unique<Action>(vault, parts.constFirst()));
        while (!std::ranges::all_of(actions, [](const auto &one) { return one->isOver(); }))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return 0;
}

} // namespace

const char *nameOf(VaultState state)
{
    switch (state) {
    case VaultState::Done: return "Done";
    case VaultState::NotFound: return "NotFound";
    case VaultState::Locked: return "Locked";
    case VaultState::Denied: return "Denied";
    case VaultState::NoKeyring: return "NoKeyring";
    case VaultState::Unavailable: return "Unavailable";
    case VaultState::TimedOut: return "TimedOut";
    case VaultState::Damaged: return "Damaged";
    case VaultState::NotKept: return "NotKept";
    case VaultState::Failed: return "Failed";
    }
    return "";
}

int testDeadline()
{
    constexpr int brief = 600;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("MCPO_KEYCHAIN_DEADLINE", &isSet);
    return isSet ? wanted : brief;
}

KeychainChild::KeychainChild(const QProcessEnvironment &environment, const QString &actions,
                             const Patience &patience)
{
    m_process.setProcessEnvironment(environment);
    m_process.start(QCoreApplication::applicationFilePath(),
                    {u"--child"_s, QString::number(patience.deadline),
                     QString::number(patience.unlocking), actions});
}

bool KeychainChild::heard(const QByteArray &line)
{
    return QTest::qWaitFor(
        [&] {
            m_output += m_process.readAllStandardOutput();
            return m_output.contains(line);
        },
        stallAfter);
}

bool KeychainChild::begins() { return heard("begins\n"); }
bool KeychainChild::waits() { return heard("waits "); }

QStringList KeychainChild::ends()
{
    const bool isOver =
        QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, stallAfter);
    m_output += m_process.readAllStandardOutput();
    if (!isOver || m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)
        return {u"It hangs or has crashed: "_s + QString::fromUtf8(m_output) +
                QString::fromUtf8(m_process.readAllStandardError())};
    QStringList ends;
    for (const QString &line : QString::fromUtf8(m_output).split(u'\n')) {
        if (line.startsWith("end "_L1))
            ends.append(line.sliced(4));
        else if (line.startsWith("took "_L1) || line.startsWith("waits "_L1))
            m_longest = std::max(m_longest, line.section(u' ', 1).toLongLong());
    }
    return ends;
}

std::optional<int> runAsHelper(const QStringList &arguments)
{
    if (arguments.value(1) == "--child"_L1)
        return runChild(arguments.sliced(2));
    if (arguments.value(1) == "--prompter"_L1)
        return runPrompter(arguments.value(2));
    return {};
}

} // namespace mcpo
