// SPDX-License-Identifier: Apache-2.0
#include "app/gui/singleinstance.h"
#include "models/override/overridelink.h"

#include <QCoreApplication>
#include <QFileOpenEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// What macOS sends for a link: the event is the same everywhere.

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestOpenedLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void arrivesAsALaterStart_data();
    void arrivesAsALaterStart();
    void isStillTooLongIfItIs();
    void otherEventsReachTheApplication();

private:
    const QTemporaryDir m_folder;
    SingleInstance m_instance{SingleInstance::Way::LocalSocket};
};

void TestOpenedLink::initTestCase()
{
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
    QCOMPARE(m_instance.claim({}), Claim::First);
}

void TestOpenedLink::arrivesAsALaterStart_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("a link") << u"mcp-override://set?server=mcp-1&subject=user-17"_s;
    QTest::newRow("escapes stay as they are") << u"mcp-override://set?server=%D0%B0%20%25%26%2B"_s;
    QTest::newRow("a file, for readLink() to refuse") << u"file:///etc/hostname"_s;
}

void TestOpenedLink::arrivesAsALaterStart()
{
    QFETCH(const QString, link);
    QSignalSpy starts(&m_instance, &SingleInstance::started);
    QFileOpenEvent event{QUrl(link)};
    QVERIFY(QCoreApplication::sendEvent(QCoreApplication::instance(), &event));
    QCOMPARE(starts.size(), 1);
    QCOMPARE(starts.at(0).at(0).value<StartMessage>(), (StartMessage{link, {}, {}, {}}));
}

void TestOpenedLink::isStillTooLongIfItIs()
{
    QSignalSpy starts(&m_instance, &SingleInstance::started);
    QFileOpenEvent event{QUrl(u"mcp-override://set?server="_s + QString(1 << 20, u'a'))};
    QCoreApplication::sendEvent(QCoreApplication::instance(), &event);
    QCOMPARE(starts.size(), 1);
    const QString link = starts.at(0).at(0).value<StartMessage>().link;
    QCOMPARE(link.size(), maximumStartText + 1);
    QVERIFY(link.size() > maximumLinkLength);
}

void TestOpenedLink::otherEventsReachTheApplication()
{
    QSignalSpy starts(&m_instance, &SingleInstance::started);
    bool isReached = false;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [&isReached] { isReached = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(isReached);
    QCOMPARE(starts.size(), 0);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestOpenedLink)
#include "tst_openedlink.moc"
