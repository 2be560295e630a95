// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"
#include "models/override/targetfacts.h"

#include <QString>

namespace mcpo
{

/// A note in brackets after a credential type: "for virtual accounts only".
QString unsuitedText(Unsuited why);
/// The same as a sentence, for a type that is chosen anyway.
QString unsuitedSentence(Unsuited why);

/// `expects a header value, template “Bearer {{API_KEY}}”`.
QString supportText(const ServerAuth &auth);
/// The name of a server and what it expects: `jira-cloud · expects a header value, template "Bearer
/// {{API_KEY}}"`.
QString serverLine(const ServerEntry &server);
/// Why a server does not support overrides; empty for one that does or may.
QString noOverridesSentence(const ServerEntry &server);
/// Says that nothing is known about a server.
QString unknownServerLine(const std::optional<Failure> &failure);
/// Says that the name of a server was entered instead of its ID.
QString nameForIdSentence(const QString &id);

/// The current status of the subject, one sentence on each line; empty while it is unknown.
QString subjectLines(const TargetFacts &facts, const Subject &caller);

} // namespace mcpo
