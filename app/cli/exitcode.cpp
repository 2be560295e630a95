// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exitcode.h"

#include "models/job.h"

namespace mcpo
{

ExitCode exitCodeOf(const Failure &failure)
{
    return std::visit(Overloaded{
                          [](const SignInExpired &) { return ExitCode::SignInExpired; },
                          [](const NotPermitted &) { return ExitCode::NotPermitted; },
                          [](const NotFound &) { return ExitCode::NotFound; },
                          [](const Busy &) { return ExitCode::Busy; },
                          [](const NotReached &) { return ExitCode::NoGoodAnswer; },
                          [](const Insecure &) { return ExitCode::NoGoodAnswer; },
                          [](const CaFileUnusable &) { return ExitCode::Refused; },
                          [](const Redirected &) { return ExitCode::NoGoodAnswer; },
                          [](const NoAnswer &) { return ExitCode::NoGoodAnswer; },
                          [](const Unexpected &) { return ExitCode::NoGoodAnswer; },
                      },
                      failure);
}

ExitCode exitCodeOf(const SubmitOutcome &outcome)
{
    return std::visit(Overloaded{
                          [](const Saved &) { return ExitCode::Done; },
                          [](const BodyRejected &) { return ExitCode::BadRequest; },
                          [](const OverridesUnsupported &) { return ExitCode::BadRequest; },
                          // Only where somebody was shown what stands: not on a command line.
                          [](const ChangedMeanwhile &) { return ExitCode::BadRequest; },
                          [](const Failure &failure) { return exitCodeOf(failure); },
                      },
                      outcome);
}

} // namespace mcpo
