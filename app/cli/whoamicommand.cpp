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
    console().say(tr("Settings managed by your administrator:"));
    for (const ManagedSetting &setting : managedSettings(preset))
        console().say(tr("  %1: %2").arg(setting.label, setting.lines.join(u"\n    "_s)));
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
