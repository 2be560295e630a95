// SPDX-License-Identifier: Apache-2.0
#include "ui/words/profilewords.h"

#include "ui/words/failurewords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct ProfileWords {
    Q_DECLARE_TR_FUNCTIONS(ProfileWords)
};

} // namespace

QString colorLabel(ProfileColor color)
{
    switch (color) {
    case ProfileColor::None: return ProfileWords::tr("None");
    case ProfileColor::Red: return ProfileWords::tr("Red");
    case ProfileColor::Orange: return ProfileWords::tr("Orange");
    case ProfileColor::Green: return ProfileWords::tr("Green");
    case ProfileColor::Teal: return ProfileWords::tr("Teal");
    case ProfileColor::Blue: return ProfileWords::tr("Blue");
    case ProfileColor::Purple: return ProfileWords::tr("Purple");
    }
    return {};
}

QString describe(const Profile &profile)
{
    const QString account = profile.accountId.isEmpty() ? ProfileWords::tr("no account")
                                                        : visibleLine(profile.accountId, 80);
    return ProfileWords::tr("%1 (%2 on %3)")
        .arg(quoted(profile.name), account, profile.address.displayName());
}

QString productionWarning(const ControlPlaneAddress &address)
{
    return ProfileWords::tr("%1 is marked as production.").arg(address.displayName());
}

} // namespace mcpo
