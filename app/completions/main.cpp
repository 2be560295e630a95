// SPDX-License-Identifier: Apache-2.0
#include "app/completions/completions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

namespace
{

using namespace Qt::StringLiterals;

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    const bool isWritten = QDir().mkpath(path.section(u'/', 0, -2)) &&
                           file.open(QIODevice::WriteOnly) &&
                           file.write(content) == content.size() && file.flush();
    if (!isWritten)
        std::fputs(qPrintable(u"%1: %2\n"_s.arg(path, file.errorString())), stderr);
    return isWritten;
}

bool writeCompletions(const QString &folder, const mcpo::ProgramSyntax &program)
{
    const QString &name = program.name;
    return write(u"%1/bash/%2"_s.arg(folder, name), mcpo::bashCompletion(program)) &&
           write(u"%1/zsh/_%2"_s.arg(folder, name), mcpo::zshCompletion(program)) &&
           write(u"%1/fish/%2.fish"_s.arg(folder, name), mcpo::fishCompletion(program));
}

} // namespace

/// mcp-override-completions FOLDER: writes the completions of the programs into folders below it.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 2) {
        std::fputs("usage: mcp-override-completions FOLDER\n", stderr);
        return 2;
    }
    for (const mcpo::ProgramSyntax &program :
         {mcpo::guiSyntax(), mcpo::cliSyntax(), mcpo::sandboxSyntax()}) {
        if (!writeCompletions(arguments.at(1), program))
            return 1;
    }
    return 0;
}
