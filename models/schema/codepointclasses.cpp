// SPDX-License-Identifier: Apache-2.0
#include "models/schema/codepointclasses.h"

#include <algorithm>
#include <map>

namespace mcpo
{

CodePointClasses::CodePointClasses(const std::vector<CodePointSet> &sets)
    : m_starts{0}
    , m_members(sets.size())
{
    for (const CodePointSet &set : sets) {
        for (const CodePointRange &range : set.ranges()) {
            m_starts.push_back(range.first);
            m_starts.push_back(range.last + 1);
        }
    }
    std::sort(m_starts.begin(), m_starts.end());
    m_starts.erase(std::unique(m_starts.begin(), m_starts.end()), m_starts.end());

    // Intervals that belong to the same sets are one class.
    std::map<std::vector<bool>, int> known;
    for (const char32_t start : m_starts) {
        std::vector<bool> memberOf;
        memberOf.reserve(sets.size());
        for (const CodePointSet &set : sets)
            memberOf.push_back(set.contains(start));
        const auto [entry, isNew] = known.try_emplace(memberOf, m_count);
        m_classes.push_back(entry->second);
        if (!isNew)
            continue;
        ++m_count;
        for (std::size_t set = 0; set < sets.size(); ++set)
            m_members[set].push_back(memberOf[set]);
    }
    for (char32_t c = 0; c < m_ascii.size(); ++c)
        m_ascii[c] = find(c);
}

int CodePointClasses::find(char32_t codePoint) const
{
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), codePoint);
    return m_classes[static_cast<std::size_t>(next - m_starts.begin()) - 1];
}

} // namespace mcpo
