// SPDX-License-Identifier: Apache-2.0
#include "ui/words/profilewords.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct ProfileWords {
    Q_DECLARE_TR_FUNCTIONS(ProfileWords)
};

} // namespace

QString colorLabel(ProfileColor color)
{
    switch (color) {
    case ProfileColor::None: return ProfileWords::tr("None");
    case ProfileColor::Red: return ProfileWords::tr("Red");
    case ProfileColor::Orange: return ProfileWords::tr("Orange");
    case ProfileColor::Green: return ProfileWords::tr("Green");
    case ProfileColor::Teal: return ProfileWords::tr("Teal");
    case ProfileColor::Blue: return ProfileWords::tr("Blue");
    case ProfileColor::Purple: return ProfileWords::tr("Purple");
    }
    return {};
}

QString describe(const Profile &profile)
{
    const QString account = profile.accountId.isEmpty() ? ProfileWords::tr("no account")
                                                        : visibleLine(profile.accountId, 80);
    return ProfileWords::tr("%1 (%2 on %3)")
        .arg(quoted(profile.name), account, profile.address.displayName());
}

QString changedAddressHint(const Profile &profile, std::optional<TokenStorage> token)
{
    if (!token)
        return ProfileWords::tr("Another control plane requires a new sign-in.");
    const QString hint =
        *token == TokenStorage::Keychain
            ? ProfileWords::tr("Another control plane requires a new sign-in. Saving removes the "
                               "token for %1 from the keychain.")
            : ProfileWords::tr(
                  "Another control plane requires a new sign-in. Saving signs you out of "
                  "%1.");
    return hint.arg(profile.address.displayName());
}

QString changedAddressQuestion(const Profile &profile, TokenStorage token)
{
    const QString question =
        token == TokenStorage::Keychain
            ? ProfileWords::tr("Change the address? You are signed out of %1, and its token is "
                               "removed from the keychain.")
            : ProfileWords::tr("Change the address? You are signed out of %1.");
    return question.arg(profile.address.displayName());
}

QString removedProfileQuestion(const Profile &profile, std::optional<TokenStorage> token)
{
    QString question = ProfileWords::tr("Remove the profile %1?");
    if (token == TokenStorage::Keychain)
        question = ProfileWords::tr("Remove the profile %1? You are signed out of it, and its "
                                    "token is removed from the keychain.");
    else if (token)
        question = ProfileWords::tr("Remove the profile %1? You are signed out of it.");
    return question.arg(quoted(profile.name, Profile::longestName));
}

QString productionSentence(const ControlPlaneAddress &address, const QString &profileName)
{
    const QString place = visibleLine(address.displayName(), 300);
    if (profileName.isEmpty() || profileName == address.displayName())
        return ProfileWords::tr("%1 is marked as production.").arg(place);
    return ProfileWords::tr("%1 (%2) is marked as production.").arg(quoted(profileName), place);
}

} // namespace mcpo
