// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mcpo
{

/// From now on assistive technology is told about a masked SecretEdit only whether it is empty:
/// neither how long its value is, nor what is typed or deleted. One that is revealed is told as it
/// is shown. Qt would send each typed character of a password in the clear to whoever listens on
/// the accessibility bus.
void guardAccessibilityOfSecrets();

} // namespace mcpo
