// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace mcpo
{

/// Something under way. Whoever started it owns it; destroying it cancels it.
///
/// A job gives its answer exactly once on every path, never before the call that started it has
/// returned, and never after it was destroyed. The answer may destroy the job.
class Job
{
public:
    Job() = default;
    virtual ~Job() = default;
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
};

using JobPtr = std::unique_ptr<Job>;

template<class T>
using Answer = std::function<void(T)>;

/// For std::visit with one lambda per alternative.
template<class... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template<class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

} // namespace mcpo
