// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

#include <memory>
#include <variant>

namespace mcpo
{

/// Why a regular expression cannot be used; for developers, since patterns ship with the program.
struct PatternError {
    qsizetype offset = 0; ///< in code points
    QString reason;
};

/// A regular expression that means what ECMA-262 says under the flag `u`, as the keyword "pattern"
/// of JSON Schema wants it. PCRE is not that: there `$` matches before a final line break, and
/// `\s` knows other blanks.
///
/// Time is linear in the length of the text whatever the pattern is, because nothing is tried
/// twice. What that rules out is refused by compile(): look-around, back references, `\b`. So are
/// named groups, `\p`, `\c`, and repetitions that expand to more than a few thousand steps.
///
/// Immutable and cheap to copy; one object may be used by several threads at a time.
class EcmaPattern
{
public:
    static std::variant<EcmaPattern, PatternError> compile(QStringView pattern);

    /// Whether the pattern occurs anywhere in @p text, as RegExp.prototype.test() says. Code points
    /// are compared; half a surrogate pair is one of its own.
    bool occursIn(QStringView text) const;

private:
    explicit EcmaPattern(std::shared_ptr<const class EcmaProgram> program);
    std::shared_ptr<const EcmaProgram> m_program;
};

} // namespace mcpo
