// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace mcpo
{

/// Why a file cannot be the CA file of a profile: the certificates of authorities that are trusted
/// beside those of the system.
enum class CaFileProblem {
    Unreadable, ///< not there, no file, or not to be read by this person
    Empty,
    TooLarge,
    NoCertificate, ///< in PEM form, which is the only one that is read
};

constexpr qint64 largestCaFile = 1024LL * 1024; ///< bytes

/// The content of the file, in which something at least looks like a certificate. Pipes and
/// devices, which may have no end, are not read.
std::variant<QByteArray, CaFileProblem> readCaFile(const QString &path);

} // namespace mcpo
