// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

class OverrideListing;
struct ChangeReport;

// What the desktop says about work that ended while nobody looked: whether it went well, and no
// more. A notice may show on a locked screen, so it names no server, no subject and no account.

QString noticeOf(const ChangeReport &report);
/// Of one that has ended.
QString noticeOf(const OverrideListing &listing);

} // namespace mcpo
