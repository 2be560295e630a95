// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/outcome.h"
#include "ui/words/explanation.h"

namespace mcpo
{

/// The words for a call that reads, such as signing in.
Explanation describe(const Failure &failure, const Context &context);

/// For the details of an explanation: status, request id and the server's own words.
QString detailsOf(const ServerReply &reply);
/// What is known where no answer came: how it ended, and how often it was tried.
QString noAnswerSentence(const NoAnswer &failure);

} // namespace mcpo
