// SPDX-License-Identifier: Apache-2.0
// Control characters at every entrance of the command line, and what leaves it.
#include "tests/app/cli/cliprocess.h"
#include "tests/support/controlcharacters.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray session = R"({"user":{"roles":[],"subject":{"subjectId":"me"}},"data":[]})";

/// Nothing that a terminal or a reader of lines takes for more than text.
bool isCleanText(const QByteArray &printed)
{
    const QString text = QString::fromUtf8(printed);
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') ||
               c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
    });
}

/// A harmless call that sets something, to be made harmful.
struct Call {
    QString server = u"s"_s;
    QString subject = u"u"_s;
    QString subjectType = u"user"_s;
    QString type = u"env"_s;
    QString addressEnd;
    QByteArray token = "token";
    QByteArray value = "value";

    QStringList arguments(const QString &address, const QString &tokenFile) const
    {
        return {u"set"_s,
                u"--control-plane"_s,
                address + addressEnd,
                u"--server"_s,
                server,
                u"--subject"_s,
                subject,
                u"--subject-type"_s,
                subjectType,
                u"--type"_s,
                type,
                u"--token-file"_s,
                tokenFile,
                u"--stdin"_s,
                u"apiKey"_s,
                u"--keep-value"_s, // or it is refused before anything could reach a line
                u"--no-input"_s};
    }
};

} // namespace

class TestCliControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise19ReachNothingFromTheCommandLine_data();
    void promise19ReachNothingFromTheCommandLine();
    void promise19ReachNoLineFromAServer();
};

void TestCliControl::promise19ReachNothingFromTheCommandLine_data()
{
    using Spoil = std::function<void(Call &, const QString &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("character");
    QTest::addColumn<bool>("isSent"); ///< a credential may hold anything: JSON has escapes for it
    // One of each kind; all of them are in the tests of what reads them.
    const QStringList some{u"\r\n"_s, u"\x1b"_s, u"\u0085"_s, u"\u2028"_s};
    const auto rows = [&some](const char *where, bool isSent, const Spoil &spoil) {
        for (const QString &character : some) {
            QTest::newRow((nameOfCharacters(character) + " in " + where).constData())
                << spoil << character << isSent;
        }
    };
    const auto bad = [](const QString &character) {
        return u"a"_s + character + u"X-Smuggled: b"_s;
    };
    rows("--server", false, [=](Call &call, const QString &c) { call.server = bad(c); });
    rows("--subject", false, [=](Call &call, const QString &c) { call.subject = bad(c); });
    rows("--subject-type", false, [=](Call &call, const QString &c) { call.subjectType = bad(c); });
    rows("--type", false, [=](Call &call, const QString &c) { call.type = bad(c); });
    rows("--control-plane", false,
         [=](Call &call, const QString &c) { call.addressEnd = u'/' + bad(c); });
    rows("the token's file", false,
         [=](Call &call, const QString &c) { call.token = u"a%1 X: b"_s.arg(c).toUtf8(); });
    rows("standard input", true,
         [=](Call &call, const QString &c) { call.value = bad(c).toUtf8(); });
}

void TestCliControl::promise19ReachNothingFromTheCommandLine()
{
    QFETCH(const std::function<void(Call &, const QString &)>, spoil);
    QFETCH(const QString, character);
    QFETCH(const bool, isSent);
    ScriptedServer server(Script{httpAnswer("200 OK", session)});
    CliProcess cli;
    Call call;
    spoil(call, character);
    const CliRun run =
        cli.run(call.arguments(server.address().text(), cli.fileOf(call.token)), call.value);
    QCOMPARE(run.exitCode == 0, isSent);
    QVERIFY2(isCleanText(run.out), run.out.constData());
    QVERIFY2(isCleanText(run.err), run.err.constData());
    QCOMPARE(!server.requests().isEmpty(), isSent);
    for (const ReceivedRequest &request : server.requests()) {
        QCOMPARE(faultOf(request, "x-smuggled"), QByteArray());
        QVERIFY(std::none_of(request.body.cbegin(), request.body.cend(),
                             [](char c) { return c >= 0 && c < ' '; }));
    }
}

/// All of them, everywhere in an answer that is shown.
void TestCliControl::promise19ReachNoLineFromAServer()
{
    QByteArray escapes;
    for (const QString &character : controlCharacters()) {
        for (const QChar c : character)
            escapes += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    const QByteArray words = "{\"message\":\"no" + escapes + "Saved 14:02\"}";
    CliProcess cli;
    for (const char *status :
         {"400 Bad Request", "403 Forbidden", "404 Not Found", "418 I'm a teapot"}) {
        ScriptedServer server([&](const ReceivedRequest &request) {
            const bool isSession = request.target().endsWith("/session");
            return Script{isSession ? httpAnswer("200 OK", session)
                                    : httpAnswer(status, words, "x-request-id: a\x1b[31m\r\n")};
        });
        const Call call;
        const CliRun run =
            cli.run(call.arguments(server.address().text(), cli.fileOf(call.token)), call.value);
        QVERIFY(run.exitCode != 0);
        QVERIFY2(isCleanText(run.err), run.err.constData());
        QVERIFY(run.err.contains("‹U+001B›"));
        QVERIFY(!run.err.contains("\nSaved"));
    }
}

QTEST_GUILESS_MAIN(TestCliControl)
#include "tst_clicontrol.moc"
