// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridelink.h"
#include "ui/words/explanation.h"

#include <QString>

namespace mcpo
{

/// Why a link is not followed and what to do, as plain text of one or two sentences.
QString describe(const LinkProblem &problem);
/// The same as a dialog.
Explanation linkRefusal(const QString &why);

/// Before a link signs in where no profile has been.
Explanation unknownControlPlaneQuestion(const OverrideLink &link);
/// Before a link leaves the control plane in use.
Explanation switchQuestion(const OverrideLink &link, const ControlPlaneAddress &inUse,
                           bool isFormFilledIn);
/// Before a link replaces what is in the form.
Explanation replaceQuestion(const OverrideLink &link);

/// Why a link cannot be used here; @p reason is a sentence.
QString linkForOtherControlPlane(const ControlPlaneAddress &address, const QString &reason);
QString signedInElsewhere(const ControlPlaneAddress &address);

/// The notes above the form.
QString linkAwaitsSignIn(const OverrideLink &link);
QString filledInFromLink();
QString filledInForAnother(const Subject &subject);

/// The lines of the sign-in dialog: where its address comes from, and that a link waits for it.
QString addressFromLink();
QString linkWaitsForSignIn();

} // namespace mcpo
