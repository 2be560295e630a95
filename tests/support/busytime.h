// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>

namespace mcpo
{

/// The processor's time that this program takes from here on: what else the machine does adds
/// nothing. Tells what is quadratic from what is not, even on a busy machine.
class BusyTime
{
public:
    double seconds() const { return double(std::clock() - m_start) / CLOCKS_PER_SEC; }

private:
    std::clock_t m_start = std::clock();
};

} // namespace mcpo
