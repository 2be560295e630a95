// SPDX-License-Identifier: Apache-2.0
#include "app/gui/startmessage.h"
#include "models/override/overridelink.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestStartMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void isOneLine();
    void refusesWhatIsNoMessage_data();
    void refusesWhatIsNoMessage();
    void takesTextsOnly();
    void aLinkThatIsTooLongStaysTooLong();
    void dropsOtherTextsThatAreTooLong();
    void dropsAnActivationThatIsNone_data();
    void dropsAnActivationThatIsNone();
    void takesTheActivationFromTheEnvironment();
    void passesTheActivationOn();
};

void TestStartMessage::comesBack_data()
{
    QTest::addColumn<StartMessage>("message");
    QTest::newRow("nothing") << StartMessage{};
    QTest::newRow("a link") << StartMessage{u"mcp-override://set?server=a"_s, {}, {}, {}};
    QTest::newRow("everything") << StartMessage{
        u"mcp-override://set?server=a"_s, u"https://cp.example.com"_s, u"token-1"_s, u"id_TIME2"_s};
    QTest::newRow("the words of others")
        << StartMessage{u"\"\n\r\\\u202E\U0001F600"_s, u"\u0001"_s, {}, {}};
}

void TestStartMessage::comesBack()
{
    QFETCH(const StartMessage, message);
    QCOMPARE(messageOf(toLine(message)), std::optional(message));
}

void TestStartMessage::isOneLine()
{
    const QByteArray line = toLine({u"a\nb\r\n"_s, u"\n"_s, {}, {}});
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY(toLine({QString(1 << 20, QChar(1)), QString(1 << 20, QChar(1)), {}, {}}).size() <
            maximumStartMessage);
}

void TestStartMessage::refusesWhatIsNoMessage_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a text") << QByteArray("\"link\"");
    QTest::newRow("a list") << QByteArray("[{}]");
    QTest::newRow("half a message") << QByteArray("{\"link\":\"a\"");
    QTest::newRow("bytes") << QByteArray("\x00\xff\xfe", 3);
    QTest::newRow("deep nesting") << QByteArray(100'000, '[');
    QTest::newRow("too much") << QByteArray("{\"link\":\"" + QByteArray(maximumStartMessage, 'a') +
                                            "\"}");
}

void TestStartMessage::refusesWhatIsNoMessage()
{
    QFETCH(const QByteArray, line);
    QCOMPARE(messageOf(line), std::optional<StartMessage>());
}

void TestStartMessage::takesTextsOnly()
{
    QCOMPARE(messageOf(R"({"link":1,"controlPlane":["a"],"startupId":null,"more":{}})"),
             std::optional(StartMessage{}));
}

void TestStartMessage::aLinkThatIsTooLongStaysTooLong()
{
    const QString link =
        u"mcp-override://set?server=a&subject="_s + QString(1 << 20, u'b') + u"&type=env"_s;
    const QString arrived = messageOf(toLine({link, {}, {}, {}}))->link;
    QVERIFY(arrived.size() < 5000);
    const auto read = readLink(arrived, RequestDescription::builtIn());
    QVERIFY(std::holds_alternative<LinkProblem>(read));
    QCOMPARE(std::get<LinkProblem>(read).kind, LinkProblem::Kind::TooLong);
}

void TestStartMessage::dropsOtherTextsThatAreTooLong()
{
    const QString text(maximumStartText + 1, u'a');
    QCOMPARE(bounded({{}, text, text, text}), StartMessage{});
}

void TestStartMessage::dropsAnActivationThatIsNone_data()
{
    QTest::addColumn<QString>("activation");
    QTest::newRow("a line break") << u"a\nb"_s;
    QTest::newRow("a NUL") << QString(u"a"_s + QChar(0));
    QTest::newRow("beyond ASCII") << u"\u00E9"_s;
}

void TestStartMessage::dropsAnActivationThatIsNone()
{
    QFETCH(const QString, activation);
    QCOMPARE(bounded({{}, {}, activation, activation}), StartMessage{});
}

void TestStartMessage::takesTheActivationFromTheEnvironment()
{
    qputenv("XDG_ACTIVATION_TOKEN", "token-1");
    qputenv("DESKTOP_STARTUP_ID", "id_TIME2");
    StartMessage message{u"l"_s, u"c"_s, {}, {}};
    takeActivation(message);
    qunsetenv("XDG_ACTIVATION_TOKEN");
    qunsetenv("DESKTOP_STARTUP_ID");
    QCOMPARE(message, (StartMessage{u"l"_s, u"c"_s, u"token-1"_s, u"id_TIME2"_s}));
}

void TestStartMessage::passesTheActivationOn()
{
    passActivationOn({{}, {}, {}, u"id_TIME2"_s});
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("id_TIME2"));
    passActivationOn({{}, {}, u"token-1"_s, u"id_TIME2"_s});
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("token-1"));
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestStartMessage)
#include "tst_startmessage.moc"
