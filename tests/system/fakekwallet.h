// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QMap>
#include <QString>

class QDBusConnection;

namespace mcpo
{

/// KWallet as far as the keychain library calls it (org.kde.KWallet of kwalletd5), on the bus of a
/// test. Its faults are those that the library does not tell, or not as such.
class FakeKWallet : public QDBusVirtualObject
{
    Q_OBJECT
public:
    enum class Fault {
        None,
        AsksThePerson, ///< open() gets no answer until personAgrees()
        PersonRefuses, ///< open() gives no handle
        OpenFails,     ///< open() gives an error
        WriteFails,    ///< writing and removing give errors
        ForgetsWrites, ///< writing and removing say yes and do nothing
        ReadsGarbage,  ///< reading gives something else
        ReadFails,     ///< reading gives an error
        Silent,        ///< no call gets an answer
        Vanishes,      ///< leaves the bus when it is to open
    };
    /// Takes the name that the library looks for on @p bus.
    FakeKWallet(QDBusConnection &bus, Fault fault);

    void setFault(Fault fault) { m_fault = fault; }
    void personAgrees();
    qsizetype entries() const { return m_entries.size(); }

    QString introspect(const QString &path) const override;
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

private:
    void open(const QDBusMessage &message);
    void change(const QDBusMessage &message);
    void readPassword(const QDBusMessage &message);
    void answer(const QDBusMessage &message, const QVariant &value);
    void fail(const QDBusMessage &message);

    QDBusConnection &m_bus;
    Fault m_fault;
    bool m_isOpen = false;
    QList<QDBusMessage> m_asked; ///< calls of open() that wait for the person
    QMap<QString, QString> m_entries;
};

} // namespace mcpo
