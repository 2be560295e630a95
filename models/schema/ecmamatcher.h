// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/ecmaprogram.h"

#include <QStringView>

#include <cstddef>
#include <map>
#include <vector>

namespace mcpo
{

/// One search of a pattern in a text.
///
/// The automaton is made deterministic on the way: a step that the text really takes is worked out
/// once and then looked up. What was worked out lives as long as the search, so that patterns can
/// be shared between threads; for short texts that costs less than a microsecond.
class EcmaMatcher
{
public:
    explicit EcmaMatcher(const EcmaProgram &program);

    bool occursIn(QStringView text);

private:
    /// States of the program that can be reached without taking a code point, sorted.
    using Positions = std::vector<int>;

    int step(int from, int cls);
    int indexOf(Positions positions);
    void forgetAll();
    bool matchesAtEnd(int state, bool isEmptyText);

    void reach(int state, bool atStart, bool atEnd);
    Positions takeReached();

    std::size_t cell(int state, int cls) const
    {
        return static_cast<std::size_t>(state) * m_classCount + static_cast<std::size_t>(cls);
    }

    const EcmaProgram &m_program;
    std::size_t m_classCount;
    std::vector<Positions> m_positions; ///< of each state worked out so far
    std::map<Positions, int> m_index;   ///< the other way round
    std::vector<int> m_next;            ///< state × class → state, or unknown
    Positions m_reached;                ///< being gathered, with the two below
    std::vector<bool> m_isReached;
    std::vector<int> m_pending;
};

} // namespace mcpo
