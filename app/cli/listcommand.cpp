// SPDX-License-Identifier: Apache-2.0
#include "app/cli/listcommand.h"

namespace mcpo
{

void ListCommand::run(const Account &account)
{
    const QString serverId = arguments().value(OptionId::Server);
    const Context context{serverId, {}, true};
    wait(controlPlane().fetchOverrides(
        account, serverId, [this](const Page<OverrideRow> &page) { m_overrides += page.entries; },
        [this, context](const Fetched<ListingEnd> &answer) {
            if (const auto *end = std::get_if<ListingEnd>(&answer))
                return show(*end);
            Failure failure = std::get<Failure>(answer);
            // Nothing else was named in the request.
            if (auto *notFound = std::get_if<NotFound>(&failure))
                notFound->missing = NotFound::Missing::Server;
            finishWith(failure, context);
        }));
}

void ListCommand::show(const ListingEnd &end)
{
    QList<Facts> rows;
    for (const OverrideRow &row : std::as_const(m_overrides))
        rows.append(factsOf(row));
    QStringList columns;
    for (const auto &[name, value] : factsOf(OverrideRow{}))
        columns.append(name);
    console().write(columns, rows, format());
    if (rows.isEmpty())
        console().say(tr("There are no overrides that you may see."));
    if (end.isTruncated)
        console().say(tr("This is not all: the list ends after %n row(s), the most that are read.",
                         nullptr, static_cast<int>(rows.size())));
    Q_EMIT finished(ExitCode::Done);
}

} // namespace mcpo
