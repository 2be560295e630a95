// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"
#include "app/processprivacy.h"
#include "app/standardstreams.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    mcpo::reserveStandardStreams();
    mcpo::keepMemoryPrivate();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mcp-override-cli"));
    return mcpo::runProgram(mcpo::readArguments(argc, argv));
}
