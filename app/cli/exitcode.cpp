// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exitcode.h"

#include "models/job.h"

#include <QtGlobal>

namespace mcpo
{

const QList<ExitCodeSpec> &exitCodeTable()
{
    static const QList<ExitCodeSpec> table{
        {ExitCode::Done, QT_TRANSLATE_NOOP("Cli", "the command succeeded")},
        {ExitCode::Incomplete,
         QT_TRANSLATE_NOOP("Cli", "validate: a body is invalid; list: the list is incomplete; any "
                                  "command: the output could not be written")},
        {ExitCode::Usage, QT_TRANSLATE_NOOP("Cli", "the command line is invalid")},
        {ExitCode::Refused,
         QT_TRANSLATE_NOOP("Cli", "refused by the program; nothing was changed")},
        {ExitCode::BadRequest,
         QT_TRANSLATE_NOOP("Cli", "the control plane answered 400: the request is invalid")},
        {ExitCode::SignInExpired,
         QT_TRANSLATE_NOOP("Cli", "the control plane answered 401: the access token is invalid")},
        {ExitCode::NotPermitted,
         QT_TRANSLATE_NOOP("Cli", "the control plane answered 403: you do not have permission")},
        {ExitCode::NotFound, QT_TRANSLATE_NOOP("Cli", "the control plane answered 404: not found")},
        {ExitCode::Busy,
         QT_TRANSLATE_NOOP("Cli", "the control plane is busy or failing (408, 429, 5xx)")},
        {ExitCode::NoGoodAnswer,
         QT_TRANSLATE_NOOP("Cli", "not reached, TLS, redirect, timeout, unexpected answer")},
        {ExitCode::Keychain, QT_TRANSLATE_NOOP("Cli", "the keychain could not be read or written")},
        {ExitCode::ResultUnknown,
         QT_TRANSLATE_NOOP("Cli", "the result is unknown: the change may have been made")},
        {ExitCode::Stopped, QT_TRANSLATE_NOOP("Cli", "stopped with Ctrl+C")},
    };
    return table;
}

namespace
{

ExitCode exitCodeOf(const Unexpected &answer)
{
    constexpr int badRequest = 400;
    return answer.reply.status == badRequest ? ExitCode::BadRequest : ExitCode::NoGoodAnswer;
}

} // namespace

ExitCode exitCodeOf(const Failure &failure)
{
    return std::visit(Overloaded{
                          [](const SignInExpired &) { return ExitCode::SignInExpired; },
                          [](const NotPermitted &) { return ExitCode::NotPermitted; },
                          [](const NotFound &) { return ExitCode::NotFound; },
                          [](const Busy &) { return ExitCode::Busy; },
                          [](const NotReached &one) {
                              return one.cause == NotReached::Cause::ProxyUnsupported
                                         ? ExitCode::Refused
                                         : ExitCode::NoGoodAnswer;
                          },
                          [](const Insecure &) { return ExitCode::NoGoodAnswer; },
                          [](const CaFileUnusable &) { return ExitCode::Refused; },
                          [](const Redirected &) { return ExitCode::NoGoodAnswer; },
                          [](const NoAnswer &) { return ExitCode::NoGoodAnswer; },
                          [](const Unexpected &one) { return exitCodeOf(one); },
                      },
                      failure);
}

ExitCode exitCodeOf(const ChangeReport &report)
{
    if (report.isDone())
        return ExitCode::Done;
    if (report.isUnknown())
        return ExitCode::ResultUnknown;
    return std::visit(Overloaded{
                          [](const Saved &) { return ExitCode::Done; },
                          [](const Removed &) { return ExitCode::Done; },
                          [](const BodyRejected &) { return ExitCode::BadRequest; },
                          [](const OverridesUnsupported &) { return ExitCode::BadRequest; },
                          [](const ChangedMeanwhile &) { return ExitCode::Refused; },
                          [](const Failure &failure) { return exitCodeOf(failure); },
                      },
                      report.outcome);
}

} // namespace mcpo
