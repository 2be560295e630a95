// SPDX-License-Identifier: Apache-2.0
#include "tests/system/processfacts.h"

#include <QDir>
#include <QFile>

namespace mcpo
{

using namespace Qt::StringLiterals;

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

QByteArrayList childrenOf(qint64 process)
{
    QByteArrayList children;
    const QStringList threads =
        QDir(u"/proc/%1/task"_s.arg(process)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        const auto lines = linesOf(u"/proc/%1/task/%2/children"_s.arg(process).arg(thread));
        children += lines.value(0).simplified().split(' ');
    }
    children.removeAll(QByteArray());
    return children;
}

} // namespace mcpo
