// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QTemporaryDir>

namespace mcpo
{

/// Settings that begin empty, for as long as this lives: the person's and those of the system.
class OwnSettings
{
public:
    OwnSettings();
    ~OwnSettings();
    OwnSettings(const OwnSettings &) = delete;
    OwnSettings &operator=(const OwnSettings &) = delete;

    /// What a text editor does to the person's file.
    void writePersonal(const QByteArray &text) const { write(personalFile(), text); }
    /// What an administrator puts into the system's file.
    void writeSystem(const QByteArray &text) const { write(systemFile(), text); }
    /// The same in the next directory of those of the system.
    void writeNextSystem(const QByteArray &text) const { write(nextSystemFile(), text); }
    QString systemFile() const;
    QString nextSystemFile() const;

    /// Puts a file where the system's folder would be, or a folder where its file would be, which
    /// stops root as well.
    void makeSystemFolderUnreadable() const;
    void makeSystemFileUnreadable() const;
    /// The environment names the person's own folder, and one in it as KDE does, before those of
    /// the system.
    void namePersonalAsSystem() const;

    /// Puts a file where the folder would be, which stops root as well.
    void makePersonalUnwritable() const
    {
        write(m_folder.filePath(QStringLiteral("personal")), {});
    }

    /// Everything that stands in the person's settings; empty where there is no file.
    QByteArray personal() const;

private:
    QString personalFile() const;
    void write(const QString &path, const QByteArray &text) const;

    QTemporaryDir m_folder;
    QByteArray m_systemDirectories; ///< as they were before
};

} // namespace mcpo
