// SPDX-License-Identifier: Apache-2.0
#include "tests/app/manual/shell.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

// Both write down what is offered, and on Ctrl+T the line, which is then forgotten.
const auto bashSettings = R"settings(
unset HISTFILE
for file in "$MANUAL"/bash/*; do
    source "$file"
done
for name in _mcp_override _mcp_override_cli _mcp_override_sandbox; do
    eval "real$(declare -f $name)"
    eval "$name() { real$name \"\$@\"; printf 'offer %s\n' \"\${COMPREPLY[@]}\" >>\"\$RECORD\"; }"
done
finish()
{
    printf 'line %s\n' "$READLINE_LINE" >>"$RECORD"
    READLINE_LINE= READLINE_POINT=0
}
bind -x '"\C-t": finish'
bind 'set bell-style none'
bind 'set completion-query-items 0'
bind 'set page-completions off'
)settings"_L1;

const auto zshSettings = R"settings(
unset HISTFILE
LISTMAX=10000
setopt no_beep
fpath=("$MANUAL/zsh" $fpath)
autoload -Uz compinit
compinit -u -D
zstyle ':completion:*' insert-tab false
compadd()
{
    local -a added
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
        builtin compadd -O added "$@"
        print -rl -- 'offer '$^added >>$RECORD
    fi
    builtin compadd "$@"
}
finish()
{
    print -r -- "line $BUFFER" >>$RECORD
    BUFFER=
}
zle -N finish
bindkey -e
bindkey '^T' finish
)settings"_L1;

void writeFile(const QString &path, const QString &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

Shell::Shell(Kind kind)
    : m_kind(kind)
{
    QDir().mkpath(folder());
    for (const auto &[name, value] :
         {std::pair(u"PATH"_s, u"/usr/local/bin:/usr/bin:/bin"_s), std::pair(u"TERM"_s, u"dumb"_s),
          std::pair(u"LC_ALL"_s, u"C.UTF-8"_s), std::pair(u"HOME"_s, m_folder.path()),
          std::pair(u"ZDOTDIR"_s, m_folder.path()), std::pair(u"MCPO_A_VARIABLE"_s, u"1"_s),
          std::pair(u"MANUAL"_s, QStringLiteral(MCPO_COMPLETIONS_DIR)),
          std::pair(u"RECORD"_s, m_folder.filePath(u"record"_s))})
        m_environment.insert(name, value);
    switch (kind) {
    case Kind::Bash:
        writeFile(m_folder.filePath(u"settings"_s), bashSettings);
        startTyping(u"bash"_s, {u"--noprofile"_s, u"--rcfile"_s, m_folder.filePath(u"settings"_s)});
        break;
    case Kind::Zsh:
        writeFile(m_folder.filePath(u".zshrc"_s), zshSettings);
        startTyping(u"zsh"_s, {u"--no-globalrcs"_s});
        break;
    case Kind::Fish: break; // is asked, not typed at
    }
}

QString Shell::folder() const { return m_folder.filePath(u"here"_s); }

Shell::~Shell()
{
    m_terminal.kill();
    m_terminal.waitForFinished();
}

void Shell::startTyping(const QString &program, const QStringList &arguments)
{
    m_terminal.setProcessEnvironment(m_environment);
    m_terminal.setWorkingDirectory(folder());
    m_terminal.setProcessChannelMode(QProcess::MergedChannels);
    m_terminal.start(u"script"_s,
                     {u"-qec"_s, program + u' ' + arguments.join(u' ') + u" -i"_s, u"/dev/null"_s});
}

/// What the shell wrote down between Tab and the end of the line.
QStringList Shell::recordOf(const QString &line)
{
    QFile record(m_environment.value(u"RECORD"_s));
    record.remove();
    m_terminal.write(line.toUtf8() + "\t\x14");
    QStringList lines;
    const bool hasEnded = QTest::qWaitFor(
        [&] {
            record.close();
            if (record.open(QIODevice::ReadOnly))
                lines = QString::fromUtf8(record.readAll()).split(u'\n');
            return lines.size() > 1 && lines.at(lines.size() - 2).startsWith("line "_L1);
        },
        60'000);
    if (!hasEnded)
        qWarning("The shell shows: %s", m_terminal.readAll().constData());
    lines.removeAll(QString());
    return lines;
}

QSet<QString> Shell::offers(const QString &line)
{
    QSet<QString> words;
    if (m_kind == Kind::Fish) {
        QProcess fish;
        fish.setProcessEnvironment(m_environment);
        fish.setWorkingDirectory(folder());
        fish.start(u"fish"_s, {u"--no-config"_s, u"-c"_s,
                               u"for file in $MANUAL/fish/*; source $file; end\n"
                               "complete -C $argv[1]"_s,
                               line});
        fish.waitForFinished();
        const QStringList lines = QString::fromUtf8(fish.readAllStandardOutput()).split(u'\n');
        for (const QString &offer : lines)
            words.insert(offer.section(u'\t', 0, 0));
        const QByteArray errors = fish.readAllStandardError();
        if (!errors.isEmpty())
            qWarning("fish: %s", errors.constData());
    } else {
        const QStringList lines = recordOf(line);
        for (const QString &recorded : lines) {
            if (recorded.startsWith("offer "_L1))
                words.insert(recorded.mid(6).trimmed());
        }
    }
    words.remove(QString());
    return words;
}

QString Shell::afterTab(const QString &line)
{
    const QStringList lines = recordOf(line);
    return lines.isEmpty() ? QString() : lines.constLast().mid(5); // behind "line "
}

} // namespace mcpo
