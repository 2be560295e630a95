// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activitylog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThread>

#include <utility>

#ifdef Q_OS_UNIX
#include <sys/file.h>
#include <sys/stat.h>
#endif

namespace mcpo
{

using namespace Qt::StringLiterals;
using What = ActivityProblem::What;

namespace
{

using Permissions = QFileDevice::Permissions;
constexpr Permissions onlyOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr Permissions onlyOwnersFolder = onlyOwner | QFileDevice::ExeOwner;

/// A lock that goes with the file's descriptor, so that nobody can leave it behind. Writers share
/// it; whoever replaces the file has it alone.
enum class Lock { Shared, Alone };

bool tryLock(QFile &file, Lock lock);

/// Whether the open file is still the one of that name: another program may have replaced it.
bool isCurrent(QFile &file);

#ifdef Q_OS_UNIX
bool tryLock(QFile &file, Lock lock)
{
    return flock(file.handle(), (lock == Lock::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0;
}

bool isCurrent(QFile &file)
{
    struct stat open = {};
    struct stat named = {};
    return fstat(file.handle(), &open) == 0 &&
           stat(QFile::encodeName(file.fileName()).constData(), &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}
#else
bool tryLock(QFile &, Lock) { return true; }
bool isCurrent(QFile &) { return true; }
#endif

void keepPrivate(const QString &path, Permissions wanted)
{
    // Qt's getter adds what the present user may do.
    const Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                               QFileDevice::ExeGroup | QFileDevice::ReadOther |
                               QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((QFile::permissions(path) & others) != Permissions())
        QFile::setPermissions(path, wanted);
}

/// Whether a line was left incomplete, as a full disk does: the next entry must not go on in it.
bool endsInsideALine(QFile &file)
{
    char last = '\n';
    return file.size() > 0 && file.seek(file.size() - 1) && file.getChar(&last) && last != '\n';
}

/// The end of the file, which is all of it as long as nobody else has a hand in it.
QByteArray endOf(QFile &file, qint64 size)
{
    if (file.size() <= size)
        return file.readAll();
    file.seek(file.size() - size);
    const QByteArray bytes = file.read(size);
    const qsizetype lineBreak = bytes.indexOf('\n');
    return lineBreak < 0 ? QByteArray() : bytes.sliced(lineBreak + 1);
}

} // namespace

QString ActivityLog::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           "/mcp-override/activity.jsonl"_L1;
}

ActivityLog::ActivityLog(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
}

std::optional<ActivityProblem> ActivityLog::makeFolder() const
{
    const QString folder = QFileInfo(m_path).absolutePath();
    const QDir above(QFileInfo(folder).absolutePath());
    // Looked for afterwards: another program may have made it just now.
    if (!above.mkpath(u"."_s) || (!above.mkdir(folder, onlyOwnersFolder) && !QDir(folder).exists()))
        return ActivityProblem{What::Write, qt_error_string()};
    keepPrivate(folder, onlyOwnersFolder);
    // A pipe or a device of that name would make writing wait.
    if (const QFileInfo file(m_path); file.exists() && !file.isFile())
        return ActivityProblem{What::Write, qt_error_string(EISDIR)};
    return {};
}

/// Opens the file for appending; false if it cannot be opened.
bool ActivityLog::openLocked(QFile &file) const
{
    constexpr int attempts = 20;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        // To read as well, for the last byte.
        if (!file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered, onlyOwner))
            return false;
        if (tryLock(file, Lock::Shared) && isCurrent(file))
            return true;
        file.close();
        QThread::msleep(5);
    }
    // Somebody stopped while replacing the file: an entry at risk is better than none.
    return file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered, onlyOwner);
}

std::optional<ActivityProblem> ActivityLog::append(ActivityEntry entry)
{
    if (m_isOff)
        return {};
    if (!entry.time.isValid())
        entry.time = QDateTime::currentDateTimeUtc();
    if (auto problem = makeFolder())
        return problem;
    QFile file(m_path);
    if (!openLocked(file))
        return ActivityProblem{What::Write, file.errorString()};
    keepPrivate(m_path, onlyOwner);

    const QByteArray line = (endsInsideALine(file) ? "\n" : "") + toJsonLine(entry) + '\n';
    if (file.write(line) != line.size())
        return ActivityProblem{What::Write, file.errorString()};
    const bool isTooLarge = file.size() > maximumSize;
    file.close();
    if (isTooLarge)
        dropOlderHalf();
    Q_EMIT changed();
    return {};
}

/// If that does not work out now, it will with one of the next entries.
void ActivityLog::dropOlderHalf() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !tryLock(file, Lock::Alone) ||
        !isCurrent(file) || file.size() <= maximumSize)
        return;
    QSaveFile replacement(m_path);
    if (!replacement.open(QIODevice::WriteOnly))
        return;
    replacement.setPermissions(onlyOwner);
    replacement.write(endOf(file, maximumSize / 2));
    replacement.commit();
}

ActivityReading ActivityLog::read() const
{
    ActivityReading reading;
    QFile file(m_path);
    if (m_isOff || !file.exists())
        return reading;
    if (!QFileInfo(file).isFile()) {
        reading.problem = {What::Read, qt_error_string(EISDIR)};
        return reading;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        reading.problem = {What::Read, file.errorString()};
        return reading;
    }
    const QList<QByteArray> lines = endOf(file, 2 * maximumSize).split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        if (const std::optional<ActivityEntry> entry = readJsonLine(line))
            reading.entries.append(*entry);
        else
            ++reading.damagedLines;
    }
    return reading;
}

std::optional<ActivityProblem> ActivityLog::clear()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.remove())
        return ActivityProblem{What::Clear, file.errorString()};
    Q_EMIT changed();
    return {};
}

} // namespace mcpo
