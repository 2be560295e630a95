// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"
#include "models/override/targetfacts.h"

#include <QString>

namespace mcpo
{

/// A few words to stand in brackets behind a credential type: "for virtual accounts only".
QString unsuitedWords(Unsuited why);
/// The same as a sentence, for a type that is chosen all the same.
QString unsuitedSentence(Unsuited why);

/// `takes a header value, template "Bearer {{API_KEY}}"`.
QString takesWords(const ServerAuth &auth);
/// What a server is called and takes: `jira-cloud · takes a header value, template "Bearer
/// {{API_KEY}}"`.
QString serverLine(const ServerEntry &server);
/// Why a server takes no overrides; empty for one that does, or may.
QString takesNoneSentence(const ServerEntry &server);
/// That nothing is known about a server.
QString unknownServerLine(const std::optional<Failure> &failure);
/// That the name of a server stands where its id belongs.
QString nameForIdSentence(const QString &id);

/// How things stand for the subject, one sentence on each line; empty while nobody knows.
QString subjectLines(const TargetFacts &facts, const Subject &caller);

} // namespace mcpo
