// SPDX-License-Identifier: Apache-2.0
#include "app/cli/statuscommand.h"

#include "models/override/missingsearch.h"
#include "ui/words/plaintext.h"

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
    wait(readEffectiveAuth(controlPlane(), account, serverId, subject,
                           [this, serverId, subject](const Fetched<EffectiveAuth> &answer) {
                               if (const auto *failure = std::get_if<Failure>(&answer))
                                   return fail(*failure, {serverId, subject.id, true});
                               console().write(factsOf(serverId, subject) +
                                                   factsOf(std::get<EffectiveAuth>(answer)),
                                               format());
                               Q_EMIT finished(ExitCode::Done);
                           }));
}

void StatusCommand::fail(const Failure &failure, const Context &context)
{
    Explanation explanation = describe(failure, context);
    if (std::holds_alternative<NotPermitted>(failure))
        explanation.text = tr("Your account may not see how %1 is authenticated on %2. Ask a "
                              "manager of the server.")
                               .arg(quoted(context.subjectId), quoted(context.serverId));
    const auto *notFound = std::get_if<NotFound>(&failure);
    if (notFound && notFound->missing == NotFound::Missing::EffectiveAuthCall)
        explanation.text = tr("%1 \"mcp-override-cli list\" shows whether an override exists.")
                               .arg(explanation.text);
    finishWith(explanation, exitCodeOf(failure));
}

} // namespace mcpo
