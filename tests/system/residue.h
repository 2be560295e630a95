// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <bitset>
#include <optional>

namespace mcpo
{

/// A secret of 40 characters, never the same twice, so that nothing is found that another run left.
QByteArray newSecret();
/// Likewise, without characters that a header could not hold.
QByteArray newToken();

/// What of a secret was found somewhere.
struct Residue {
    qsizetype copies = 0;  ///< of the whole secret, in any encoding
    qsizetype windows = 0; ///< of any eight characters in a row, in any encoding
    qsizetype bytes = 0;   ///< that were looked at, names of files included
    qsizetype files = 0;   ///< that could be read
    QString firstPlace;    ///< of the windows, for whoever has to find out why

    bool isNone() const { return copies == 0 && windows == 0; }
};

/// Looks for a secret, and for each eight characters in a row of it, as UTF-8, UTF-16LE, base64 in
/// all three alignments and both alphabets, percent-encoded and escaped as in JSON.
///
/// Tells what is a window by the eight bytes that it begins with, so that a look at a hundred
/// megabytes takes a fraction of a second.
class ResidueScanner
{
public:
    /// @p secret has at least eight characters, all of them ASCII.
    explicit ResidueScanner(const QByteArray &secret);

    /// Adds what is in @p bytes to @p residue. @p place tells where they come from.
    void scan(const QByteArray &bytes, const QString &place, Residue &residue) const;

    /// How many bytes two neighbouring parts of something long have to share.
    qsizetype overlap() const { return m_longest; }

private:
    struct Needle {
        QByteArray bytes;
        QString name;
        bool isWhole = false;
    };

    void add(const Needle &needle);
    void addAllForms(const QByteArray &text, bool isWhole);

    QHash<quint64, QList<Needle>> m_needles; ///< by their first eight bytes
    std::bitset<65536> m_beginnings;         ///< two bytes of those, to leave quickly
    qsizetype m_longest = 0;
};

/// What another process holds: all memory that it can write and all that belongs to no file, as a
/// full core would have it. It stands still meanwhile. Nothing where it may not be read.
std::optional<Residue> residueOfProcess(qint64 pid, const ResidueScanner &scanner);

/// What stands in the files of a folder and of all folders below it, and in their names.
Residue residueOfFolder(const QString &path, const ResidueScanner &scanner);

} // namespace mcpo
