// SPDX-License-Identifier: Apache-2.0
// Notices on a real session bus, shown by a real daemon.
#include "app/gui/desktopnotice.h"
#include "tests/support/noticedaemon.h"
#include "tests/ui/find.h"

#include <QDBusConnection>
#include <QSignalSpy>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString sentence = u"The override was set."_s;

/// A notice, and how often it was chosen.
struct Bench {
    bool show(const NoticeDaemon &daemon)
    {
        const uint before = daemon.shown();
        notice.show(sentence);
        return QTest::qWaitFor([&] { return daemon.shown() == before + 1; });
    }

    DesktopNotice notice;
    QSignalSpy chosen{&notice, &DesktopNotice::chosen};
};

/// What dunst does not do: it hands over an activation before it tells that a notice was chosen.
class ActivatingDaemon : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    static constexpr uint id = 7;

    ActivatingDaemon()
    {
        m_bus.registerObject(u"/org/freedesktop/Notifications"_s, this,
                             QDBusConnection::ExportAllContents);
        if (!m_bus.registerService(u"org.freedesktop.Notifications"_s))
            qFatal("Somebody else shows notices");
    }
    ~ActivatingDaemon() override
    {
        m_bus.unregisterService(u"org.freedesktop.Notifications"_s); // waits until it is free
        QDBusConnection::disconnectFromBus(m_bus.name());
    }

    bool wasAsked() const { return m_wasAsked; }

public Q_SLOTS:
    uint Notify(const QString &, uint, const QString &, const QString &, const QString &,
                const QStringList &, const QVariantMap &, int)
    {
        m_wasAsked = true;
        return id;
    }

Q_SIGNALS: // of a notice by its number: the token, the action
    void ActivationToken(uint, const QString &);
    void ActionInvoked(uint, const QString &);

private:
    QDBusConnection m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"daemon"_s);
    bool m_wasAsked = false;
};

} // namespace

class TestDesktopNotice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void doesNothingWhereNobodyShowsNotices();
    void showsANotice();
    void tellsItsOwnNoticeFromOthers();
    void passesTheActivationOn();
    void goesWhenThePersonIsBack();
    void comesAgainOnceWavedAway();
};

void TestDesktopNotice::initTestCase()
{
    QApplication::setApplicationDisplayName(u"MCP Override"_s);
    QApplication::setDesktopFileName(u"org.mcpoverride.McpOverride"_s);
}

void TestDesktopNotice::doesNothingWhereNobodyShowsNotices()
{
    Bench bench;
    bench.notice.show(sentence);
    const NoticeDaemon daemon;
    QVERIFY(bench.show(daemon)); // and is none the worse for it
    daemon.choose();
    QTRY_COMPARE(bench.chosen.size(), 1);
}

void TestDesktopNotice::showsANotice()
{
    const NoticeDaemon daemon;
    Bench bench;
    QVERIFY(bench.show(daemon));
    daemon.closeAll();
    QTRY_COMPARE(daemon.history().size(), 1);
    const ShownNotice shown = daemon.history().constFirst();
    QCOMPARE(shown.title, u"MCP Override"_s);
    QCOMPARE(shown.text, sentence);
    QCOMPARE(shown.program, u"MCP Override"_s);
}

void TestDesktopNotice::tellsItsOwnNoticeFromOthers()
{
    const NoticeDaemon daemon;
    Bench older; // of another program, say
    Bench newer;
    QVERIFY(older.show(daemon));
    QVERIFY(newer.show(daemon));
    daemon.choose();
    QTRY_COMPARE(older.chosen.size(), 1);
    // Whatever else was told of that has arrived before the answer to a later question.
    daemon.shown();
    QCoreApplication::processEvents();
    QCOMPARE(newer.chosen.size(), 0);
}

void TestDesktopNotice::passesTheActivationOn()
{
    constexpr auto variable = "XDG_ACTIVATION_TOKEN";
    constexpr uint id = ActivatingDaemon::id;
    ActivatingDaemon daemon;
    Bench bench;
    QByteArrayList tokens; // whenever it was chosen
    connect(&bench.notice, &DesktopNotice::chosen, this,
            [&tokens] { tokens.append(qgetenv(variable)); });
    bench.notice.show(sentence);
    QTRY_VERIFY(daemon.wasAsked());
    Q_EMIT daemon.ActivationToken(id, u"token-1"_s);
    Q_EMIT daemon.ActivationToken(id + 1, u"of-another-notice"_s);
    Q_EMIT daemon.ActionInvoked(id, u"another-action"_s);
    Q_EMIT daemon.ActionInvoked(id, u"default"_s);
    Q_EMIT daemon.ActivationToken(id, u"the-end"_s);
    QTRY_COMPARE(qgetenv(variable), "the-end");
    qunsetenv(variable);
    QCOMPARE(tokens, QByteArrayList{"token-1"});
}

void TestDesktopNotice::goesWhenThePersonIsBack()
{
    const NoticeDaemon daemon;
    Bench bench;
    QVERIFY(bench.show(daemon));
    QWidget window;
    QVERIFY(find::activate(window));
    QTRY_COMPARE(daemon.shown(), 0U);
    // Nor does one stay that was on its way meanwhile.
    bench.notice.show(sentence);
    QTRY_COMPARE(daemon.history().size(), 2);
    QCOMPARE(daemon.shown(), 0U);
}

void TestDesktopNotice::comesAgainOnceWavedAway()
{
    const NoticeDaemon daemon;
    Bench bench;
    QVERIFY(bench.show(daemon));
    daemon.closeAll();
    QTRY_COMPARE(daemon.shown(), 0U);
    QVERIFY(bench.show(daemon));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestDesktopNotice)
#include "tst_desktopnotice.moc"
