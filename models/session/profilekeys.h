// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>

/// What a profile is called in a file of settings: the person's own, and that of the administrator.
namespace mcpo::profilekeys
{

inline constexpr QLatin1StringView address("controlPlane");
inline constexpr QLatin1StringView name("name");
inline constexpr QLatin1StringView color("colour");
inline constexpr QLatin1StringView production("production");
inline constexpr QLatin1StringView caFile("caFile");

} // namespace mcpo::profilekeys
