// SPDX-License-Identifier: Apache-2.0
#include "tests/system/atspi.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto accessibleInterface = "org.a11y.atspi.Accessible"_L1;
constexpr auto editInterface = "org.a11y.atspi.EditableText"_L1;
constexpr auto textInterface = "org.a11y.atspi.Text"_L1;
constexpr int showingState = 25; // ATSPI_STATE_SHOWING
constexpr int answerTimeout = 5000;

/// The accessibility bus is a bus of its own, whose address the session bus knows.
QDBusConnection accessibilityBus()
{
    const QString name = u"accessibility"_s;
    QDBusConnection known(name);
    if (known.isConnected())
        return known;
    const QDBusMessage question = QDBusMessage::createMethodCall(
        u"org.a11y.Bus"_s, u"/org/a11y/bus"_s, u"org.a11y.Bus"_s, u"GetAddress"_s);
    const QDBusReply<QString> address = QDBusConnection::sessionBus().call(question);
    return QDBusConnection::connectToBus(address.value(), name);
}

} // namespace

Accessible Accessible::root()
{
    Accessible root;
    root.m_service = u"org.a11y.atspi.Registry"_s;
    root.m_path = u"/org/a11y/atspi/accessible/root"_s;
    return root;
}

QVariantList Accessible::call(const QString &interface, const QString &method,
                              const QVariantList &arguments) const
{
    QDBusMessage message = QDBusMessage::createMethodCall(m_service, m_path, interface, method);
    message.setArguments(arguments);
    const QDBusMessage answer = accessibilityBus().call(message, QDBus::Block, answerTimeout);
    // An error has arguments, too: its words.
    return answer.type() == QDBusMessage::ReplyMessage ? answer.arguments() : QVariantList();
}

QVariant Accessible::property(const QString &interface, const QString &name) const
{
    const QVariantList answer =
        call(u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {interface, name});
    return answer.value(0).value<QDBusVariant>().variant();
}

QString Accessible::name() const { return property(accessibleInterface, u"Name"_s).toString(); }

QString Accessible::description() const
{
    return property(accessibleInterface, u"Description"_s).toString();
}

QString Accessible::text() const
{
    return call(textInterface, u"GetText"_s, {0, -1}).value(0).toString();
}

bool Accessible::hasRole(const QString &role) const
{
    return role.isEmpty() ||
           call(accessibleInterface, u"GetRoleName"_s).value(0).toString() == role;
}

bool Accessible::isShowing() const
{
    const QVariantList answer = call(accessibleInterface, u"GetState"_s);
    const auto states = qdbus_cast<QList<uint>>(answer.value(0));
    return !states.isEmpty() && (states.first() >> showingState & 1U) != 0;
}

QList<Accessible> Accessible::children() const
{
    QList<Accessible> children;
    const QVariantList answer = call(accessibleInterface, u"GetChildren"_s);
    if (answer.isEmpty() || !answer.first().canConvert<QDBusArgument>())
        return children;
    const auto list = answer.first().value<QDBusArgument>();
    list.beginArray();
    while (!list.atEnd()) {
        Accessible child;
        QDBusObjectPath path;
        list.beginStructure();
        list >> child.m_service >> path;
        list.endStructure();
        child.m_path = path.path();
        children.append(child);
    }
    list.endArray();
    return children;
}

std::optional<Accessible> Accessible::find(const QString &name, const QString &role) const
{
    for (const Accessible &child : children()) {
        // Each question wakes two other programs, so the one that settles most comes first.
        if (child.name() == name && child.hasRole(role) && child.isShowing())
            return child;
        if (std::optional<Accessible> deeper = child.find(name, role))
            return deeper;
    }
    return {};
}

std::optional<Accessible> Accessible::findDescribed(const QString &description) const
{
    for (const Accessible &child : children()) {
        if (child.description() == description && child.isShowing())
            return child;
        if (std::optional<Accessible> deeper = child.findDescribed(description))
            return deeper;
    }
    return {};
}

bool Accessible::setText(const QString &text) const
{
    return call(editInterface, u"SetTextContents"_s, {text}).value(0).toBool();
}

bool Accessible::press() const
{
    return call(u"org.a11y.atspi.Action"_s, u"DoAction"_s, {0}).value(0).toBool();
}

void Accessible::copy() const { call(editInterface, u"CopyText"_s, {0, int(text().size())}); }

QStringList Accessible::everything() const
{
    QStringList told{name(), description(), text()};
    for (const Accessible &child : children())
        told += child.everything();
    return told;
}

} // namespace mcpo
