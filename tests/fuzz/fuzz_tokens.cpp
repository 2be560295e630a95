// SPDX-License-Identifier: Apache-2.0
// A token as it was pasted.
#include "models/session/accesstoken.h"

#include "fuzzing.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString pasted = fuzzing::textOf(fuzzing::bytesOf(data, size));
    const CleanToken clean = cleanPastedToken(pasted);
    require(clean.token.size() <= pasted.size(), "cleaning only takes away");
    if (clean.problem == TokenProblem::None) {
        require(!clean.token.isEmpty(), "a usable token is not empty");
        require(std::all_of(clean.token.cbegin(), clean.token.cend(),
                            [](QChar c) { return c > u' ' && c <= u'~'; }),
                "a usable token fits into a header");
        const CleanToken again = cleanPastedToken(clean.token);
        require(again.token == clean.token && again.cleanups.isEmpty(),
                "a clean token stays as it is");
    }
    QList<TokenCleanup> cleanups = clean.cleanups;
    std::sort(cleanups.begin(), cleanups.end());
    require(std::adjacent_find(cleanups.cbegin(), cleanups.cend()) == cleanups.cend(),
            "each cleanup is told once");

    for (const QString &token : {pasted, clean.token}) {
        const std::optional<TokenClaims> claims = readTokenClaims(token);
        require(!claims || token.count(u'.') == 2, "only a JWT has claims");
        require(!claims || !claims->subjectType.isEmpty(), "claims always have a subject type");
    }
    return 0;
}
