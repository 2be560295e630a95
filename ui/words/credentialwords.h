// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/headerpreview.h"
#include "models/override/secretissue.h"
#include "ui/words/explanation.h"

#include <QString>

namespace mcpo
{

/// `As sent: Authorization: Bearer ••••3f2a`. Only to be seen.
QString previewLine(const HeaderPreview &preview);
/// The same for assistive technology, without any character of the secret.
QString previewSpoken(const HeaderPreview &preview);

/// One sentence: what is probably wrong with a value.
QString describe(const SecretIssue &issue);
/// The question before values with issues are sent; @p labels are those of their fields, and
/// @p auth is the server's, where known. Contains no secret, but the value before and after a
/// clean-up, masked.
Explanation issueQuestion(const QList<FieldIssues> &fields, const QStringList &labels,
                          const ServerAuth &auth);
/// What the button says that fixes a value: "Remove it".
QString fixText(const SecretIssue &issue);

} // namespace mcpo
