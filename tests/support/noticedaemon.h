// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusMessage>
#include <QList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace mcpo
{

/// What a desktop shows of a notice.
struct ShownNotice {
    QString title;
    QString text;
    QString program;
};

/// A real program that shows notices: dunst, on the session bus for as long as this lives. What it
/// shows stays until it is closed.
class NoticeDaemon
{
public:
    NoticeDaemon();
    ~NoticeDaemon();
    NoticeDaemon(const NoticeDaemon &) = delete;
    NoticeDaemon &operator=(const NoticeDaemon &) = delete;

    /// How many are on the screen.
    uint shown() const;
    /// A click on the oldest, of which its program is told.
    void choose() const;
    /// A person waves all of them away.
    void closeAll() const;
    /// What is no longer shown, the newest first.
    QList<ShownNotice> history() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace mcpo
