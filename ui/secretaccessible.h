// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mcpo
{

/// From now on assistive technology learns about a masked SecretEdit only whether it is empty, not
/// the length of its value or what is typed or deleted. A revealed one is reported as it is shown.
/// Qt would send each typed character of a password in clear text to every listener on the
/// accessibility bus.
void guardAccessibilityOfSecrets();

} // namespace mcpo
