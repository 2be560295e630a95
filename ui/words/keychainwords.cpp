// SPDX-License-Identifier: Apache-2.0
#include "ui/words/keychainwords.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct KeychainWords {
    Q_DECLARE_TR_FUNCTIONS(KeychainWords)
};

/// Title and text.
Explanation explanationOf(VaultState state)
{
    switch (state) {
    case VaultState::Done: break;
    case VaultState::NotFound:
        return {KeychainWords::tr("No token in the keychain"),
                KeychainWords::tr("The keychain contains no token for this account. Sign in."),
                {},
                {}};
    case VaultState::Locked:
        return {KeychainWords::tr("The keychain is locked"),
                KeychainWords::tr("Unlock it with its password, then try again."),
                {},
                {}};
    case VaultState::Denied:
        return {KeychainWords::tr("The keychain refused access"),
                KeychainWords::tr("Allow this program to use the keychain, then try again."),
                {},
                {}};
    case VaultState::NoKeyring:
        return {KeychainWords::tr("The keychain has no default keyring"),
                KeychainWords::tr("The keychain service is running, but it has no default keyring "
                                  "to store the token in. Create one, for example in the program "
                                  "Passwords and Keys, then try again."),
                {},
                {}};
    case VaultState::Unavailable:
        return {
            KeychainWords::tr("No keychain service is running"),
            KeychainWords::tr("Start GNOME Keyring, KWallet or another keychain service, then try "
                              "again."),
            {},
            {}};
    case VaultState::TimedOut:
        return {KeychainWords::tr("The keychain does not respond"),
                KeychainWords::tr("Restart it, or log in to this computer again, then try again."),
                {},
                {}};
    case VaultState::Damaged:
        return {
            KeychainWords::tr("The token in the keychain is damaged"),
            KeychainWords::tr("The entry for this account is not a complete access token, so it "
                              "is not used. Sign in again to replace it."),
            {},
            {}};
    case VaultState::NotKept:
        return {KeychainWords::tr("The keychain did not store the token"),
                KeychainWords::tr("A check after storing it found a different value. Check the "
                                  "keychain with its own program, then try again."),
                {},
                {}};
    case VaultState::Failed:
        return {KeychainWords::tr("The keychain failed"),
                KeychainWords::tr("Check the keychain with its own program, then try again."),
                {},
                {}};
    }
    return {};
}

QList<Remedy> remediesFor(const VaultAnswer &answer)
{
    QList<Remedy> remedies{Remedy::TryAgain, Remedy::SignIn};
    if (answer.state == VaultState::Damaged || answer.state == VaultState::NotFound)
        remedies.removeFirst();
    if (!answer.details.isEmpty())
        remedies.append(Remedy::CopyDetails);
    return remedies;
}

} // namespace

Explanation explain(const VaultAnswer &answer)
{
    Explanation explanation = explanationOf(answer.state);
    explanation.details = visibleLine(answer.details);
    explanation.remedies = remediesFor(answer);
    return explanation;
}

QString describe(const VaultAnswer &answer)
{
    if (answer.state == VaultState::Done)
        return {};
    const Explanation explanation = explanationOf(answer.state);
    if (answer.details.isEmpty())
        return KeychainWords::tr("%1. %2").arg(explanation.title, explanation.text);
    return KeychainWords::tr("%1. %2 Message of the keychain: %3")
        .arg(explanation.title, explanation.text, quoted(answer.details, 200));
}

QString waitingForKeyring()
{
    return KeychainWords::tr("Waiting for the keyring to be unlocked\u2026");
}

} // namespace mcpo
