// SPDX-License-Identifier: Apache-2.0
#include "app/cli/accountcommand.h"

#include "app/cli/callerwords.h"
#include "app/cli/commandtable.h"
#include "app/cli/facts.h"
#include "app/cli/question.h"
#include "app/cli/target.h"
#include "app/cli/tokeninput.h"
#include "app/cli/usageerror.h"
#include "models/session/accountchoice.h"
#include "models/session/preset.h"
#include "models/session/profilestore.h"
#include "ui/words/fieldwords.h"
#include "ui/words/idwords.h"
#include "ui/words/keychainwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"
#include "ui/words/profilewords.h"

#include <QFileInfo>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString nameOf(OptionId option) { return "--"_L1 + optionSpec(option).name; }

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
        return Stop{ExitCode::Usage, Command::tr("%1: %2").arg(nameOf(OptionId::CaFile), why)};
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

/// The token is held without the keychain then, for this run.
std::optional<Stop> AccountCommand::problemOfTokenOptions() const
{
    if (loadPreset().offers(Feature::TokenWithoutKeychain))
        return {};
    for (const OptionId option : {OptionId::TokenFile, OptionId::TokenEnv}) {
        if (arguments().has(option))
            return Stop{ExitCode::Usage,
                        tr("%1: %2 Sign in with \"mcp-override-cli login\".")
                            .arg(nameOf(option), withoutFeature(Feature::TokenWithoutKeychain))};
    }
    return {};
}

bool AccountCommand::hasTokenOption() const
{
    return arguments().has(OptionId::TokenFile) || arguments().has(OptionId::TokenEnv);
}

/// A command that changes something does not choose between accounts; any other names its choice.
std::optional<Stop> AccountCommand::problemOfChoice(const ChosenAccount &chosen)
{
    QList<Profile> others = chosen.others;
    if (hasTokenOption()) // then it is the control plane alone that could be a wrong one
        others.removeIf([&chosen](const Profile &one) { return one.address == chosen.address; });
    if (others.isEmpty())
        return {};
    const bool isSignedIn = chosen.profile && chosen.profile->isSignedIn;
    if (!isSignedIn && !hasTokenOption())
        return notSignedIn(chosen);
    if (changesSomething())
        return severalAccounts(chosen.profile ? QList{*chosen.profile} + others : others);
    if (isSignedIn && !hasTokenOption())
        console().say(tr("Using the account that was used last: %1. To use another one, add "
                         "--profile.")
                          .arg(describe(*chosen.profile)));
    return {};
}

std::optional<Stop> AccountCommand::problemOfProduction(const ChosenAccount &chosen) const
{
    if (!changesSomething() || !chosen.isProduction || arguments().has(OptionId::DryRun))
        return {};
    const QString warning = productionWarning(chosen.address);
    const bool isExplicit =
        arguments().has(OptionId::ControlPlane) || arguments().has(OptionId::Profile);
    if (arguments().has(OptionId::Yes)) {
        if (isExplicit)
            return {};
        return Stop{ExitCode::Usage,
                    tr("%1 --yes needs --profile or --control-plane there. Nothing was sent.")
                        .arg(warning)};
    }
    if (arguments().has(OptionId::NoInput) || !canAsk())
        return Stop{ExitCode::Refused, tr("%1 Nothing was sent. To go ahead without a question, "
                                          "add --yes and --profile or --control-plane.")
                                           .arg(warning)};
    const QString host = chosen.address.displayName();
    const QString typed = askLine(tr("%1 Type %2 to continue: ").arg(warning, host));
    if (typed == host)
        return {};
    return Stop{ExitCode::Refused, tr("That is not %1. Nothing was sent.").arg(host)};
}

void AccountCommand::start()
{
    const std::variant<ChosenAccount, Stop> read = chosenAccount(arguments());
    if (const auto *stop = std::get_if<Stop>(&read))
        return finishWith(*stop);
    const auto &chosen = std::get<ChosenAccount>(read);
    std::optional<Stop> problem = problemOfTokenOptions();
    if (!problem)
        problem = problemOfChoice(chosen);
    if (!problem)
        problem = problemOfProduction(chosen);
    if (problem)
        return finishWith(*problem);
    if (!prepare(chosen.address))
        return;

    nameProxy(chosen.address);
    const auto given = tokenOfOptions(arguments(), console());
    if (!given)
        readStoredToken(chosen);
    else if (const auto *stop = std::get_if<Stop>(&*given))
        finishWith(*stop);
    else
        run({chosen.address, std::get<QString>(*given), chosen.caFile});
}

void AccountCommand::readStoredToken(const ChosenAccount &chosen)
{
    if (!chosen.profile || !chosen.profile->isSignedIn)
        return finishWith(notSignedIn(chosen));
    const TokenKey key = chosen.profile->tokenKey();
    auto wasRead = [this, chosen](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            run({chosen.address, answer.token, chosen.caFile});
        else if (answer.state == VaultState::NotFound)
            finishWith(notSignedIn(chosen));
        else
            finishWith(Stop{ExitCode::Keychain, describe(answer)});
    };
    wait(vault().readToken(
        key, [this] { keyringWaits(); }, std::move(wasRead)));
}

void AccountCommand::askCaller(const Account &account,
                               const std::function<void(const Caller &)> &goOn)
{
    wait(controlPlane().fetchCaller(account, [this, goOn](const Fetched<Caller> &answer) {
        if (const auto *failure = std::get_if<Failure>(&answer))
            finishWith(*failure, {{}, {}, true});
        else
            goOn(std::get<Caller>(answer));
    }));
}

std::optional<Subject> AccountCommand::chosenSubject(const Caller &caller)
{
    if (arguments().has(OptionId::Subject))
        return Subject{arguments().value(OptionId::Subject),
                       arguments().value(OptionId::SubjectType)};
    if (caller.subject.id.isEmpty()) {
        finishWith(Stop{ExitCode::Refused, tr("The control plane does not tell whose token this "
                                              "is: --subject and --subject-type are needed.")});
        return {};
    }
    console().say(tr("No --subject was given, so this is about yourself: %1 (%2).")
                      .arg(visibleLine(caller.subject.id), visibleLine(caller.subject.type)));
    return caller.subject;
}

bool AccountCommand::prepare(const ControlPlaneAddress &)
{
    const std::optional<Stop> problem = problemOfTarget(arguments());
    if (problem)
        finishWith(*problem);
    return !problem;
}

void AccountCommand::askSubject(const Account &account,
                                const std::function<void(const Caller &, const Subject &)> &goOn)
{
    askCaller(account, [this, address = account.address, goOn](const Caller &caller) {
        console().say(tr("On %1 as %2.").arg(address.displayName(), describe(caller)));
        if (const std::optional<Subject> subject = chosenSubject(caller))
            goOn(caller, *subject);
    });
}

void AccountCommand::finishWith(const ChangeReport &report)
{
    if (std::holds_alternative<ChangedMeanwhile>(report.outcome))
        console().say(tr("Another user has set this override. To change it all the same, use "
                         "--take-over."));
    if (!report.isDone())
        return finishWith(describe(report), exitCodeOf(report));
    console().say(doneLine(report));
    console().write(factsOf(report.request.serverId, report.request.subject) +
                        factsOf(report.effectiveAuth.value_or(EffectiveAuth{})),
                    format());
    Q_EMIT finished(ExitCode::Done);
}

void AccountCommand::sayDoubts(const QString &serverId, const Subject &subject)
{
    if (const QString doubts = idDoubts(serverId, subject.id); !doubts.isEmpty())
        console().say(doubts);
}

} // namespace mcpo
