// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/codepointset.h"
#include "models/schema/ecmapattern.h"

#include <QStringView>

#include <variant>
#include <vector>

namespace mcpo
{

/// A parsed regular expression. Whether a quantifier is lazy and what a group captures is gone:
/// neither changes whether a text matches.
struct EcmaSyntax {
    enum class Kind {
        Characters, ///< one code point out of `characters`
        Start,      ///< ^
        End,        ///< $
        Sequence,   ///< all parts, one after the other; no parts: the empty text
        Choice,     ///< any one part
        Repeat,     ///< the only part, `minimum` to `maximum` times
    };
    static constexpr int unlimited = -1;

    Kind kind = Kind::Sequence;
    CodePointSet characters = {};
    std::vector<EcmaSyntax> parts = {};
    int minimum = 0;
    int maximum = unlimited;
};

/// Reads the grammar of ECMA-262 for the flag `u`: sections "Patterns" and "Static Semantics: Early
/// Errors", without what EcmaPattern does not offer.
std::variant<EcmaSyntax, PatternError> parseEcmaPattern(QStringView pattern);

} // namespace mcpo
