// SPDX-License-Identifier: Apache-2.0
#include "models/session/accountchoice.h"

namespace mcpo
{

namespace
{

QList<Profile> matching(QList<Profile> profiles, const AccountWish &wish)
{
    profiles.removeIf(
        [&wish](const Profile &one) { return wish.address && *wish.address != one.address; });
    if (wish.profile.isEmpty())
        return profiles;
    QList<Profile> named = profiles;
    named.removeIf([&wish](const Profile &one) { return one.name != wish.profile; });
    if (!named.isEmpty())
        return named;
    profiles.removeIf([&wish](const Profile &one) { return one.accountId != wish.profile; });
    return profiles;
}

} // namespace

AccountChoice chooseAccount(const QList<Profile> &profiles, const AccountWish &wish)
{
    QList<Profile> found = matching(profiles, wish);
    if (found.isEmpty() || (!wish.profile.isEmpty() && found.size() > 1))
        return {{}, found};
    const Profile first = found.takeFirst();
    found.removeIf([](const Profile &one) { return !one.isSignedIn; });
    return {first, found};
}

} // namespace mcpo
