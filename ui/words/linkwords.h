// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridelink.h"
#include "ui/words/explanation.h"

#include <QString>

namespace mcpo
{

/// Why a link is not used and what to do, as plain text.
QString describe(const LinkProblem &problem);
/// The same as a dialog.
Explanation linkRefusal(const QString &why);

/// Before a link signs in to a control plane that has no profile.
Explanation unknownControlPlaneQuestion(const OverrideLink &link);
/// Before a link switches to another control plane.
Explanation switchQuestion(const OverrideLink &link, const ControlPlaneAddress &inUse,
                           bool isFormFilledIn);
/// Before a link replaces the contents of the form.
Explanation replaceQuestion(const OverrideLink &link);

/// Why a link cannot be used here; @p reason is a sentence.
QString linkForOtherControlPlane(const ControlPlaneAddress &address, const QString &reason);
QString signedInElsewhere(const ControlPlaneAddress &address);

/// The notes above the form.
QString linkAwaitsSignIn(const OverrideLink &link);
QString filledInFromLink();
QString filledInForAnother(const Subject &subject);

/// The lines of the sign-in dialog: the source of its address, and that a link is waiting.
QString addressFromLink();
QString linkWaitsForSignIn();

} // namespace mcpo
