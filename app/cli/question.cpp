// SPDX-License-Identifier: Apache-2.0
#include "app/cli/question.h"

#include "app/cli/terminal.h"
#include "ui/words/plaintext.h"

#include <cstdio>

namespace mcpo
{

namespace
{

void show(const QString &question)
{
    std::fputs(visibleText(question).toUtf8().constData(), stderr);
}

QString readLine()
{
    QByteArray line;
    for (char byte = 0; readStdin(&byte, 1) == 1 && byte != '\n';)
        line.append(byte);
    return QString::fromUtf8(line).trimmed();
}

} // namespace

bool canAsk() { return isStdinTerminal(); }

QString askLine(const QString &question)
{
    show(question);
    return readLine();
}

void askLine(const QString &question, QObject *context,
             const std::function<void(const QString &)> &answer)
{
    show(question);
    whenStdinIsReadable(context, [answer] { answer(readLine()); });
}

} // namespace mcpo
