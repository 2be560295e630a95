// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "models/session/profile.h"

#include <functional>
#include <optional>
#include <variant>

namespace mcpo
{

/// Where a command works, and as whom.
struct ChosenAccount {
    ControlPlaneAddress address;
    std::optional<Profile> profile; ///< signed in or not; empty: none is known there
    QList<Profile> others = {};     ///< see AccountChoice::others
    QString caFile = {};            ///< see Account::caFile
    bool isProduction = false;
};

/// As --profile and --control-plane say: see chooseAccount(). A control plane that the preset fixes
/// is the only one there is; one that it proposes is used where nobody has signed in yet. The CA
/// file is that of the preset, else the one that is named, else that of the profile.
std::variant<ChosenAccount, Stop> chosenAccount(const Arguments &arguments);
/// The accounts to sign out: all that are signed in, or the one that is meant. Empty: there is
/// none.
std::variant<QList<Profile>, Stop> accountsToSignOut(const Arguments &arguments);
/// Where to sign in: never at the last used control plane, which would be a guess.
std::variant<ChosenAccount, Stop> accountToSignInTo(const Arguments &arguments);

/// A command that talks to the control plane: finds out which one, and the token for it.
class AccountCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() final;

protected:
    /// Whether it changes something on the control plane.
    virtual bool changesSomething() const { return false; }
    /// What can be done before a token is looked for. False when the command has finished. Checks
    /// what --server and --subject say, unless a command has more to check, or neither.
    virtual bool prepare(const ControlPlaneAddress &address);
    virtual void run(const Account &account) = 0;

    /// Asks whose token it is and goes on with the answer; if that fails, the command has finished.
    void askCaller(const Account &account, const std::function<void(const Caller &)> &goOn);
    /// Says on which control plane and as whom this works, and goes on with chosenSubject().
    void askSubject(const Account &account,
                    const std::function<void(const Caller &, const Subject &)> &goOn);
    /// Before anything is changed: names what is strange about the ids.
    void sayDoubts(const QString &serverId, const Subject &subject);
    /// Says what became of a change, and ends with it.
    void finishWith(const ChangeReport &report);
    using Command::finishWith;
    /// The subject that the options name, else the caller, and then says so. Nothing: the caller
    /// is not known, and the command has finished.
    std::optional<Subject> chosenSubject(const Caller &caller);

private:
    std::optional<Stop> problemOfTokenOptions() const;
    bool hasTokenOption() const;
    std::optional<Stop> problemOfChoice(const ChosenAccount &chosen);
    std::optional<Stop> problemOfProduction(const ChosenAccount &chosen) const;
    void readStoredToken(const ChosenAccount &chosen);
};

} // namespace mcpo
