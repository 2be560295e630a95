// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/chosenaccount.h"
#include "app/cli/command.h"

#include <functional>
#include <optional>

namespace mcpo
{

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
    /// What can be refused before a token is looked for: what --server and --subject say, unless a
    /// command has more to check, or neither.
    virtual std::optional<Stop> check(const ChosenAccount &chosen);
    virtual void run(const Account &account) = 0;
    QString keychainRemedy() const final;

    /// Asks whose token it is and goes on with the answer; if that fails, the command has finished.
    void askCaller(const Account &account, const std::function<void(const Caller &)> &goOn);
    /// Says on which control plane and as whom this works, and goes on with chosenSubject().
    void askSubject(const Account &account,
                    const std::function<void(const Caller &, const Subject &)> &goOn);
    /// The subject that the options name, else the caller, and then says so. Nothing: the caller
    /// is not known, and the command has finished.
    std::optional<Subject> chosenSubject(const Caller &caller);

private:
    std::optional<Stop> problemOfTokenOptions() const;
    bool hasTokenOption() const;
    std::optional<Stop> problemOfChoice(const ChosenAccount &chosen);
    void readStoredToken(const ChosenAccount &chosen);
};

} // namespace mcpo
