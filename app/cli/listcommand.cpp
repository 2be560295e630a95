// SPDX-License-Identifier: Apache-2.0
#include "app/cli/listcommand.h"

#include "models/override/missingsearch.h"
#include "ui/words/listingwords.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// For scripts: part of what `list --json` promises.
QString gapWord(ListingGap gap)
{
    switch (gap) {
    case ListingGap::None: return {};
    case ListingGap::NotRead:
    case ListingGap::Stopped:
    case ListingGap::Failed: return u"failed"_s;
    case ListingGap::Limit: return u"limit"_s;
    case ListingGap::Capped: return u"capped"_s;
    case ListingGap::Total: return u"total"_s;
    case ListingGap::Moved: return u"moved"_s;
    case ListingGap::NoId: return u"no-id"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

void ListCommand::run(const Account &account)
{
    const QString serverId = arguments().value(OptionId::Server);
    wait(readOverrides(
        controlPlane(), account, serverId,
        [this](const Page<OverrideRow> &page) { m_overrides += page.entries; },
        [this, serverId](const Fetched<ListingEnd> &answer) {
            if (const auto *end = std::get_if<ListingEnd>(&answer))
                return show(*end);
            if (!m_overrides.isEmpty())
                console().say(tr("Not all overrides could be read, so none are shown."));
            finishWith(std::get<Failure>(answer), {serverId, {}, true});
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
    const Completeness completeness = completenessOf(end);
    if (completeness.isComplete() || format() == Console::Format::Text)
        console().write(columns, rows, format());
    else
        console().writeIncomplete(rows, gapWord(completeness.gap), completeness.total);
    if (completeness.isComplete()) {
        if (rows.isEmpty())
            console().say(tr("There are no overrides that you may see."));
        Q_EMIT finished(ExitCode::Done);
        return;
    }
    console().say(tr("This list is incomplete. %1").arg(gapText(completeness, rows.size())));
    Q_EMIT finished(ExitCode::Incomplete);
}

} // namespace mcpo
