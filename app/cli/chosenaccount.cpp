// SPDX-License-Identifier: Apache-2.0
#include "app/cli/chosenaccount.h"

#include "app/cli/command.h"
#include "app/cli/commandtable.h"
#include "app/cli/usageerror.h"
#include "models/session/accountchoice.h"
#include "models/session/preset.h"
#include "models/session/profilestore.h"
#include "ui/words/fieldwords.h"
#include "ui/words/presetwords.h"
#include "ui/words/profilewords.h"

#include <QFileInfo>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// A line for each.
QString listed(const QList<Profile> &profiles)
{
    QStringList lines;
    for (const Profile &profile : profiles)
        lines.append("  "_L1 + describe(profile));
    return lines.join(u'\n');
}

/// With what can be done about it.
QString nobodyIsSignedIn(const ChosenAccount &chosen)
{
    const ControlPlaneAddress &address = chosen.address;
    if (!loadPreset().offers(Feature::TokenWithoutKeychain))
        return Command::tr("Nobody is signed in to %1. Sign in with \"mcp-override-cli login "
                           "--control-plane %2\".")
            .arg(address.displayName(), address.text());
    return Command::tr("Nobody is signed in to %1. Sign in with \"mcp-override-cli login "
                       "--control-plane %2\", or name another place of the token by --token-file "
                       "or --token-env.")
        .arg(address.displayName(), address.text());
}

/// What --control-plane says, if it is given.
std::variant<std::optional<ControlPlaneAddress>, Stop> namedControlPlane(const Arguments &arguments,
                                                                         const Preset &preset)
{
    if (!arguments.has(OptionId::ControlPlane))
        return std::nullopt;
    const auto parsed = ControlPlaneAddress::parse(arguments.value(OptionId::ControlPlane));
    if (const auto *problem = std::get_if<ControlPlaneAddress::Problem>(&parsed))
        return Stop{ExitCode::Refused, Command::tr("--control-plane: %1").arg(describe(*problem))};
    const auto &address = std::get<ControlPlaneAddress>(parsed);
    if (!preset.allows(address))
        return Stop{ExitCode::Usage,
                    Command::tr("--control-plane: %1").arg(onlyControlPlane(preset))};
    return address;
}

/// As they are here, whatever the person's settings say.
QList<Profile> usableProfiles(const Preset &preset)
{
    QList<Profile> usable;
    const QList<Profile> profiles = loadProfiles();
    for (const Profile &profile : profiles) {
        if (preset.allows(profile.address))
            usable.append(preset.applied(profile));
    }
    return usable;
}

bool isProduction(const ControlPlaneAddress &address, const QList<Profile> &profiles,
                  const Preset &preset)
{
    return (preset.describes(address) && preset.isProduction) ||
           std::ranges::any_of(profiles, [&address](const Profile &one) {
               return one.address == address && one.isProduction;
           });
}

std::variant<ChosenAccount, Stop> accountAt(const ControlPlaneAddress &address,
                                            const std::optional<Profile> &profile,
                                            const Arguments &arguments, const Preset &preset)
{
    QString wanted = profile ? profile->caFile : QString();
    if (arguments.has(OptionId::CaFile)) {
        const QString named = arguments.value(OptionId::CaFile);
        wanted = named.isEmpty() ? QString() : QFileInfo(named).absoluteFilePath();
    }
    const QString caFile = preset.caFileAt(address, wanted);
    if (arguments.has(OptionId::CaFile) && caFile != wanted) {
        const QString why =
            caFile.isEmpty() ? withoutFeature(Feature::OwnCaFile) : onlyCaFile(preset);
        return Stop{ExitCode::Usage, Command::tr("%1: %2").arg(optionName(OptionId::CaFile), why)};
    }
    return ChosenAccount{address, profile, {}, caFile, false};
}

Stop noSuchProfile(const QList<Profile> &candidates, bool areSeveral)
{
    const QString words =
        areSeveral ? Command::tr("--profile: Several profiles have this name. Use the ID of the "
                                 "account instead, or add --control-plane:\n%1")
                   : Command::tr("--profile: No profile has this name or account ID here. Profiles:"
                                 "\n%1");
    return {ExitCode::Usage, words.arg(listed(candidates))};
}

} // namespace

Stop notSignedIn(const ChosenAccount &chosen)
{
    if (chosen.others.isEmpty())
        return {ExitCode::Keychain, nobodyIsSignedIn(chosen)};
    const QString account =
        chosen.profile ? describe(*chosen.profile) : chosen.address.displayName();
    return {ExitCode::Keychain,
            Command::tr("The account used last is signed out: %1. Sign in again, or choose another "
                        "account with --profile. Signed in:\n%2")
                .arg(account, listed(chosen.others))};
}

Stop severalAccounts(const QList<Profile> &profiles)
{
    return {ExitCode::Usage,
            Command::tr("Several accounts are signed in, and nothing was sent. Choose one with "
                        "--profile:\n%1")
                .arg(listed(profiles))};
}

std::variant<ChosenAccount, Stop> chosenAccount(const Arguments &arguments)
{
    const Preset preset = loadPreset();
    const auto named = namedControlPlane(arguments, preset);
    if (const auto *stop = std::get_if<Stop>(&named))
        return *stop;
    std::optional<ControlPlaneAddress> address = std::get<0>(named);
    const QList<Profile> profiles = usableProfiles(preset);
    const AccountChoice choice =
        chooseAccount(profiles, {address, arguments.value(OptionId::Profile)});
    if (arguments.has(OptionId::Profile) && !choice.profile)
        return noSuchProfile(choice.others.isEmpty() ? profiles : choice.others,
                             !choice.others.isEmpty());
    if (!address)
        address = choice.profile ? choice.profile->address : preset.controlPlane;
    if (!address)
        return Stop{ExitCode::Usage, Command::tr("No control plane is known yet: --control-plane "
                                                 "is needed.")};
    auto result = accountAt(*address, choice.profile, arguments, preset);
    if (auto *chosen = std::get_if<ChosenAccount>(&result)) {
        chosen->others = choice.others;
        chosen->isProduction = isProduction(*address, profiles, preset);
    }
    return result;
}

std::variant<QList<Profile>, Stop> accountsToSignOut(const Arguments &arguments)
{
    const std::variant<ChosenAccount, Stop> read = chosenAccount(arguments);
    if (const auto *stop = std::get_if<Stop>(&read))
        return *stop;
    const auto &chosen = std::get<ChosenAccount>(read);
    const std::optional<Profile> &profile = chosen.profile;
    QList<Profile> signedIn = chosen.others;
    if (profile && profile->isSignedIn)
        signedIn.prepend(*profile);
    if (arguments.has(OptionId::All))
        return signedIn;
    // The last used one if it is signed in; a single one is meant in any case.
    if (signedIn.size() > 1 && !profile->isSignedIn)
        return Stop{ExitCode::Usage, Command::tr("Several accounts are signed in. Choose one with "
                                                 "--profile, or add --all:\n%1")
                                         .arg(listed(signedIn))};
    return signedIn.first(std::min<qsizetype>(signedIn.size(), 1));
}

std::variant<ChosenAccount, Stop> accountToSignInTo(const Arguments &arguments)
{
    const Preset preset = loadPreset();
    const auto named = namedControlPlane(arguments, preset);
    if (const auto *stop = std::get_if<Stop>(&named))
        return *stop;
    const auto &given = std::get<std::optional<ControlPlaneAddress>>(named);
    const auto address = given ? given : preset.controlPlane;
    if (!address) {
        const UsageError missing{UsageError::Kind::MissingOption, u"control-plane"_s, {}};
        return Stop{ExitCode::Usage, describe(missing)};
    }
    return accountAt(*address, chooseAccount(usableProfiles(preset), {address}).profile, arguments,
                     preset);
}

} // namespace mcpo
