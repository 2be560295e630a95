// SPDX-License-Identifier: Apache-2.0
#include "models/schema/codepointset.h"

#include <algorithm>

namespace mcpo
{

CodePointSet::CodePointSet(std::initializer_list<CodePointRange> ranges)
{
    for (const CodePointRange &range : ranges)
        add(range.first, range.last);
}

void CodePointSet::add(char32_t first, char32_t last)
{
    const auto isBefore = [](const CodePointRange &range, char32_t codePoint) {
        return range.last + 1 < codePoint;
    };
    const auto from = std::lower_bound(m_ranges.begin(), m_ranges.end(), first, isBefore);
    auto to = from;
    for (; to != m_ranges.end() && to->first <= last + 1; ++to) {
        first = std::min(first, to->first);
        last = std::max(last, to->last);
    }
    m_ranges.insert(m_ranges.erase(from, to), {first, last});
}

void CodePointSet::add(const CodePointSet &other)
{
    for (const CodePointRange &range : other.m_ranges)
        add(range.first, range.last);
}

CodePointSet CodePointSet::inverted() const
{
    CodePointSet result;
    char32_t next = 0;
    for (const CodePointRange &range : m_ranges) {
        if (range.first > next)
            result.m_ranges.push_back({next, range.first - 1});
        next = range.last + 1;
    }
    if (next <= lastCodePoint)
        result.m_ranges.push_back({next, lastCodePoint});
    return result;
}

bool CodePointSet::contains(char32_t codePoint) const
{
    const auto isBefore = [](const CodePointRange &range, char32_t c) { return range.last < c; };
    const auto range = std::lower_bound(m_ranges.begin(), m_ranges.end(), codePoint, isBefore);
    return range != m_ranges.end() && range->first <= codePoint;
}

} // namespace mcpo
