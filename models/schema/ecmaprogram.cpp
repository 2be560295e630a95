// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmaprogram.h"

#include <cstddef>
#include <map>
#include <utility>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

/// Bounds the time per character of the text and, with it, what a hostile pattern can cost.
constexpr int maximumSteps = 4'000;

} // namespace

/// Works from the end to the start: each part is told the state to go on at after it.
class EcmaProgramBuilder
{
public:
    std::variant<EcmaProgram, PatternError> build(const EcmaSyntax &syntax)
    {
        const int match = add({.kind = State::Kind::Match});
        m_program.m_start = emit(syntax, match);
        if (m_steps > maximumSteps)
            return PatternError{0, u"repetitions that expand this far are not offered"_s};
        m_program.m_classes = CodePointClasses(m_sets);
        return std::move(m_program);
    }

private:
    using State = EcmaProgram::State;

    int add(const State &state)
    {
        m_program.m_states.push_back(state);
        return m_program.stateCount() - 1;
    }
    int emit(const EcmaSyntax &syntax, int next);
    int emitChoice(const std::vector<EcmaSyntax> &parts, int next);
    int emitRepeat(const EcmaSyntax &repeat, int next);
    int emitLoop(const EcmaSyntax &part, int next);
    int indexOf(const CodePointSet &set);

    EcmaProgram m_program;
    std::vector<CodePointSet> m_sets;
    std::map<CodePointSet, int> m_setIndex;
    int m_steps = 0;
};

/// Gives the state at which @p syntax begins.
int EcmaProgramBuilder::emit(const EcmaSyntax &syntax, int next)
{
    // Steps are counted, not states: the empty text repeated takes time without making a state.
    if (++m_steps > maximumSteps)
        return next;
    switch (syntax.kind) {
    case EcmaSyntax::Kind::Characters:
        return add(
            {.kind = State::Kind::Characters, .next = next, .set = indexOf(syntax.characters)});
    case EcmaSyntax::Kind::Start: return add({.kind = State::Kind::Start, .next = next});
    case EcmaSyntax::Kind::End: return add({.kind = State::Kind::End, .next = next});
    case EcmaSyntax::Kind::Sequence:
        for (std::size_t i = syntax.parts.size(); i-- > 0;)
            next = emit(syntax.parts[i], next);
        return next;
    case EcmaSyntax::Kind::Choice: return emitChoice(syntax.parts, next);
    case EcmaSyntax::Kind::Repeat: return emitRepeat(syntax, next);
    }
    Q_UNREACHABLE();
}

int EcmaProgramBuilder::emitChoice(const std::vector<EcmaSyntax> &parts, int next)
{
    int entry = emit(parts.front(), next);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const int other = emit(parts[i], next);
        entry = add({.kind = State::Kind::Fork, .next = entry, .other = other});
    }
    return entry;
}

int EcmaProgramBuilder::emitRepeat(const EcmaSyntax &repeat, int next)
{
    const EcmaSyntax &part = repeat.parts.front();
    int entry = next;
    if (repeat.maximum == EcmaSyntax::unlimited)
        entry = emitLoop(part, next);
    for (int i = repeat.minimum; i < repeat.maximum && m_steps <= maximumSteps; ++i) {
        const int once = emit(part, entry);
        entry = add({.kind = State::Kind::Fork, .next = once, .other = next});
    }
    for (int i = 0; i < repeat.minimum && m_steps <= maximumSteps; ++i)
        entry = emit(part, entry);
    return entry;
}

int EcmaProgramBuilder::emitLoop(const EcmaSyntax &part, int next)
{
    const int fork = add({.kind = State::Kind::Fork, .next = next, .other = next});
    const int body = emit(part, fork);
    m_program.m_states[static_cast<std::size_t>(fork)].next = body;
    return fork;
}

int EcmaProgramBuilder::indexOf(const CodePointSet &set)
{
    const auto [entry, isNew] = m_setIndex.try_emplace(set, static_cast<int>(m_sets.size()));
    if (isNew)
        m_sets.push_back(set);
    return entry->second;
}

std::variant<EcmaProgram, PatternError> EcmaProgram::build(const EcmaSyntax &syntax)
{
    return EcmaProgramBuilder().build(syntax);
}

} // namespace mcpo
