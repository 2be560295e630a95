// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmareader.h"

#include <string_view>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

/// \d, \s or \w; of no other letter there is a class.
std::optional<CodePointSet> classNamed(char32_t letter)
{
    switch (letter) {
    case U'd': return CodePointSet{{U'0', U'9'}};
    case U'w': return CodePointSet{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
    // WhiteSpace and LineTerminator of ECMA-262: neither U+0085 nor U+180E, but U+FEFF.
    case U's':
        return CodePointSet{{0x0009, 0x000D}, {0x0020, 0x0020}, {0x00A0, 0x00A0}, {0x1680, 0x1680},
                            {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                            {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    default: return std::nullopt;
    }
}

int hexDigit(char32_t c)
{
    if (c >= U'0' && c <= U'9')
        return static_cast<int>(c - U'0');
    const char32_t lower = c | 0x20;
    return lower >= U'a' && lower <= U'f' ? static_cast<int>(lower - U'a') + 10 : -1;
}

} // namespace

EcmaReader::EcmaReader(QStringView pattern)
{
    const char16_t *at = pattern.utf16();
    const char16_t *const end = at + pattern.size();
    while (at != end)
        m_text.push_back(takeCodePoint(at, end));
}

bool EcmaReader::fail(const QString &reason)
{
    if (!m_error)
        m_error = {static_cast<qsizetype>(m_at), reason};
    m_at = m_text.size();
    return false;
}

char32_t EcmaReader::peek(std::size_t ahead) const
{
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : nothing;
}

char32_t EcmaReader::take() { return atEnd() ? nothing : m_text[m_at++]; }

bool EcmaReader::skip(char32_t expected)
{
    if (peek() != expected)
        return false;
    ++m_at;
    return true;
}

CodePointSet EcmaReader::readEscape()
{
    if (auto set = readClassEscape())
        return *set;
    const char32_t c = peek();
    if ((c >= U'1' && c <= U'9') || c == U'k')
        fail(u"back references are not offered"_s);
    if (c == U'b' || c == U'B')
        fail(u"word boundaries are not offered"_s);
    const char32_t character = readCharacterEscape();
    return {{character, character}};
}

CodePointSet EcmaReader::readClassAtom()
{
    char32_t character = take();
    if (character == U'\\') {
        if (auto set = readClassEscape())
            return *set;
        if (skip(U'b'))
            character = U'\b';
        else
            character = skip(U'-') ? U'-' : readCharacterEscape();
    }
    return {{character, character}};
}

/// \d \D \s \S \w \W: a capital letter means all but those.
std::optional<CodePointSet> EcmaReader::readClassEscape()
{
    const char32_t letter = peek();
    auto set = classNamed(letter | 0x20);
    if (!set)
        return std::nullopt;
    take();
    return letter < U'a' ? set->inverted() : set;
}

char32_t EcmaReader::readCharacterEscape()
{
    constexpr std::u32string_view escapable = U"^$\\.*+?()[]{}|/";
    switch (const char32_t c = take()) {
    case U'f': return U'\f';
    case U'n': return U'\n';
    case U'r': return U'\r';
    case U't': return U'\t';
    case U'v': return U'\v';
    case U'0':
        if (peek() >= U'0' && peek() <= U'9')
            fail(u"octal escapes are not ECMA-262"_s);
        return U'\0';
    case U'x':
        if (const auto value = readHex(2))
            return *value;
        fail(u"incomplete \\x escape"_s);
        return nothing;
    case U'u': return skip(U'{') ? readBracedEscape() : readUnicodeEscape();
    case U'c':
    case U'p':
    case U'P': fail(u"\\c and \\p are not offered"_s); return nothing;
    default:
        if (escapable.find(c) == std::u32string_view::npos)
            fail(u"unknown escape"_s);
        return c;
    }
}

/// \uHHHH; two of them that are a surrogate pair are one character.
char32_t EcmaReader::readUnicodeEscape()
{
    const auto first = readHex(4);
    if (!first) {
        fail(u"incomplete \\u escape"_s);
        return nothing;
    }
    if (!QChar::isHighSurrogate(*first) || peek() != U'\\' || peek(1) != U'u')
        return *first;
    const std::size_t afterFirst = m_at;
    m_at += 2;
    const auto second = readHex(4);
    if (second && QChar::isLowSurrogate(*second))
        return QChar::surrogateToUcs4(static_cast<char16_t>(*first),
                                      static_cast<char16_t>(*second));
    m_at = afterFirst;
    return *first;
}

/// \u{H…}: any number of digits, leading zeros included.
char32_t EcmaReader::readBracedEscape()
{
    char32_t value = 0;
    bool isEmpty = true;
    for (; hexDigit(peek()) >= 0 && value <= lastCodePoint; isEmpty = false)
        value = value * 16 + static_cast<char32_t>(hexDigit(take()));
    if (isEmpty || value > lastCodePoint || !skip(U'}'))
        fail(u"bad \\u{…} escape"_s);
    return value;
}

std::optional<char32_t> EcmaReader::readHex(int count)
{
    char32_t value = 0;
    for (int i = 0; i < count; ++i) {
        const int digit = hexDigit(peek());
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + static_cast<char32_t>(digit);
        take();
    }
    return value;
}

} // namespace mcpo
