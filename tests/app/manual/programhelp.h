// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace mcpo
{

/// The three programs, by their names.
QStringList programNames();

/// What the real program prints; it must end well.
QString printed(const QString &program, const QStringList &arguments);

/// What the real program's own help names: the reference for man pages and completions.
struct ProgramHelp {
    QSet<QString> options; ///< with their dashes
    QSet<QString> commands;
};
ProgramHelp helpOf(const QString &program);

/// The options that "PROGRAM help COMMAND" names.
QSet<QString> optionsOf(const QString &program, const QString &command);

} // namespace mcpo
