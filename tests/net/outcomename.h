// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"
#include "models/override/outcome.h"

namespace mcpo
{

/// The outcome in one word or two, so that a table of rows can be read.
inline QString nameOf(const NotReached &failure)
{
    switch (failure.cause) {
    case NotReached::Cause::HostNotFound: return QStringLiteral("NotReached HostNotFound");
    case NotReached::Cause::Refused: return QStringLiteral("NotReached Refused");
    case NotReached::Cause::Proxy: return QStringLiteral("NotReached Proxy");
    case NotReached::Cause::ProxySignIn: return QStringLiteral("NotReached ProxySignIn");
    case NotReached::Cause::ProxyUnsupported: return QStringLiteral("NotReached ProxyUnsupported");
    case NotReached::Cause::Timeout: return QStringLiteral("NotReached Timeout");
    case NotReached::Cause::Network: return QStringLiteral("NotReached Network");
    }
    return {};
}

inline QString nameOf(const NoAnswer &failure)
{
    switch (failure.cause) {
    case NoAnswer::Cause::Timeout: return QStringLiteral("NoAnswer Timeout");
    case NoAnswer::Cause::ConnectionLost: return QStringLiteral("NoAnswer ConnectionLost");
    case NoAnswer::Cause::Unclear: return QStringLiteral("NoAnswer Unclear");
    case NoAnswer::Cause::Stopped: return QStringLiteral("NoAnswer Stopped");
    }
    return {};
}

inline QString nameOf(const Unexpected &failure)
{
    switch (failure.reason) {
    case Unexpected::Reason::Status: return QStringLiteral("Unexpected Status");
    case Unexpected::Reason::Shape: return QStringLiteral("Unexpected Shape");
    case Unexpected::Reason::TooLarge: return QStringLiteral("Unexpected TooLarge");
    case Unexpected::Reason::IncompleteList: return QStringLiteral("Unexpected IncompleteList");
    }
    return {};
}

inline QString nameOf(const Failure &failure)
{
    return std::visit(Overloaded{
                          [](const SignInExpired &) { return QStringLiteral("SignInExpired"); },
                          [](const NotPermitted &) { return QStringLiteral("NotPermitted"); },
                          [](const NotFound &) { return QStringLiteral("NotFound"); },
                          [](const Busy &) { return QStringLiteral("Busy"); },
                          [](const NotReached &it) { return nameOf(it); },
                          [](const Insecure &) { return QStringLiteral("Insecure"); },
                          [](const CaFileUnusable &) { return QStringLiteral("CaFileUnusable"); },
                          [](const Redirected &) { return QStringLiteral("Redirected"); },
                          [](const NoAnswer &it) { return nameOf(it); },
                          [](const Unexpected &it) { return nameOf(it); },
                      },
                      failure);
}

inline QString nameOf(const ChangeOutcome &outcome)
{
    return std::visit(
        Overloaded{
            [](const Saved &) { return QStringLiteral("Saved"); },
            [](const Removed &) { return QStringLiteral("Removed"); },
            [](const BodyRejected &) { return QStringLiteral("BodyRejected"); },
            [](const OverridesUnsupported &) { return QStringLiteral("OverridesUnsupported"); },
            [](const ChangedMeanwhile &) { return QStringLiteral("ChangedMeanwhile"); },
            [](const Failure &failure) { return nameOf(failure); },
        },
        outcome);
}

template<class T>
QString nameOf(const Fetched<T> &fetched)
{
    const auto *failure = std::get_if<Failure>(&fetched);
    return failure ? nameOf(*failure) : QStringLiteral("Read");
}

} // namespace mcpo
