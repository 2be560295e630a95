// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overriderow.h"
#include "models/override/outcome.h"
#include "models/session/caller.h"
#include "net/httpanswer.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace mcpo
{

/// What an answer means: pure functions, from status AND shape, never from the library's error
/// codes alone (Qt merges 400 with 418, 422 with 429, and calls an HTML page with 200 a success).

/// The failure that @p answer is, or nothing if it is a success whose body has to be looked at.
/// 400 is Unexpected here: only setting an override gives it a meaning.
std::optional<Failure> failureOf(const HttpAnswer &answer);

/// For PUT: @p body is what was sent, so that the fields that a 400 names can be found in it.
ChangeOutcome classifySubmit(const HttpAnswer &answer, const QByteArray &body);

/// For DELETE of an override.
ChangeOutcome classifyRemoval(const HttpAnswer &answer);

/// The JSON of a success, or the failure.
Fetched<QJsonValue> classifyRead(const HttpAnswer &answer);

/// The same for a session call: 200 without a user is a token that nobody knows.
Fetched<Caller> classifySession(const HttpAnswer &answer);

} // namespace mcpo
