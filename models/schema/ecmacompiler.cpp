// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmapattern.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

// Far more than a pattern for a field needs. They limit the time per character of the text, the
// time to compile and the depth of the recursion.
constexpr int maximumSteps = 1'000;
constexpr int maximumNesting = 50;

constexpr char32_t lastCodePoint = 0x10FFFF;
constexpr char32_t nothing = lastCodePoint + 1; ///< at the end of the pattern

} // namespace

/// Reads the grammar of ECMA-262 for the flag `u`: "Patterns" and "Static Semantics: Early Errors".
///
/// After fail() the parser is at the end of the pattern, so every loop ends; the first error
/// counts.
class EcmaPattern::Parser
{
public:
    explicit Parser(QStringView pattern)
        : m_text(pattern)
    {
    }

    std::variant<EcmaPattern, PatternError> parse()
    {
        readChoice();
        if (!atEnd())
            fail(u"unmatched )"_s);
        emit({{Kind::Match}});
        if (m_error)
            return *m_error;
        return std::move(m_pattern);
    }

private:
    void readChoice()
    {
        Steps &steps = m_pattern.m_steps;
        qsizetype start = steps.size();
        QList<qsizetype> jumps;
        for (readSequence(); skip(u'|'); readSequence()) {
            // The fork before the alternative continues after the jump at its end.
            steps.insert(start, {Kind::Fork, steps.size() - start + 2});
            jumps.append(steps.size());
            emit({{Kind::Jump}});
            start = steps.size();
        }
        for (const qsizetype jump : std::as_const(jumps))
            steps[jump].argument = steps.size() - jump;
    }

    void readSequence()
    {
        while (!atEnd() && !isAt(u'|') && !isAt(u')'))
            readTerm();
    }

    void readTerm()
    {
        const qsizetype start = m_pattern.m_steps.size();
        switch (const char32_t c = take()) {
        // Under the flag u a quantifier after an assertion is invalid.
        case U'^': return emit({{Kind::Start}});
        case U'$': return emit({{Kind::End}});
        case U'(': readGroup(); break;
        case U'[': readClass(); break;
        case U'.': emitTake(inverted({{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}})); break;
        case U'\\': emitTake(readEscape(false)); break;
        default:
            if (std::u32string_view(U"*+?{}]").find(c) != std::u32string_view::npos)
                return fail(u"misplaced *, +, ?, {, } or ]"_s);
            emitTake({{c, c}});
        }
        readQuantifier(start);
    }

    void readGroup()
    {
        if (skip(u'?') && !skip(u':'))
            return fail(u"a group that starts with (? but not with (?: is not supported"_s);
        if (++m_nesting > maximumNesting)
            return fail(u"more than %1 nested groups are not supported"_s.arg(maximumNesting));
        readChoice();
        --m_nesting;
        if (!skip(u')'))
            fail(u"missing )"_s);
    }

    void readClass()
    {
        const auto isCharacter = [](const CharacterSet &set) {
            return set.size() == 1 && set[0].first == set[0].last;
        };
        const bool isNegated = skip(u'^');
        CharacterSet ranges;
        while (!atEnd() && !isAt(u']')) {
            const CharacterSet first = readClassAtom();
            if (!isAt(u'-') || m_text.sliced(m_at).startsWith(u"-]")) {
                ranges += first;
                continue;
            }
            take();
            const CharacterSet last = readClassAtom();
            if (!isCharacter(first) || !isCharacter(last) || first[0].first > last[0].first)
                return fail(u"invalid range"_s);
            ranges.append({first[0].first, last[0].last});
        }
        if (!skip(u']'))
            fail(u"missing ]"_s);
        const CharacterSet others = inverted(ranges);
        emitTake(isNegated ? others : inverted(others));
    }

    CharacterSet readClassAtom()
    {
        const char32_t c = take();
        return c == U'\\' ? readEscape(true) : CharacterSet{{c, c}};
    }

    /// What \d, \w and \s contain; no other letter names a class.
    static std::optional<CharacterSet> classNamed(char32_t letter)
    {
        switch (letter) {
        case U'd': return CharacterSet{{U'0', U'9'}};
        case U'w': return CharacterSet{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
        // WhiteSpace and LineTerminator of ECMA-262: U+FEFF is one of them, U+0085 and U+180E are
        // not.
        case U's':
            return CharacterSet{{0x0009, 0x000D}, {0x0020, 0x0020}, {0x00A0, 0x00A0},
                                {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029},
                                {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
                                {0xFEFF, 0xFEFF}};
        default: return std::nullopt;
        }
    }

    /// All other code points. The ranges may be in any order and overlap, those of the result do
    /// not.
    static CharacterSet inverted(CharacterSet ranges)
    {
        std::sort(ranges.begin(), ranges.end(),
                  [](const Range &a, const Range &b) { return a.first < b.first; });
        CharacterSet result;
        char32_t next = 0;
        for (const Range &range : ranges) {
            if (range.first > next)
                result.append({next, range.first - 1});
            next = std::max<char32_t>(next, range.last + 1);
        }
        if (next <= lastCodePoint)
            result.append({next, lastCodePoint});
        return result;
    }

    /// After the backslash.
    CharacterSet readEscape(bool isInClass)
    {
        constexpr std::u32string_view syntax = U"^$\\.*+?()[]{}|/";
        char32_t c = take();
        if (const auto set = classNamed(c | 0x20))
            return c < U'a' ? inverted(*set) : *set;
        switch (c) {
        case U't': c = U'\t'; break;
        case U'n': c = U'\n'; break;
        case U'v': c = U'\v'; break;
        case U'f': c = U'\f'; break;
        case U'r': c = U'\r'; break;
        case U'x': c = readHexadecimal(2); break;
        case U'u': c = readHexadecimal(4); break;
        case nothing: fail(u"missing character after \\"_s); break;
        default:
            if (syntax.find(c) == std::u32string_view::npos && (!isInClass || c != U'-'))
                fail(u"the escape \\%1 is not supported"_s.arg(QString::fromUcs4(&c, 1)));
        }
        return {{c, c}};
    }

    /// An escaped surrogate may be half of a pair, which is not worth its rules: the pattern can
    /// contain the character itself.
    char32_t readHexadecimal(int length)
    {
        const QByteArray digits = m_text.mid(m_at, length).toLatin1();
        quint16 value = 0;
        const auto *const end = std::from_chars(digits.cbegin(), digits.cend(), value, 16).ptr;
        if (end - digits.cbegin() != length || QChar::isSurrogate(value))
            fail(u"a \\x or \\u without 2 or 4 digits, or of a surrogate, is not supported"_s);
        else
            m_at += length;
        return value;
    }

    /// Repeats the steps from @p start on.
    void readQuantifier(qsizetype start)
    {
        if (skip(u'*'))
            repeat(start, 0, {});
        else if (skip(u'+'))
            repeat(start, 1, {});
        else if (skip(u'?'))
            repeat(start, 0, 1);
        else if (skip(u'{'))
            readBraces(start);
        else
            return;
        skip(u'?'); // lazy
    }

    /// n} or n,} or n,m}
    void readBraces(qsizetype start)
    {
        const int minimum = readCount();
        std::optional<int> maximum = minimum;
        if (skip(u',')) {
            maximum.reset();
            if (!isAt(u'}'))
                maximum = readCount();
        }
        if (!skip(u'}') || minimum > maximum.value_or(maximumSteps))
            return fail(u"invalid quantifier"_s);
        repeat(start, minimum, maximum);
    }

    int readCount()
    {
        const qsizetype start = m_at;
        int count = 0;
        while (!atEnd() && m_text[m_at] >= u'0' && m_text[m_at] <= u'9' && count <= maximumSteps)
            count = count * 10 + (m_text[m_at++].unicode() - u'0');
        if (m_at == start)
            fail(u"invalid quantifier"_s);
        if (count > maximumSteps)
            fail(u"more than %1 repetitions are not supported"_s.arg(maximumSteps));
        return count;
    }

    void emit(const Steps &part)
    {
        m_pattern.m_steps += part;
        if (m_pattern.m_steps.size() > maximumSteps)
            fail(u"a pattern with this many steps is not supported"_s);
    }

    void emitTake(const CharacterSet &set)
    {
        emit({{Kind::Take, m_pattern.m_sets.size()}});
        m_pattern.m_sets.append(set);
    }

    /// Replaces the steps from @p start on with as many copies as the numbers require.
    void repeat(qsizetype start, int minimum, std::optional<int> maximum)
    {
        const Steps part = m_pattern.m_steps.sliced(start);
        m_pattern.m_steps.resize(start);
        for (int i = 0; i < minimum && !m_error; ++i)
            emit(part);
        const qsizetype step = part.size() + 1;
        for (int i = minimum; maximum && i < *maximum && !m_error; ++i)
            emit(Steps{{Kind::Fork, (*maximum - i) * step}} + part);
        if (!maximum)
            emit(Steps{{Kind::Fork, step + 1}} + part + Steps{{Kind::Jump, -step}});
    }

    void fail(const QString &reason)
    {
        if (!m_error)
            m_error = {m_at, reason};
        m_at = m_text.size();
    }

    bool skip(char16_t expected)
    {
        const bool isThere = isAt(expected);
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    bool atEnd() const { return m_at == m_text.size(); }
    bool isAt(char16_t expected) const { return !atEnd() && m_text[m_at] == expected; }
    char32_t take() { return atEnd() ? nothing : takeCodePoint(m_text, m_at); }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_nesting = 0;
    EcmaPattern m_pattern;
    std::optional<PatternError> m_error;
};

std::variant<EcmaPattern, PatternError> EcmaPattern::compile(QStringView pattern)
{
    return Parser(pattern).parse();
}

} // namespace mcpo
