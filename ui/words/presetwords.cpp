// SPDX-License-Identifier: Apache-2.0
#include "ui/words/presetwords.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct PresetWords {
    Q_DECLARE_TR_FUNCTIONS(PresetWords)
};

} // namespace

QString onlyControlPlane(const Preset &preset)
{
    if (!preset.controlPlane)
        return {};
    return PresetWords::tr("This computer is set up for %1 only.")
        .arg(preset.controlPlane->displayName());
}

QString presetFault(const Preset &preset)
{
    if (preset.unusableAddress.isEmpty())
        return {};
    if (preset.unusableAddress.contains(u'@')) {
        // What stands before "@" may be a password, which is not repeated.
        return PresetWords::tr("The control plane that was set up for this computer cannot be "
                               "used: its address holds \"@\". Tell whoever looks after this "
                               "computer.");
    }
    return PresetWords::tr("The control plane that was set up for this computer cannot be used: "
                           "\"%1\" is no usable address. Tell whoever looks after this computer.")
        .arg(visibleLine(preset.unusableAddress, 100));
}

} // namespace mcpo
