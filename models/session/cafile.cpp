// SPDX-License-Identifier: Apache-2.0
#include "models/session/cafile.h"

#include <QFile>
#include <QFileInfo>

namespace mcpo
{

std::variant<QByteArray, CaFileProblem> readCaFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return CaFileProblem::Unreadable;
    QByteArray content = file.read(largestCaFile + 1);
    if (file.error() != QFile::NoError)
        return CaFileProblem::Unreadable;
    if (content.trimmed().isEmpty())
        return CaFileProblem::Empty;
    if (content.size() > largestCaFile)
        return CaFileProblem::TooLarge;
    if (!content.contains("-----BEGIN CERTIFICATE-----"))
        return CaFileProblem::NoCertificate;
    return content;
}

} // namespace mcpo
