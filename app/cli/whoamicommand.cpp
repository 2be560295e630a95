// SPDX-License-Identifier: Apache-2.0
#include "app/cli/whoamicommand.h"

#include "ui/words/presetwords.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

std::optional<Stop> WhoamiCommand::check(const ChosenAccount &)
{
    const Preset preset = loadPreset();
    if (preset.place.isEmpty())
        return {};
    console().say(tr("This computer is set up by whoever looks after it:"));
    for (const PresetFact &fact : presetFacts(preset))
        console().say(tr("  %1: %2").arg(fact.label, fact.lines.join(u"\n    "_s)));
    return {};
}

void WhoamiCommand::run(const Account &account)
{
    askCaller(account, [this, account](const Caller &caller) {
        console().write(factsOf(account, caller), format());
        Q_EMIT finished(ExitCode::Done);
    });
}

} // namespace mcpo
