// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"

#include <QProcess>
#include <QStringList>

#include <optional>

namespace mcpo
{

const char *nameOf(VaultState state);

/// How a test that measures patience counts it: the deadline of an action, in milliseconds. Short,
/// unless MCPO_KEYCHAIN_DEADLINE says otherwise; 2800 is what the programs have.
int testDeadline();

/// The keychain as a program meets it that runs in an environment of its own: the test program
/// starts itself once more (see runAsHelper()), does the actions one after the other with the real
/// vault, and tells how each ended.
class KeychainChild
{
public:
    /// Milliseconds. Enough for a busy machine, where it is not patience that is tested.
    struct Patience {
        int deadline = 60'000;
        int unlocking = 60'000;
    };

    /// @p actions: words of "read", "write", "remove" and "read*50", which starts 50 at once.
    KeychainChild(const QProcessEnvironment &environment, const QString &actions,
                  const Patience &patience);
    explicit KeychainChild(const QProcessEnvironment &environment,
                           const QString &actions = QStringLiteral("read write remove"))
        : KeychainChild(environment, actions, Patience())
    {
    }

    /// Its first action is under way.
    bool begins();
    /// It has said that an action waits for a person.
    bool waits();
    /// How the actions ended, in their order: "read Locked", or "read waits, Locked" where that was
    /// told before. One line of explanation where the program hung or crashed.
    QStringList ends();
    /// How long the longest action took until it ended or was told to wait, in milliseconds; after
    /// ends().
    qint64 longest() const { return m_longest; }

private:
    bool heard(const QByteArray &line);

    QProcess m_process;
    QByteArray m_output;
    qint64 m_longest = 0;
};

/// What the test program does when it was started as a helper: as KeychainChild, or as a prompter
/// of PrivateKeyring. Nothing: it is to test.
std::optional<int> runAsHelper(const QStringList &arguments);

} // namespace mcpo
