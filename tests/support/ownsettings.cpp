// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ownsettings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto systemDirectories = "XDG_CONFIG_DIRS";
constexpr auto file = "mcp-override/mcp-override.conf"_L1;

} // namespace

OwnSettings::OwnSettings()
    : m_systemDirectories(qgetenv(systemDirectories))
{
    // Qt reads the place of the person's settings from the environment only once.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       m_folder.filePath(u"personal"_s));
    const QString folders = m_folder.filePath(u"system"_s) + u':' + m_folder.filePath(u"next"_s);
    qputenv(systemDirectories, folders.toLocal8Bit());
}

OwnSettings::~OwnSettings() { qputenv(systemDirectories, m_systemDirectories); }

QString OwnSettings::personalFile() const { return m_folder.filePath("personal/"_L1 + file); }

QString OwnSettings::systemFile() const { return m_folder.filePath("system/"_L1 + file); }

QString OwnSettings::nextSystemFile() const { return m_folder.filePath("next/"_L1 + file); }

void OwnSettings::makeSystemFolderUnreadable() const
{
    write(m_folder.filePath(u"system/mcp-override"_s), {});
}

void OwnSettings::makeSystemFileUnreadable() const
{
    if (!QDir().mkpath(systemFile()))
        qFatal("Cannot make %s", qUtf8Printable(systemFile()));
}

void OwnSettings::namePersonalAsSystem() const
{
    const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    qputenv(systemDirectories, own.toLocal8Bit() + ':' + own.toLocal8Bit() +
                                   "/kdedefaults:" + qgetenv(systemDirectories));
}

QByteArray OwnSettings::personal() const
{
    QFile settings(personalFile());
    return settings.open(QIODevice::ReadOnly) ? settings.readAll() : QByteArray();
}

void OwnSettings::write(const QString &path, const QByteArray &text) const
{
    QFile settings(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !settings.open(QIODevice::WriteOnly) ||
        settings.write(text) != text.size())
        qFatal("Cannot write %s", qUtf8Printable(path));
}

} // namespace mcpo
