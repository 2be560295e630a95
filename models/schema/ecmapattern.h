// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringView>

#include <variant>

namespace mcpo
{

/// Why a regular expression cannot be used; for developers, since patterns ship with the program.
struct PatternError {
    qsizetype offset = 0; ///< in code points
    QString reason;
};

/// A regular expression with the meaning that ECMA-262 gives it under the flag `u`, as the keyword
/// "pattern" of JSON Schema requires. PCRE differs: its `$` matches before a final line break, and
/// its `\s` contains other characters.
///
/// Supported: characters, `.`, classes with ranges, `\d \D \s \S \w \W`, `\t \n \v \f \r`, `\xHH`,
/// `\uHHHH` except surrogates, escaped syntax characters, `^`, `$`, `(…)`, `(?:…)`, `|` and all
/// quantifiers. compile() refuses everything else, and patterns that expand to thousands of steps.
///
/// Time is linear in the length of the text, and memory does not depend on it.
///
/// Immutable and cheap to copy; several threads may use one object at the same time.
class EcmaPattern
{
public:
    static std::variant<EcmaPattern, PatternError> compile(QStringView pattern);

    /// Whether the pattern occurs anywhere in @p text, as RegExp.prototype.test() reports. Compares
    /// code points; an unpaired surrogate is a code point of its own.
    bool occursIn(QStringView text) const;

private:
    class Parser;
    class Search;

    /// Both ends are included.
    struct Range {
        char32_t first = 0;
        char32_t last = 0;
    };
    /// In ascending order, without overlaps.
    using CharacterSet = QList<Range>;

    /// A step of a nondeterministic automaton (Thompson's construction). It continues with the next
    /// step unless stated otherwise. Offsets are relative, so that a repeated part can be copied.
    /// Captures and laziness do not change whether a text matches, so neither is part of it.
    struct Step {
        enum class Kind {
            Take,  ///< takes one code point of the set with the index `argument`
            Fork,  ///< continues with the next step and also at the offset `argument`
            Jump,  ///< continues at the offset `argument`
            Start, ///< continues only at the start of the text
            End,   ///< continues only at the end of the text
            Match, ///< the pattern has been found
        };
        Kind kind = Kind::Match;
        qsizetype argument = 0;
    };
    using Kind = Step::Kind;
    using Steps = QList<Step>;

    /// Takes the code point at @p at, which must not be the end, and moves @p at after it.
    static char32_t takeCodePoint(QStringView text, qsizetype &at);

    Steps m_steps; ///< ends with Match
    QList<CharacterSet> m_sets;
};

} // namespace mcpo
