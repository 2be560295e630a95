// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/schema.h"

class QIODevice;

namespace mcpo
{

enum class BodyStream {
    JsonLines, ///< one body per line; memory holds one line at a time
    JsonTexts, ///< one JSON text after the other, each over any number of lines
};

/// Judges the bodies from @p in by @p schema and writes one line for each to @p out:
///
///     {"valid":false,"errors":[{"pointer":"/authOverride/clientId","keyword":"pattern"}]}
///
/// What is not JSON has one error, with an empty pointer and the keyword "json". Among lines, an
/// empty one is that. Among texts, reading goes on at the next line that begins with `{` or `[`,
/// and no text at all is one that is not JSON.
///
/// Answers are out before more input is waited for, so that the other side of two pipes can go
/// step by step. Reads @p in to its end.
/// @return the exit code: 0 when all are valid and all answers were written, otherwise 1.
int runValidate(BodyStream stream, QIODevice &in, QIODevice &out, const Schema &schema);

} // namespace mcpo
