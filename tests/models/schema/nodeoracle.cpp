// SPDX-License-Identifier: Apache-2.0
#include "nodeoracle.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QtDebug>

using namespace Qt::StringLiterals;

std::variant<QByteArrayList, QString> askNode(const QString &script, const QStringList &arguments,
                                              const QByteArrayList &lines)
{
    const QDir scripts(QStringLiteral(MCPO_SOURCE_DIR) + "/tests/node"_L1);
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty())
        return u"Node.js is missing: run ./dev test, which brings it"_s;
    if (!scripts.exists(u"node_modules/ajv"_s))
        return u"tests/node/node_modules is missing: run ./dev test, which brings it"_s;

    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(node, QStringList{scripts.filePath(script)} + arguments);
    process.write(lines.join('\n') + '\n');
    process.closeWriteChannel();
    constexpr int patience = 240'000;
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        return u"%1 did not end well: %2"_s.arg(script, process.errorString());
    QByteArrayList answers = process.readAllStandardOutput().split('\n');
    answers.removeLast();
    if (answers.size() != lines.size())
        return u"%1 answered %2 of %3 lines"_s.arg(script).arg(answers.size()).arg(lines.size());
    return answers;
}

quint32 testSeed()
{
    bool isSet = false;
    const int given = qEnvironmentVariableIntValue("MCPO_SEED", &isSet);
    const quint32 seed = isSet ? static_cast<quint32>(given) : 20261122;
    qInfo("MCPO_SEED=%u", seed);
    return seed;
}
