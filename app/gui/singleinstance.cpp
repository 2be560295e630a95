// SPDX-License-Identifier: Apache-2.0
#include "app/gui/singleinstance.h"

#include "app/gui/dbusinstance.h"
#include "app/gui/localinstance.h"

#include <QCoreApplication>
#include <QFileOpenEvent>

#include <chrono>

namespace mcpo
{

using namespace std::chrono_literals;

namespace
{

constexpr auto longest = 3s;

std::unique_ptr<InstanceTransport> makeTransport(SingleInstance::Way way)
{
    if (way == SingleInstance::Way::Any && DBusInstance::isAvailable())
        return std::make_unique<DBusInstance>();
    return std::make_unique<LocalInstance>();
}

} // namespace

SingleInstance::SingleInstance(Way way, QObject *parent)
    : QObject(parent)
    , m_way(way)
{
}

SingleInstance::~SingleInstance() = default;

Claim SingleInstance::claim(const StartMessage &message)
{
    m_transport = makeTransport(m_way);
    // Queued, so that the other start has its answer before this one does anything about it.
    connect(
        m_transport.get(), &InstanceTransport::received, this,
        [this](const StartMessage &one) {
            passActivationOn(one);
            Q_EMIT started(one);
        },
        Qt::QueuedConnection);
    QCoreApplication::instance()->installEventFilter(this);
    return m_transport->claim(bounded(message), QDeadlineTimer(longest));
}

bool SingleInstance::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FileOpen)
        return QObject::eventFilter(watched, event);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast): its type has just been asked
    const QUrl link = static_cast<QFileOpenEvent *>(event)->url();
    Q_EMIT started(bounded({link.toString(QUrl::FullyEncoded), {}, {}, {}}));
    return true;
}

} // namespace mcpo
