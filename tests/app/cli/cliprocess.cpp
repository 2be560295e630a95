// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/cliprocess.h"

#include "net/sandbox/sandboxcontrolplane.h"

#include <QDirIterator>
#include <QProcess>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

CliProcess::CliProcess()
{
    setVariable(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    setVariable(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    setVariable(u"XDG_CONFIG_DIRS"_s, m_folder.filePath(u"system"_s));
    // What needs a keychain would otherwise find that of the person.
    setVariable(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    setVariable(u"MANAGER"_s, SandboxControlPlane::managerToken());
    setVariable(u"USER_17"_s, SandboxControlPlane::userToken());
    setVariable(u"SECRET"_s, QString::fromLatin1(secret));
}

void CliProcess::setVariable(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

QString CliProcess::program() { return QStringLiteral(MCPO_BIN_DIR "/mcp-override-cli"); }

CliRun CliProcess::run(const QStringList &arguments, const QByteArray &input)
{
    constexpr int longest = 60'000; // a sanitizer on a busy machine takes its time
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(program(), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded =
        QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, longest);
    const bool isGood = hasEnded && process.exitStatus() == QProcess::NormalExit;
    CliRun run{isGood ? process.exitCode() : -1, process.readAllStandardOutput(),
               process.readAllStandardError()};
    m_printed += run.out + run.err;
    return run;
}

QString CliProcess::fileOf(const QByteArray &content)
{
    QString path = m_folder.filePath(u"file%1"_s.arg(++m_fileCount));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qUtf8Printable(path));
    return path;
}

void CliProcess::writePreset(const QByteArray &lines) const
{
    QFile file(presetFile());
    if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::WriteOnly) ||
        file.write("[preset]\n" + lines + '\n') < 0)
        qFatal("cannot write %s", qUtf8Printable(file.fileName()));
}

QString CliProcess::presetFile() const
{
    return m_folder.filePath(u"system/mcp-override/mcp-override.conf"_s);
}

QString CliProcess::activityFile() const
{
    return m_folder.filePath(u"data/mcp-override/activity.jsonl"_s);
}

bool CliProcess::hasLeaked() const
{
    QByteArray everything = m_printed;
    for (const QString &folder : {u"config"_s, u"data"_s}) {
        for (QDirIterator files(m_folder.filePath(folder), QDir::Files,
                                QDirIterator::Subdirectories);
             files.hasNext();) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                return true;
            everything += file.readAll();
        }
    }
    const QList<QByteArray> secrets{secret, QByteArray(secret).toBase64(),
                                    SandboxControlPlane::managerToken().toLatin1(),
                                    SandboxControlPlane::userToken().toLatin1()};
    return std::any_of(secrets.cbegin(), secrets.cend(),
                       [&](const QByteArray &one) { return everything.contains(one); });
}

bool CliProcess::hasWrittenSettings() const
{
    return QFile::exists(m_folder.filePath(u"config"_s));
}

} // namespace mcpo
