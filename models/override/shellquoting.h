// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// One word that bash, and also zsh and ksh, take for exactly @p text, which must be valid Unicode
/// without NUL. It is one line and shows what it holds: control, bidi and other invisible
/// characters are written as `$'\xe2\x80\xae'`, so that a paste can neither run a line early nor
/// look like something else.
QString bashQuoted(const QString &text);

/// One expression that PowerShell takes for exactly @p text; otherwise as bashQuoted(), with
/// `[char]0x202E` for what cannot be seen. PowerShell reads four typographic quotes as `'`.
QString powerShellQuoted(const QString &text);

} // namespace mcpo
