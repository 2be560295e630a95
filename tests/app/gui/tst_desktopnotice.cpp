// SPDX-License-Identifier: Apache-2.0
// Notices on a real session bus, shown by a real daemon.
#include "app/gui/desktopnotice.h"
#include "tests/support/noticedaemon.h"
#include "tests/ui/find.h"

#include <QSignalSpy>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString sentence = u"The override is set."_s;

} // namespace

class TestDesktopNotice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void doesNothingWhereNobodyShowsNotices();
    void showsANotice();
    void bringsThePersonBack();
    void goesWhenThePersonIsBack();
    void isForgottenOnceWavedAway();
};

void TestDesktopNotice::initTestCase()
{
    QApplication::setApplicationDisplayName(u"MCP Override"_s);
    QApplication::setDesktopFileName(u"org.mcpoverride.McpOverride"_s);
}

void TestDesktopNotice::doesNothingWhereNobodyShowsNotices()
{
    DesktopNotice notice;
    const QSignalSpy chosen(&notice, &DesktopNotice::chosen);
    notice.show(sentence);
    const NoticeDaemon daemon;
    notice.show(sentence); // and is none the worse for it
    QTRY_COMPARE(daemon.shown(), 1U);
    daemon.choose();
    QTRY_COMPARE(chosen.size(), 1);
}

void TestDesktopNotice::showsANotice()
{
    const NoticeDaemon daemon;
    DesktopNotice notice;
    notice.show(sentence);
    QTRY_COMPARE(daemon.shown(), 1U);
    daemon.closeAll();
    QTRY_COMPARE(daemon.history().size(), 1);
    const ShownNotice shown = daemon.history().constFirst();
    QCOMPARE(shown.title, u"MCP Override"_s);
    QCOMPARE(shown.text, sentence);
    QCOMPARE(shown.program, u"MCP Override"_s);
}

void TestDesktopNotice::bringsThePersonBack()
{
    const NoticeDaemon daemon;
    DesktopNotice notice;
    DesktopNotice another; // of another program, say
    const QSignalSpy chosen(&notice, &DesktopNotice::chosen);
    const QSignalSpy othersChosen(&another, &DesktopNotice::chosen);
    another.show(u"Something else."_s);
    QTRY_COMPARE(daemon.shown(), 1U);
    notice.show(sentence);
    QTRY_COMPARE(daemon.shown(), 2U);
    daemon.choose(); // the oldest is on top
    QTRY_COMPARE(othersChosen.size(), 1);
    QVERIFY(chosen.isEmpty());
}

void TestDesktopNotice::goesWhenThePersonIsBack()
{
    const NoticeDaemon daemon;
    DesktopNotice notice;
    notice.show(sentence);
    QTRY_COMPARE(daemon.shown(), 1U);
    QWidget window;
    QVERIFY(find::activate(window));
    QTRY_COMPARE(daemon.shown(), 0U);
    // Nor does one come up that was on its way meanwhile.
    notice.show(sentence);
    QTRY_COMPARE(daemon.history().size(), 2);
    QCOMPARE(daemon.shown(), 0U);
}

void TestDesktopNotice::isForgottenOnceWavedAway()
{
    const NoticeDaemon daemon;
    DesktopNotice notice;
    notice.show(sentence);
    QTRY_COMPARE(daemon.shown(), 1U);
    daemon.closeAll();
    QTRY_COMPARE(daemon.shown(), 0U);
    notice.show(sentence);
    QTRY_COMPARE(daemon.shown(), 1U);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestDesktopNotice)
#include "tst_desktopnotice.moc"
