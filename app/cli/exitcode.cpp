// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exitcode.h"

#include "models/job.h"

#include <QtGlobal>

namespace mcpo
{

const QList<ExitCodeSpec> &exitCodeTable()
{
    static const QList<ExitCodeSpec> table{
        {ExitCode::Done, QT_TRANSLATE_NOOP("Cli", "done")},
        {ExitCode::Incomplete,
         QT_TRANSLATE_NOOP("Cli", "validate: some body is not valid; list: the list is incomplete; "
                                  "or something could not be written")},
        {ExitCode::Usage, QT_TRANSLATE_NOOP("Cli", "the command line is wrong")},
        {ExitCode::Refused, QT_TRANSLATE_NOOP("Cli", "refused before sending")},
        {ExitCode::BadRequest, QT_TRANSLATE_NOOP("Cli", "the control plane said 400")},
        {ExitCode::SignInExpired, QT_TRANSLATE_NOOP("Cli", "the control plane said 401")},
        {ExitCode::NotPermitted, QT_TRANSLATE_NOOP("Cli", "the control plane said 403")},
        {ExitCode::NotFound, QT_TRANSLATE_NOOP("Cli", "the control plane said 404")},
        {ExitCode::Busy,
         QT_TRANSLATE_NOOP("Cli", "the control plane is busy or failing (408, 429, 5xx)")},
        {ExitCode::NoGoodAnswer,
         QT_TRANSLATE_NOOP("Cli", "not reached, TLS, redirect, timeout, unexpected answer")},
        {ExitCode::Keychain, QT_TRANSLATE_NOOP("Cli", "the keychain gave or took no token")},
        {ExitCode::ResultUnknown,
         QT_TRANSLATE_NOOP("Cli", "the result is unknown: the change may have been made")},
        {ExitCode::Stopped, QT_TRANSLATE_NOOP("Cli", "stopped by Ctrl+C")},
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
