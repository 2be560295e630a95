// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/codepointset.h"

#include <array>
#include <vector>

namespace mcpo
{

/// Sorts all code points into the few classes that a list of sets tells apart: `\S` alone makes
/// two of 1 114 112. What an automaton knows of a character is its class.
class CodePointClasses
{
public:
    CodePointClasses() = default;
    explicit CodePointClasses(const std::vector<CodePointSet> &sets);

    int count() const { return m_count; }
    int classOf(char32_t codePoint) const
    {
        return codePoint < m_ascii.size() ? m_ascii[codePoint] : find(codePoint);
    }
    /// Whether the set at @p set of the list holds the code points of class @p cls.
    bool contains(int set, int cls) const
    {
        return m_members[static_cast<std::size_t>(set)][static_cast<std::size_t>(cls)];
    }

private:
    int find(char32_t codePoint) const;

    std::vector<char32_t> m_starts; ///< of the intervals in which no set begins or ends
    std::vector<int> m_classes;     ///< of those intervals
    std::array<int, 128> m_ascii{};
    std::vector<std::vector<bool>> m_members;
    int m_count = 0;
};

} // namespace mcpo
