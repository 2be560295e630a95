// SPDX-License-Identifier: Apache-2.0
#include "app/cli/listcommand.h"

#include "app/cli/target.h"

namespace mcpo
{

bool ListCommand::prepare(const ControlPlaneAddress &)
{
    OverrideForm form(RequestDescription::builtIn());
    fillTarget(form, arguments());
    const std::optional<Stop> problem = problemsOf(form, {fields::server});
    if (problem)
        finishWith(*problem);
    return !problem;
}

void ListCommand::run(const Account &account)
{
    const QString serverId = arguments().value(OptionId::Server);
    const Context context{serverId, {}, true};
    wait(controlPlane().fetchOverrides(
        account, serverId, [this, context](const Fetched<QList<OverrideRow>> &answer) {
            if (const auto *overrides = std::get_if<QList<OverrideRow>>(&answer))
                return show(*overrides);
            Failure failure = std::get<Failure>(answer);
            // Nothing else was named in the request.
            if (auto *notFound = std::get_if<NotFound>(&failure))
                notFound->missing = NotFound::Missing::Server;
            finishWith(failure, context);
        }));
}

void ListCommand::show(const QList<OverrideRow> &overrides)
{
    QList<Facts> rows;
    for (const OverrideRow &row : overrides)
        rows.append(factsOf(row));
    QStringList columns;
    for (const auto &[name, value] : factsOf(OverrideRow{}))
        columns.append(name);
    console().write(columns, rows, format());
    if (rows.isEmpty())
        console().say(tr("There are no overrides that you may see."));
    Q_EMIT finished(ExitCode::Done);
}

} // namespace mcpo
