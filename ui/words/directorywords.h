// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/directory.h"
#include "models/override/requestdescription.h"

#include <QString>

namespace mcpo
{

/// "does not support overrides", "inactive", "expired", or nothing.
QString markOf(const ServerEntry &server);
QString markOf(const SubjectEntry &subject);

/// "Servers: 12", "Users: 1,000 of 5,000…", "You may not list users. Enter an ID."
enum class Listed { Servers, Users, VirtualAccounts };
QString listingLine(Listed what, const ListingState &state);
/// Why entries that were read before are still shown; empty where they are not.
QString refreshFailure(const ListingState &state);

/// A time for people, in their zone; "unknown" where it is missing.
QString timeText(const QDateTime &time);
/// The label of a credential type; an unknown one as the control plane names it, "unknown" where
/// it names none.
QString credentialTypeText(const QString &type, const RequestDescription &description);
/// Who set an override, the best that is known.
QString setterText(const OverrideRow &row, const Directory &directory);

} // namespace mcpo
