// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

class OverrideListing;
struct RemovalReport;
struct SubmitReport;

// What the desktop says about work that ended while nobody looked: whether it went well, and no
// more. A notice may show on a locked screen, so it names no server, no subject and no account.

QString noticeOf(const SubmitReport &report);
QString noticeOf(const RemovalReport &report);
/// Of one that has ended.
QString noticeOf(const OverrideListing &listing);

} // namespace mcpo
