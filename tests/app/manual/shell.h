// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QSet>
#include <QString>
#include <QTemporaryDir>

namespace mcpo
{

/// A real shell, with the completions and nothing of the person's own, in an empty folder. None of
/// the programs can be found from there, so whoever would ask them gets no answer.
class Shell
{
public:
    enum class Kind { Bash, Zsh, Fish };
    explicit Shell(Kind kind);
    ~Shell();

    /// Where it stands.
    QString folder() const;

    /// What is offered when Tab is pressed behind @p line, whole words.
    QSet<QString> offers(const QString &line);
    /// The line as Tab leaves it: bash and zsh.
    QString afterTab(const QString &line);

private:
    void startTyping(const QString &program, const QStringList &arguments);
    QStringList recordOf(const QString &line);

    const Kind m_kind;
    QTemporaryDir m_folder;
    QProcess m_terminal; ///< with a shell in it that is typed at
    QProcessEnvironment m_environment;
};

} // namespace mcpo
