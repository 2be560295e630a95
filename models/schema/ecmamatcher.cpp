// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmamatcher.h"

#include "models/schema/ecmareader.h"

#include <algorithm>
#include <utility>

namespace mcpo
{

namespace
{

using Kind = EcmaProgram::State::Kind;

// States whose outcome is known, and which therefore end the search.
constexpr int dead = 0;
constexpr int matched = 1;
constexpr int unknown = -1;

/// Few patterns need ten states. One that needs thousands (`.*x.{200}y`) is worked out again and
/// again instead of filling the memory; that is slower and still linear.
constexpr std::size_t maximumStates = 1'000;

} // namespace

EcmaMatcher::EcmaMatcher(const EcmaProgram &program)
    : m_program(program)
    , m_classCount(static_cast<std::size_t>(program.classes().count()))
    , m_isReached(static_cast<std::size_t>(program.stateCount()))
{
    forgetAll();
}

void EcmaMatcher::forgetAll()
{
    m_positions.assign(2, {});
    m_index.clear();
    m_next.assign(2 * m_classCount, unknown);
}

bool EcmaMatcher::occursIn(QStringView text)
{
    const CodePointClasses &classes = m_program.classes();
    const char16_t *at = text.utf16();
    const char16_t *const end = at + text.size();

    reach(m_program.start(), true, text.isEmpty());
    int state = indexOf(takeReached());
    std::size_t row = cell(state, 0);
    while (at != end && state > matched) {
        const int cls = classes.classOf(takeCodePoint(at, end));
        const int next = m_next[row + static_cast<std::size_t>(cls)];
        // In long texts hardly any character changes the state; then the processor need not wait
        // for one lookup before it begins the next.
        if (next == state)
            continue;
        state = next != unknown ? next : step(state, cls);
        row = cell(state, 0);
    }
    return state == matched || (state != dead && matchesAtEnd(state, text.isEmpty()));
}

int EcmaMatcher::step(int from, int cls)
{
    for (const int position : m_positions[static_cast<std::size_t>(from)]) {
        const EcmaProgram::State &state = m_program.state(position);
        if (state.kind == Kind::Characters && m_program.classes().contains(state.set, cls))
            reach(state.next, false, false);
    }
    // The pattern may as well begin after this character.
    reach(m_program.start(), false, false);
    Positions positions = takeReached();

    const bool isFull = m_positions.size() >= maximumStates;
    if (isFull)
        forgetAll();
    const int next = indexOf(std::move(positions));
    if (!isFull)
        m_next[cell(from, cls)] = next;
    return next;
}

int EcmaMatcher::indexOf(Positions positions)
{
    const auto isMatch = [this](int p) { return m_program.state(p).kind == Kind::Match; };
    if (positions.empty())
        return dead;
    if (std::any_of(positions.begin(), positions.end(), isMatch))
        return matched;
    const auto [entry, isNew] =
        m_index.try_emplace(std::move(positions), static_cast<int>(m_positions.size()));
    if (isNew) {
        m_positions.push_back(entry->first);
        m_next.resize(m_next.size() + static_cast<std::size_t>(m_program.classes().count()),
                      unknown);
    }
    return entry->second;
}

/// Only what stands behind a `$` can still match.
bool EcmaMatcher::matchesAtEnd(int state, bool isEmptyText)
{
    for (const int position : m_positions[static_cast<std::size_t>(state)])
        reach(position, isEmptyText, true);
    return indexOf(takeReached()) == matched;
}

/// Gathers the positions that @p state leads to without taking a code point.
void EcmaMatcher::reach(int state, bool atStart, bool atEnd)
{
    m_pending.push_back(state);
    while (!m_pending.empty()) {
        const int position = m_pending.back();
        m_pending.pop_back();
        const auto at = static_cast<std::size_t>(position);
        if (m_isReached[at])
            continue;
        m_isReached[at] = true;
        m_reached.push_back(position);
        const EcmaProgram::State &reached = m_program.state(position);
        if (reached.kind == Kind::Fork) {
            m_pending.push_back(reached.other);
            m_pending.push_back(reached.next);
        } else if ((reached.kind == Kind::Start && atStart) ||
                   (reached.kind == Kind::End && atEnd)) {
            m_pending.push_back(reached.next);
        }
    }
}

EcmaMatcher::Positions EcmaMatcher::takeReached()
{
    for (const int position : m_reached)
        m_isReached[static_cast<std::size_t>(position)] = false;
    // Forks and starts have done their work; keeping them would tell equal states apart.
    const auto isPassed = [this](int position) {
        const Kind kind = m_program.state(position).kind;
        return kind == Kind::Fork || kind == Kind::Start;
    };
    m_reached.erase(std::remove_if(m_reached.begin(), m_reached.end(), isPassed), m_reached.end());
    std::sort(m_reached.begin(), m_reached.end());
    return std::exchange(m_reached, {});
}

} // namespace mcpo
