// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "models/session/profile.h"

#include <functional>
#include <optional>
#include <variant>

namespace mcpo
{

/// Where a command works, and where the keychain holds the token for it.
struct ChosenAccount {
    ControlPlaneAddress address;
    std::optional<Profile> signedIn; ///< nothing: nobody is signed in there
    QString caFile = {};             ///< see Account::caFile
};

/// The last used profile, or with --control-plane the last used one of that control plane that is
/// signed in. A control plane that the preset fixes is the only one there is; one that it proposes
/// is taken where nobody has signed in yet. The CA file is the settled one, else the one that is
/// named, else that of the profile.
std::variant<ChosenAccount, Stop> chosenAccount(const Arguments &arguments);
/// The same for a token that is new: never the last used control plane, which would be a guess.
std::variant<ChosenAccount, Stop> accountToSignInTo(const Arguments &arguments);

/// A command that talks to the control plane: finds out which one, and the token for it.
class AccountCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() final;

protected:
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
    void readStoredToken(const ChosenAccount &chosen);
};

} // namespace mcpo
