// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmasyntax.h"

#include "models/schema/ecmareader.h"

#include <optional>
#include <utility>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;
using Kind = EcmaSyntax::Kind;

// Far more than a pattern for people needs, far less than what the stack holds.
constexpr int maximumNesting = 100;
constexpr int maximumCount = 10'000;

/// Everything but a line terminator.
CodePointSet dot()
{
    return CodePointSet{{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}}.inverted();
}

EcmaSyntax characters(CodePointSet set)
{
    return {.kind = Kind::Characters, .characters = std::move(set)};
}

class Parser
{
public:
    explicit Parser(QStringView pattern)
        : m_reader(pattern)
    {
    }

    std::variant<EcmaSyntax, PatternError> parse()
    {
        EcmaSyntax syntax = readChoice();
        if (!m_reader.atEnd())
            m_reader.fail(u"unmatched )"_s);
        if (m_reader.error())
            return *m_reader.error();
        return syntax;
    }

private:
    EcmaSyntax readChoice();
    EcmaSyntax readSequence();
    EcmaSyntax readTerm();
    EcmaSyntax readGroup();
    EcmaSyntax readQuantifier(EcmaSyntax term);
    bool readBraces(int &minimum, int &maximum);
    std::optional<int> readCount();
    EcmaSyntax readClass();

    EcmaReader m_reader;
    int m_nesting = 0;
};

EcmaSyntax Parser::readChoice()
{
    EcmaSyntax choice{.kind = Kind::Choice};
    do
        choice.parts.push_back(readSequence());
    while (m_reader.skip(U'|'));
    return choice;
}

EcmaSyntax Parser::readSequence()
{
    EcmaSyntax sequence;
    while (!m_reader.atEnd() && m_reader.peek() != U'|' && m_reader.peek() != U')')
        sequence.parts.push_back(readTerm());
    return sequence;
}

EcmaSyntax Parser::readTerm()
{
    switch (const char32_t c = m_reader.take()) {
    // Under the flag u an assertion takes no quantifier.
    case U'^': return {.kind = Kind::Start};
    case U'$': return {.kind = Kind::End};
    case U'(': return readQuantifier(readGroup());
    case U'[': return readQuantifier(readClass());
    case U'.': return readQuantifier(characters(dot()));
    case U'\\': return readQuantifier(characters(m_reader.readEscape()));
    case U'*':
    case U'+':
    case U'?':
    case U'{': m_reader.fail(u"nothing to repeat"_s); return {};
    case U'}':
    case U']': m_reader.fail(u"a lone bracket must be escaped"_s); return {};
    default: return readQuantifier(characters({{c, c}}));
    }
}

EcmaSyntax Parser::readGroup()
{
    if (m_reader.skip(U'?') && !m_reader.skip(U':')) {
        m_reader.fail(u"look-around, named groups and modifiers are not offered"_s);
        return {};
    }
    if (++m_nesting > maximumNesting) {
        m_reader.fail(u"groups that nest this deep are not offered"_s);
        return {};
    }
    EcmaSyntax group = readChoice();
    --m_nesting;
    if (!m_reader.skip(U')'))
        m_reader.fail(u"unclosed group"_s);
    return group;
}

EcmaSyntax Parser::readQuantifier(EcmaSyntax term)
{
    EcmaSyntax repeat{.kind = Kind::Repeat};
    if (m_reader.skip(U'+'))
        repeat.minimum = 1;
    else if (m_reader.skip(U'?'))
        repeat.maximum = 1;
    else if (m_reader.skip(U'{')) {
        if (!readBraces(repeat.minimum, repeat.maximum))
            return {};
    } else if (!m_reader.skip(U'*'))
        return term;
    m_reader.skip(U'?');
    repeat.parts.push_back(std::move(term));
    return repeat;
}

/// n} or n,} or n,m}
bool Parser::readBraces(int &minimum, int &maximum)
{
    const std::optional<int> least = readCount();
    if (!least)
        return false;
    minimum = *least;
    maximum = *least;
    if (m_reader.skip(U',')) {
        maximum = EcmaSyntax::unlimited;
        if (m_reader.peek() != U'}') {
            const std::optional<int> most = readCount();
            if (!most)
                return false;
            maximum = *most;
        }
    }
    if (maximum != EcmaSyntax::unlimited && minimum > maximum)
        return m_reader.fail(u"numbers of a quantifier out of order"_s);
    return m_reader.skip(U'}') || m_reader.fail(u"incomplete quantifier"_s);
}

std::optional<int> Parser::readCount()
{
    const auto isDigit = [this] { return m_reader.peek() >= U'0' && m_reader.peek() <= U'9'; };
    if (!isDigit())
        m_reader.fail(u"incomplete quantifier"_s);
    int count = 0;
    while (isDigit() && count <= maximumCount)
        count = count * 10 + static_cast<int>(m_reader.take() - U'0');
    if (count > maximumCount)
        m_reader.fail(u"repeating this often is not offered"_s);
    if (m_reader.error())
        return std::nullopt;
    return count;
}

EcmaSyntax Parser::readClass()
{
    const bool isNegated = m_reader.skip(U'^');
    CodePointSet set;
    while (!m_reader.atEnd() && m_reader.peek() != U']') {
        const CodePointSet first = m_reader.readClassAtom();
        if (m_reader.peek() != U'-' || m_reader.peek(1) == U']') {
            set.add(first);
            continue;
        }
        m_reader.take();
        const CodePointSet last = m_reader.readClassAtom();
        if (m_reader.error())
            return {};
        if (!first.isSingle() || !last.isSingle())
            m_reader.fail(u"an end of a range must be one character"_s);
        else if (first.ranges().front() > last.ranges().front())
            m_reader.fail(u"range out of order"_s);
        else
            set.add(first.ranges().front().first, last.ranges().front().last);
    }
    if (!m_reader.skip(U']'))
        m_reader.fail(u"unclosed character class"_s);
    return characters(isNegated ? set.inverted() : set);
}

} // namespace

std::variant<EcmaSyntax, PatternError> parseEcmaPattern(QStringView pattern)
{
    return Parser(pattern).parse();
}

} // namespace mcpo
