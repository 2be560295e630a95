// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <initializer_list>
#include <vector>

namespace mcpo
{

constexpr char32_t lastCodePoint = 0x10FFFF;

/// Both ends belong to it.
struct CodePointRange {
    char32_t first = 0;
    char32_t last = 0;
    auto operator<=>(const CodePointRange &) const = default;
};

/// A set of Unicode code points, halves of surrogate pairs among them: what a character class of
/// a regular expression is.
class CodePointSet
{
public:
    CodePointSet() = default;
    CodePointSet(std::initializer_list<CodePointRange> ranges);

    void add(char32_t first, char32_t last);
    void add(const CodePointSet &other);
    CodePointSet inverted() const;
    bool contains(char32_t codePoint) const;
    /// One code point, no more and no less.
    bool isSingle() const { return m_ranges.size() == 1 && m_ranges[0].first == m_ranges[0].last; }

    /// In ascending order; no two of them touch.
    const std::vector<CodePointRange> &ranges() const { return m_ranges; }

    auto operator<=>(const CodePointSet &) const = default;

private:
    std::vector<CodePointRange> m_ranges;
};

} // namespace mcpo
