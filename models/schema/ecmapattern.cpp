// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmapattern.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace mcpo
{

/// Follows all ways through the automaton at the same time (Pike's algorithm): each step is visited
/// at most once for each code point, and nothing is tried twice.
class EcmaPattern::Search
{
public:
    Search(const EcmaPattern &pattern, QStringView text)
        : m_pattern(pattern)
        , m_text(text)
        , m_visitedAt(static_cast<std::size_t>(pattern.m_steps.size()), -1)
    {
    }

    bool run()
    {
        while (!followAll()) {
            if (m_at == m_text.size())
                return false;
            take(takeCodePoint(m_text, m_at));
        }
        return true;
    }

private:
    bool followAll()
    {
        m_taking.clear();
        while (!m_pending.empty()) {
            const qsizetype index = m_pending.back();
            m_pending.pop_back();
            if (std::exchange(m_visitedAt[static_cast<std::size_t>(index)], m_at) != m_at)
                follow(index);
        }
        return m_hasMatch;
    }

    static bool contains(const CharacterSet &set, char32_t codePoint)
    {
        const auto isBefore = [](const Range &range, char32_t c) { return range.last < c; };
        const auto range = std::lower_bound(set.begin(), set.end(), codePoint, isBefore);
        return range != set.end() && range->first <= codePoint;
    }

    void follow(qsizetype index)
    {
        const auto [kind, argument] = m_pattern.m_steps.at(index);
        switch (kind) {
        case Kind::Take: m_taking.push_back(index); return;
        case Kind::Match: m_hasMatch = true; return;
        case Kind::Jump: m_pending.push_back(index + argument); return;
        case Kind::Fork: m_pending.push_back(index + argument); break;
        case Kind::Start:
            if (m_at != 0)
                return;
            break;
        case Kind::End:
            if (m_at != m_text.size())
                return;
            break;
        }
        m_pending.push_back(index + 1);
    }

    void take(char32_t codePoint)
    {
        for (const qsizetype index : m_taking) {
            if (contains(m_pattern.m_sets.at(m_pattern.m_steps.at(index).argument), codePoint))
                m_pending.push_back(index + 1);
        }
        m_pending.push_back(0); // the pattern may also begin after this code point
    }

    const EcmaPattern &m_pattern;
    QStringView m_text;
    qsizetype m_at = 0;
    std::vector<qsizetype> m_pending{0}; ///< steps to follow before the next code point
    std::vector<qsizetype> m_taking;     ///< the Take steps that they lead to
    std::vector<qsizetype> m_visitedAt;  ///< the last position in the text, for each step
    bool m_hasMatch = false;
};

bool EcmaPattern::occursIn(QStringView text) const { return Search(*this, text).run(); }

char32_t EcmaPattern::takeCodePoint(QStringView text, qsizetype &at)
{
    const char16_t unit = text[at++].unicode();
    if (QChar::isHighSurrogate(unit) && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text[at++].unicode());
    return unit;
}

} // namespace mcpo
