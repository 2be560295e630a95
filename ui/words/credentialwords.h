// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/assent.h"
#include "models/override/pastecheck.h"
#include "ui/words/explanation.h"

#include <QString>

namespace mcpo
{

/// `As sent: Authorization: Bearer ••••3f2a`. For the eye alone.
QString asSentLine(const AsSent &sent);
/// The same for assistive technology, without any character of the secret.
QString asSentSpoken(const AsSent &sent);
/// One sentence; empty where there is no doubt.
QString doubtSentence(const AsSent &sent);

/// One sentence: what is odd about a value.
QString describe(const PasteFinding &finding);
/// The question before a mask is sent; @p label is that of its field.
Explanation maskQuestion(const QString &label);
/// What the button says that mends a value: "Remove it".
QString mendWords(const std::optional<PasteFinding> &finding);

} // namespace mcpo
