// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/gui/startmessage.h"

#include <QDeadlineTimer>
#include <QObject>

#include <memory>

namespace mcpo
{

/// What became of a start.
enum class Claim {
    First,        ///< there is no other: this one continues
    HandedOver,   ///< the other has taken the message: this one ends
    Unresponsive, ///< there is another, which does not answer
};

/// How starts of one user find each other.
class InstanceTransport : public QObject
{
    Q_OBJECT
public:
    /// Blocks until @p deadline at most, without an event loop.
    virtual Claim claim(const StartMessage &message, QDeadlineTimer deadline) = 0;

Q_SIGNALS:
    /// A later start's; bounded.
    void received(const mcpo::StartMessage &message);
};

/// One window for each user and session: a second start hands over what it is about, and ends.
///
/// Where there is a session bus it is org.freedesktop.Application, which desktops know; elsewhere a
/// local socket of the user. Messages come from the same user, but what is in them from anywhere.
///
/// macOS starts no second program for a link: it sends a QFileOpenEvent to the application, even
/// for the link that starts it. That counts as a later start, too.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    enum class Way { Any, LocalSocket };

    explicit SingleInstance(Way way = Way::Any, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Once, with an application object. Takes 3 s at most, if the other one hangs.
    Claim claim(const StartMessage &message);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Of the first: another start wants this. Its activation is already passed on, so that the
    /// window can be raised. Comes from the event loop only.
    void started(const mcpo::StartMessage &message);

private:
    const Way m_way;
    std::unique_ptr<InstanceTransport> m_transport;
};

} // namespace mcpo
