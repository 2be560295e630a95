// SPDX-License-Identifier: Apache-2.0
#include "app/cli/accountcommand.h"

#include "app/cli/tokeninput.h"
#include "models/session/rememberedaccount.h"
#include "ui/words/fieldwords.h"
#include "ui/words/plaintext.h"

namespace mcpo
{

namespace
{

Stop notSignedIn(const ControlPlaneAddress &address)
{
    return {ExitCode::Keychain,
            Command::tr("Nobody is signed in to %1. Sign in with \"mcp-override-cli login "
                        "--control-plane %2\", or name another place of the token by --token-file "
                        "or --token-env.")
                .arg(address.displayName(), address.text())};
}

} // namespace

std::variant<ControlPlaneAddress, Stop> chosenControlPlane(const Arguments &arguments)
{
    if (arguments.has(OptionId::ControlPlane)) {
        const auto parsed = ControlPlaneAddress::parse(arguments.value(OptionId::ControlPlane));
        if (const auto *problem = std::get_if<ControlPlaneAddress::Problem>(&parsed))
            return Stop{ExitCode::Refused,
                        Command::tr("--control-plane: %1").arg(describe(*problem))};
        return std::get<ControlPlaneAddress>(parsed);
    }
    if (const std::optional<ControlPlaneAddress> last = loadLastControlPlane())
        return *last;
    return Stop{ExitCode::Usage, Command::tr("No control plane is known yet: --control-plane is "
                                             "needed.")};
}

void AccountCommand::start()
{
    const std::variant<ControlPlaneAddress, Stop> chosen = chosenControlPlane(arguments());
    if (const auto *stop = std::get_if<Stop>(&chosen))
        return finishWith(*stop);
    const auto &address = std::get<ControlPlaneAddress>(chosen);
    if (!prepare(address))
        return;

    const auto given = tokenOfOptions(arguments(), console());
    if (!given)
        readStoredToken(address);
    else if (const auto *stop = std::get_if<Stop>(&*given))
        finishWith(*stop);
    else
        run({address, std::get<QString>(*given)});
}

void AccountCommand::readStoredToken(const ControlPlaneAddress &address)
{
    const std::optional<RememberedAccount> remembered = loadRememberedAccount(address);
    if (!remembered)
        return finishWith(notSignedIn(address));
    const TokenKey key{address, remembered->accountId};
    wait(vault().readToken(key, [this, address](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            run({address, answer.token});
        else if (answer.state == VaultState::NotFound)
            finishWith(notSignedIn(address));
        else
            finishWith(Stop{ExitCode::Keychain, describe(answer)});
    }));
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

bool AccountCommand::prepare(const ControlPlaneAddress &) { return true; }

} // namespace mcpo
