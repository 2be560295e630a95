// SPDX-License-Identifier: Apache-2.0
#include "app/cli/logincommand.h"

#include "app/cli/accountcommand.h"
#include "app/cli/callerwords.h"
#include "app/cli/tokeninput.h"
#include "models/session/preset.h"
#include "models/session/profilestore.h"
#include "ui/words/keychainwords.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

LoginCommand::LoginCommand(const Arguments &arguments, const Services &services)
    : Command(arguments, services)
    , m_session(services.controlPlane, services.vault)
{
    connect(&m_session, &Session::signedIn, this, &LoginCommand::signedIn);
    connect(&m_session, &Session::waitingForKeychainChanged, this, [this](bool isWaiting) {
        if (isWaiting)
            keyringWaits();
    });
    connect(&m_session, &Session::tokenNotKept, this, [this](const VaultAnswer &answer) {
        finishWith(Stop{ExitCode::Keychain, describe(answer)});
    });
}

void LoginCommand::start()
{
    const std::variant<ChosenAccount, Stop> chosen = accountToSignInTo(arguments());
    if (const auto *stop = std::get_if<Stop>(&chosen))
        return finishWith(*stop);
    const ControlPlaneAddress &address = std::get<ChosenAccount>(chosen).address;
    const QString &caFile = std::get<ChosenAccount>(chosen).caFile;

    const auto given = tokenOfOptions(arguments(), console());
    const auto token = given ? *given : tokenOfStdin(arguments(), console());
    if (const auto *stop = std::get_if<Stop>(&token))
        return finishWith(*stop);

    nameProxy(address);
    connect(&m_session, &Session::signInFailed, this, [this](const Failure &failure) {
        finishWith(failure, {{}, {}, true});
    });
    m_session.signIn({address, std::get<QString>(token), caFile}, TokenStorage::Keychain);
}

void LoginCommand::signedIn()
{
    const ControlPlaneAddress &address = m_session.account().address;
    console().say(
        tr("Signed in to %1 as %2.").arg(address.displayName(), describe(m_session.caller())));
    console().say(
        tr("The access token is stored in the keychain of this system, and nowhere else."));
    const Caller &caller = m_session.caller();
    Profile profile = profileOfSignIn(loadProfiles(), {address, caller.subject.id}, caller.name());
    profile.isSignedIn = true;
    const QString &caFile = m_session.account().caFile;
    if (loadPreset().applied(profile).caFile != caFile)
        profile.caFile = caFile;
    if (!saveProfile(profile) || !setLastUsedProfile(profile.id)) {
        finishWith(Stop{
            ExitCode::Incomplete,
            tr("The settings could not be written, so other commands do not find this account.")});
        return;
    }
    Q_EMIT finished(ExitCode::Done);
}

} // namespace mcpo
