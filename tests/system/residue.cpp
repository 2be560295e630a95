// SPDX-License-Identifier: Apache-2.0
#include "tests/system/residue.h"

#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <limits>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype window = 8;

quint64 beginningOf(const char *bytes)
{
    quint64 beginning = 0;
    std::memcpy(&beginning, bytes, sizeof beginning);
    return beginning;
}

QByteArray utf16Of(const QByteArray &ascii)
{
    QByteArray wide;
    for (const char c : ascii) {
        wide.append(c);
        wide.append('\0');
    }
    return wide;
}

/// Those characters of the base64 of something that depend only on @p bytes, which begin at a
/// multiple of three plus @p alignment.
QByteArray base64Of(const QByteArray &bytes, qsizetype alignment, QByteArray::Base64Options options)
{
    const QByteArray padded = QByteArray(alignment, '\0') + bytes;
    const qsizetype first = (alignment * 8 + 5) / 6;
    const qsizetype last = padded.size() * 8 / 6;
    return padded.toBase64(options | QByteArray::OmitTrailingEquals).mid(first, last - first);
}

QByteArray jsonEscaped(QByteArray text) { return text.replace('\\', "\\\\").replace('"', "\\\""); }

/// Keeps a process from going on, so that nothing moves from where was not looked yet to where was.
class Stopped
{
public:
    explicit Stopped(qint64 pid)
        : m_pid(static_cast<pid_t>(pid))
    {
        kill(m_pid, SIGSTOP);
        QFile status(u"/proc/%1/stat"_s.arg(pid));
        for (int i = 0; i < 1000; ++i) {
            if (!status.open(QIODevice::ReadOnly) || status.readAll().contains(") T "))
                return;
            status.close();
            QThread::msleep(1);
        }
    }
    ~Stopped() { kill(m_pid, SIGCONT); }
    Stopped(const Stopped &) = delete;
    Stopped &operator=(const Stopped &) = delete;

private:
    pid_t m_pid;
};

} // namespace

QByteArray newSecret()
{
    constexpr auto letters = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
    QByteArray secret;
    for (int i = 0; i < 40; ++i) {
        // Every window has something that JSON, and something that percent-encoding escapes.
        if (i % 5 == 3)
            secret.append(i % 2 == 0 ? '"' : '\\');
        else
            secret.append(letters[QRandomGenerator::global()->bounded(54)]);
    }
    return secret;
}

QByteArray newToken() { return newSecret().replace('"', '+').replace('\\', '/'); }

ResidueScanner::ResidueScanner(const QByteArray &secret)
{
    addAllForms(secret, true);
    for (qsizetype at = 0; at + window <= secret.size(); ++at)
        addAllForms(secret.mid(at, window), false);
}

void ResidueScanner::addAllForms(const QByteArray &text, bool isWhole)
{
    add({text, u"UTF-8"_s, isWhole});
    add({utf16Of(text), u"UTF-16"_s, isWhole});
    add({text.toPercentEncoding(), u"percent-encoded"_s, isWhole});
    add({jsonEscaped(text), u"JSON"_s, isWhole});
    for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (qsizetype alignment = 0; alignment < 3; ++alignment)
            add({base64Of(text, alignment, options), u"base64"_s, isWhole});
    }
}

void ResidueScanner::add(const Needle &needle)
{
    const quint64 beginning = beginningOf(needle.bytes.constData());
    QList<Needle> &sameBeginning = m_needles[beginning];
    const bool isKnown =
        std::any_of(sameBeginning.cbegin(), sameBeginning.cend(), [&needle](const Needle &other) {
            return other.bytes == needle.bytes && other.isWhole == needle.isWhole;
        });
    if (isKnown)
        return;
    sameBeginning.append(needle);
    m_beginnings.set(beginning & 0xffff);
    m_longest = std::max(m_longest, needle.bytes.size());
}

void ResidueScanner::scan(const QByteArray &bytes, const QString &place, Residue &residue) const
{
    residue.bytes += bytes.size();
    for (qsizetype at = 0; at + window <= bytes.size(); ++at) {
        const quint64 beginning = beginningOf(bytes.constData() + at);
        if (!m_beginnings.test(beginning & 0xffff))
            continue;
        const auto found = m_needles.constFind(beginning);
        if (found == m_needles.cend())
            continue;
        for (const Needle &needle : *found) {
            if (!QByteArrayView(bytes).sliced(at).startsWith(needle.bytes))
                continue;
            ++(needle.isWhole ? residue.copies : residue.windows);
            if (residue.firstPlace.isEmpty())
                residue.firstPlace = u"%1 at %2 (%3)"_s.arg(place).arg(at).arg(needle.name);
        }
    }
}

std::optional<Residue> residueOfProcess(qint64 pid, const ResidueScanner &scanner)
{
    constexpr qsizetype part = 4 * 1024 * 1024;
    const Stopped stopped(pid);
    QFile maps(u"/proc/%1/maps"_s.arg(pid));
    QFile memory(u"/proc/%1/mem"_s.arg(pid));
    if (!maps.open(QIODevice::ReadOnly) ||
        !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    Residue residue;
    bool hasRead = false;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QByteArray access = words.value(1);
        const QByteArray name = words.value(5);
        if (!access.startsWith('r') || (!access.contains('w') && name.startsWith('/')))
            continue;
        const QList<QByteArray> range = words.first().split('-');
        const quint64 end = range.value(1).toULongLong(nullptr, 16);
        // What the kernel itself puts there lies beyond what a file can be asked for.
        if (end > quint64(std::numeric_limits<qint64>::max()))
            continue;
        quint64 at = range.first().toULongLong(nullptr, 16);
        while (at < end && memory.seek(qint64(at))) {
            const QByteArray bytes = memory.read(std::min(part, qsizetype(end - at)));
            if (bytes.isEmpty())
                break;
            hasRead = true;
            scanner.scan(bytes, u"0x%1 %2"_s.arg(at, 0, 16).arg(QString::fromLatin1(name)),
                         residue);
            at += quint64(at + quint64(bytes.size()) < end
                              ? std::max(bytes.size() - scanner.overlap(), qsizetype(1))
                              : bytes.size());
        }
    }
    return hasRead ? std::optional(residue) : std::nullopt;
}

Residue residueOfFolder(const QString &path, const ResidueScanner &scanner)
{
    Residue residue;
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        scanner.scan(file.fileName().toUtf8(), u"a name"_s, residue);
        if (files.fileInfo().isFile() && file.open(QIODevice::ReadOnly)) {
            ++residue.files;
            scanner.scan(file.readAll(), file.fileName(), residue);
        }
    }
    return residue;
}

} // namespace mcpo
