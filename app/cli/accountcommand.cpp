// SPDX-License-Identifier: Apache-2.0
#include "app/cli/accountcommand.h"

#include "app/cli/callerwords.h"
#include "app/cli/commandtable.h"
#include "app/cli/facts.h"
#include "app/cli/target.h"
#include "app/cli/tokeninput.h"
#include "app/cli/usageerror.h"
#include "models/session/preset.h"
#include "models/session/profilestore.h"
#include "ui/words/fieldwords.h"
#include "ui/words/idwords.h"
#include "ui/words/keychainwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"

#include <QFileInfo>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

Stop notSignedIn(const ControlPlaneAddress &address)
{
    if (!loadPreset().offers(Feature::TokenWithoutKeychain))
        return {ExitCode::Keychain,
                Command::tr("Nobody is signed in to %1. Sign in with \"mcp-override-cli login "
                            "--control-plane %2\".")
                    .arg(address.displayName(), address.text())};
    return {ExitCode::Keychain,
            Command::tr("Nobody is signed in to %1. Sign in with \"mcp-override-cli login "
                        "--control-plane %2\", or name another place of the token by --token-file "
                        "or --token-env.")
                .arg(address.displayName(), address.text())};
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

QString nameOf(OptionId option) { return "--"_L1 + optionSpec(option).name; }

/// The last used one, where the options name no control plane.
std::optional<Profile> chosenProfile(const std::optional<ControlPlaneAddress> &named,
                                     const Preset &preset)
{
    QList<Profile> profiles = loadProfiles();
    profiles.removeIf([&preset](const Profile &one) { return !preset.allows(one.address); });
    const Profile *profile = named                ? firstProfileAt(profiles, *named)
                             : profiles.isEmpty() ? nullptr
                                                  : &profiles.constFirst();
    return profile ? std::optional(*profile) : std::nullopt;
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
    const bool isSignedIn = profile && profile->isSignedIn;
    return ChosenAccount{address, isSignedIn ? profile : std::nullopt, caFile};
}

} // namespace

std::variant<ChosenAccount, Stop> chosenAccount(const Arguments &arguments)
{
    const Preset preset = loadPreset();
    const auto named = namedControlPlane(arguments, preset);
    if (const auto *stop = std::get_if<Stop>(&named))
        return *stop;
    const auto &address = std::get<std::optional<ControlPlaneAddress>>(named);
    const std::optional<Profile> profile = chosenProfile(address, preset);
    if (address)
        return accountAt(*address, profile, arguments, preset);
    if (profile)
        return accountAt(profile->address, profile, arguments, preset);
    if (preset.controlPlane)
        return accountAt(*preset.controlPlane, {}, arguments, preset);
    return Stop{ExitCode::Usage, Command::tr("No control plane is known yet: --control-plane is "
                                             "needed.")};
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
    return accountAt(*address, chosenProfile(address, preset), arguments, preset);
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

void AccountCommand::start()
{
    const std::variant<ChosenAccount, Stop> read = chosenAccount(arguments());
    if (const auto *stop = std::get_if<Stop>(&read))
        return finishWith(*stop);
    if (const std::optional<Stop> stop = problemOfTokenOptions())
        return finishWith(*stop);
    const auto &chosen = std::get<ChosenAccount>(read);
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
    if (!chosen.signedIn)
        return finishWith(notSignedIn(chosen.address));
    const TokenKey key = chosen.signedIn->tokenKey();
    auto wasRead = [this, chosen](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            run({chosen.address, answer.token, chosen.caFile});
        else if (answer.state == VaultState::NotFound)
            finishWith(notSignedIn(chosen.address));
        else
            finishWith(Stop{ExitCode::Keychain, describe(answer)});
    };
    wait(vault().readToken(
        key, [this] { sayThatKeyringWaits(); }, std::move(wasRead)));
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
