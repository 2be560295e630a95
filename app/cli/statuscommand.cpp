// SPDX-License-Identifier: Apache-2.0
#include "app/cli/statuscommand.h"

namespace mcpo
{

void StatusCommand::run(const Account &account)
{
    if (arguments().has(OptionId::Subject)) {
        if (const std::optional<Subject> subject = chosenSubject({}))
            ask(account, *subject);
        return;
    }
    askCaller(account, [this, account](const Caller &caller) {
        if (const std::optional<Subject> subject = chosenSubject(caller))
            ask(account, *subject);
    });
}

void StatusCommand::ask(const Account &account, const Subject &subject)
{
    const QString serverId = arguments().value(OptionId::Server);
    const Context context{serverId, subject.id, true};
    wait(controlPlane().fetchEffectiveAuth(
        account, serverId, subject,
        [this, context, serverId, subject](const Fetched<EffectiveAuth> &answer) {
            if (const auto *failure = std::get_if<Failure>(&answer))
                return finishWith(*failure, context);
            console().write(factsOf(serverId, subject) + factsOf(std::get<EffectiveAuth>(answer)),
                            format());
            Q_EMIT finished(ExitCode::Done);
        }));
}

} // namespace mcpo
