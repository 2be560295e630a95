// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

class OverrideListing;
struct ChangeReport;

// Notifications of the desktop about work that ended while the window was in the background. They
// may be shown on a locked screen, so they name no server, no subject and no account.

QString noticeOf(const ChangeReport &report);
/// Of one that has ended.
QString noticeOf(const OverrideListing &listing);

} // namespace mcpo
