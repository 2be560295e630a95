// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/codepointset.h"
#include "models/schema/ecmapattern.h"

#include <QChar>
#include <QStringView>

#include <cstddef>
#include <optional>
#include <vector>

namespace mcpo
{

/// The next code point of a text that is not at its end; half a surrogate pair stands for itself.
inline char32_t takeCodePoint(const char16_t *&at, const char16_t *end)
{
    const char16_t unit = *at++;
    if (QChar::isHighSurrogate(unit) && at != end && QChar::isLowSurrogate(*at))
        return QChar::surrogateToUcs4(unit, *at++);
    return unit;
}

/// The text of a regular expression, code point by code point, and its escapes.
///
/// After fail() the reader stands at the end, so that whoever reads comes to an end as well; the
/// first error is the one that counts.
class EcmaReader
{
public:
    static constexpr char32_t nothing = lastCodePoint + 1;

    explicit EcmaReader(QStringView pattern);

    const std::optional<PatternError> &error() const { return m_error; }
    /// Always false, to be returned.
    bool fail(const QString &reason);

    bool atEnd() const { return m_at == m_text.size(); }
    char32_t peek(std::size_t ahead = 0) const;
    char32_t take();
    bool skip(char32_t expected);

    /// After a backslash outside of a class.
    CodePointSet readEscape();
    /// One character or class escape inside of a class.
    CodePointSet readClassAtom();

private:
    std::optional<CodePointSet> readClassEscape();
    char32_t readCharacterEscape();
    char32_t readUnicodeEscape();
    char32_t readBracedEscape();
    std::optional<char32_t> readHex(int count);

    std::vector<char32_t> m_text;
    std::size_t m_at = 0;
    std::optional<PatternError> m_error;
};

} // namespace mcpo
