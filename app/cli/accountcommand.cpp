// SPDX-License-Identifier: Apache-2.0
#include "app/cli/accountcommand.h"

#include "app/cli/callerwords.h"
#include "app/cli/commandtable.h"
#include "app/cli/target.h"
#include "app/cli/tokeninput.h"
#include "models/session/preset.h"
#include "ui/words/keychainwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"
#include "ui/words/profilewords.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

/// The token is held without the keychain then, for this run.
std::optional<Stop> AccountCommand::problemOfTokenOptions() const
{
    if (loadPreset().offers(Feature::TokenWithoutKeychain))
        return {};
    for (const OptionId option : {OptionId::TokenFile, OptionId::TokenEnv}) {
        if (arguments().has(option))
            return Stop{ExitCode::Usage, tr("%1: %2 Sign in with \"mcp-override-cli login\".")
                                             .arg(optionName(option),
                                                  withoutFeature(Feature::TokenWithoutKeychain))};
    }
    return {};
}

QString AccountCommand::keychainRemedy() const
{
    if (!loadPreset().offers(Feature::TokenWithoutKeychain))
        return {};
    return tr("With --token-file or --token-env, the keychain is not needed.");
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
        problem = check(chosen);
    if (problem)
        return finishWith(*problem);

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
        finishWith(Stop{ExitCode::Refused, tr("The control plane does not say whose token this "
                                              "is. Add --subject and --subject-type.")});
        return {};
    }
    console().say(tr("No --subject was given, so this is about yourself: %1 (%2).")
                      .arg(visibleLine(caller.subject.id), visibleLine(caller.subject.type)));
    return caller.subject;
}

std::optional<Stop> AccountCommand::check(const ChosenAccount &)
{
    return problemOfTarget(arguments());
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

} // namespace mcpo
