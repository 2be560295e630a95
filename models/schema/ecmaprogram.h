// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/codepointclasses.h"
#include "models/schema/ecmasyntax.h"

#include <variant>
#include <vector>

namespace mcpo
{

/// A regular expression as a nondeterministic automaton (Thompson's construction).
class EcmaProgram
{
public:
    struct State {
        enum class Kind {
            Characters, ///< take one code point out of `set`, go on at `next`
            Fork,       ///< go on at `next` and at `other`
            Start,      ///< at the start of the text go on at `next`
            End,        ///< at its end go on at `next`
            Match,
        };
        Kind kind = Kind::Match;
        int next = 0;
        int other = 0;
        int set = 0;
    };

    /// Refuses what takes more states than a few thousand: repetitions are written out.
    static std::variant<EcmaProgram, PatternError> build(const EcmaSyntax &syntax);

    int start() const { return m_start; }
    int stateCount() const { return static_cast<int>(m_states.size()); }
    const State &state(int index) const { return m_states[static_cast<std::size_t>(index)]; }
    const CodePointClasses &classes() const { return m_classes; }

private:
    friend class EcmaProgramBuilder;

    std::vector<State> m_states;
    CodePointClasses m_classes;
    int m_start = 0;
};

} // namespace mcpo
