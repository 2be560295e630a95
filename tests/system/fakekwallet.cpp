// SPDX-License-Identifier: Apache-2.0
#include "tests/system/fakekwallet.h"

#include <QDBusConnection>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int handle = 17;
constexpr int noHandle = -1;
const QString service = u"org.kde.kwalletd5"_s;

} // namespace

FakeKWallet::FakeKWallet(QDBusConnection &bus, Fault fault)
    : m_bus(bus)
    , m_fault(fault)
{
    if (!m_bus.registerVirtualObject(u"/modules/kwalletd5"_s, this) ||
        !m_bus.registerService(service))
        qFatal("No KWallet on this bus");
}

QString FakeKWallet::introspect(const QString &) const { return {}; }

bool FakeKWallet::handleMessage(const QDBusMessage &message, const QDBusConnection &)
{
    const QString member = message.member();
    if (m_fault == Fault::Silent) {
        message.setDelayedReply(true);
        return true;
    }
    if (member == "networkWallet"_L1)
        answer(message, u"kdewallet"_s);
    else if (member == "isOpen"_L1)
        answer(message, m_isOpen);
    else if (member == "open"_L1)
        open(message);
    else if (member == "entryType"_L1)
        answer(message, m_entries.contains(message.arguments().value(2).toString()) ? 1 : 0);
    else if (member == "readPassword"_L1)
        readPassword(message);
    else if (member == "writePassword"_L1 || member == "removeEntry"_L1)
        change(message);
    else
        return false;
    return true;
}

void FakeKWallet::open(const QDBusMessage &message)
{
    switch (m_fault) {
    case Fault::AsksThePerson:
        message.setDelayedReply(true);
        m_asked.append(message);
        return;
    case Fault::PersonRefuses: answer(message, noHandle); return;
    case Fault::OpenFails: fail(message); return;
    case Fault::Vanishes:
        // With what the bus says to who waits for an answer then.
        m_bus.send(message.createErrorReply(QDBusError::NoReply, u"its own words"_s));
        m_bus.unregisterService(service);
        m_bus.unregisterObject(u"/modules/kwalletd5"_s);
        return;
    default: break;
    }
    m_isOpen = true;
    answer(message, handle);
}

void FakeKWallet::personAgrees()
{
    m_fault = Fault::None;
    m_isOpen = true;
    for (const QDBusMessage &message : std::exchange(m_asked, {}))
        answer(message, handle);
}

/// writePassword(handle, folder, key, value, app) and removeEntry(handle, folder, key, app).
void FakeKWallet::change(const QDBusMessage &message)
{
    if (m_fault == Fault::WriteFails)
        return fail(message);
    const QVariantList arguments = message.arguments();
    const QString key = arguments.value(2).toString();
    if (m_fault == Fault::ForgetsWrites) {
        // says yes
    } else if (message.member() == "removeEntry"_L1) {
        m_entries.remove(key);
    } else {
        m_entries.insert(key, arguments.value(3).toString());
    }
    answer(message, 0);
}

void FakeKWallet::readPassword(const QDBusMessage &message)
{
    if (m_fault == Fault::ReadFails)
        return fail(message);
    const QString stored = m_entries.value(message.arguments().value(2).toString());
    answer(message, m_fault == Fault::ReadsGarbage ? stored.chopped(1) + u'\u2620' : stored);
}

void FakeKWallet::answer(const QDBusMessage &message, const QVariant &value)
{
    m_bus.send(message.createReply(value));
}

void FakeKWallet::fail(const QDBusMessage &message)
{
    m_bus.send(message.createErrorReply(u"org.kde.KWallet.Error"_s, u"its own words"_s));
}

} // namespace mcpo
