// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace mcpo
{

class NotificationService;

/// A notice on the desktop, by the Desktop Notifications Specification on the session bus. Without
/// a bus, or anybody there who shows notices, nothing is shown. It goes away when the program is
/// looked at again.
class DesktopNotice : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotice(QObject *parent = nullptr);

    /// Returns at once. @p sentence is our own text: some desktops interpret it as markup.
    void show(const QString &sentence);

Q_SIGNALS:
    /// The user wants to see the window, whose activation is already passed on.
    void chosen();

private:
    bool findService();
    void close();

    NotificationService *m_service = nullptr; ///< from the first notice on
};

} // namespace mcpo
