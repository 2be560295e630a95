// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridechange.h"

#include <QList>

namespace mcpo
{

/// What scripts rely on: documented in help and man page, never renumbered.
enum class ExitCode {
    Done = 0,
    /// validate: some body broke a rule; list: entries are missing; others: something could not be
    /// written.
    Incomplete = 1,
    Usage = 2,
    Refused = 3,        ///< by this program: nothing was changed
    BadRequest = 4,     ///< 400
    SignInExpired = 5,  ///< 401
    NotPermitted = 6,   ///< 403
    NotFound = 7,       ///< 404
    Busy = 8,           ///< 408, 429, 5xx
    NoGoodAnswer = 9,   ///< not reached, TLS, redirect, timeout, unexpected answer
    Keychain = 10,      ///< it gave or took no token
    ResultUnknown = 11, ///< a change may have been made, and the list does not say
    Stopped = 130,      ///< by Ctrl+C, as shells count it
};

struct ExitCodeSpec {
    ExitCode code = ExitCode::Done;
    const char *meaning = nullptr; ///< for people, to be translated
};

/// Every code, for help and man page.
const QList<ExitCodeSpec> &exitCodeTable();

ExitCode exitCodeOf(const Failure &failure);
ExitCode exitCodeOf(const ChangeReport &report);

} // namespace mcpo
