// SPDX-License-Identifier: Apache-2.0
#include "ui/words/changewords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/keychainwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/retrywords.h"

#include <QMap>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

ServerReply reply(int status, const QString &words = u"its own words"_s)
{
    return {status, u"req-4f1c"_s, words};
}

/// Of setting an override, without an outcome.
ChangeReport context(Verification verification = Verification::NotDone)
{
    ChangeReport report;
    report.request.serverId = u"mcp-1"_s;
    report.request.subject = {u"user-5"_s, u"user"_s};
    report.verification = verification;
    return report;
}

ChangeReport ownContext()
{
    ChangeReport own = context();
    own.forCaller = true;
    return own;
}

Explanation explain(const ChangeOutcome &outcome, ChangeReport report)
{
    report.outcome = outcome;
    return describe(report);
}

/// True for what cannot be seen, or changes how other characters look.
bool isInvisible(QChar c)
{
    const QChar::Category category = c.category();
    return c != u'\n' &&
           (category == QChar::Other_Control || category == QChar::Other_Format ||
            category == QChar::Separator_Line || category == QChar::Separator_Paragraph);
}

bool holdsInvisible(const QString &text)
{
    return !text.isValidUtf16() || std::any_of(text.cbegin(), text.cend(), isInvisible);
}

/// Each sentence says something, and none stands for two situations.
void verifyDistinct(const QStringList &sentences)
{
    for (const QString &sentence : sentences)
        QVERIFY(!sentence.trimmed().isEmpty());
    QCOMPARE(QSet<QString>(sentences.cbegin(), sentences.cend()).size(), sentences.size());
}

void addHostileRows()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("shown"); ///< what has to be read, at least
    QTest::newRow("HTML stays what it is") << u"<b>no</b> <img src=\"file:///etc/passwd\">"_s
                                           << u"<b>no</b> <img src=\"file:///etc/passwd\">"_s;
    QTest::newRow("text that runs backwards") << u"a\u202Eb"_s << u"a\u2039U+202E\u203Ab"_s;
    QTest::newRow("an isolate") << u"\u2066x"_s << u"\u2039U+2066\u203Ax"_s;
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s << u"a\u2039U+0000\u203Ab"_s;
    QTest::newRow("a terminal's escape") << u"\u001B[31m"_s << u"\u2039U+001B\u203A[31m"_s;
    QTest::newRow("a C1 control") << u"\u0085"_s << u"\u2039U+0085\u203A"_s;
    QTest::newRow("a zero-width blank") << u"a\u200Bb"_s << u"a\u2039U+200B\u203Ab"_s;
    QTest::newRow("a byte order mark") << u"\uFEFFa"_s << u"\u2039U+FEFF\u203Aa"_s;
    QTest::newRow("a line separator") << u"a\u2028b"_s << u"a\u2039U+2028\u203Ab"_s;
    QTest::newRow("half of a character")
        << u"a"_s + QChar(0xD83D) + u"b"_s << u"a\u2039U+D83D\u203Ab"_s;
    QTest::newRow("a tag of plane 14")
        << QString::fromUcs4(U"\U000E0041") << u"\u2039U+E0041\u203A"_s;
    QTest::newRow("a whole character of plane 1")
        << QString::fromUcs4(U"\U0001F600") << QString::fromUcs4(U"\U0001F600");
}

} // namespace

class TestWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void explainsEveryOutcome_data();
    void explainsEveryOutcome();
    void saysNothingAboutSuccess();
    void tellsEveryVerificationApart();
    void claimsNothingAboutSavingAfterAQuestion();
    void promise14SaysWhyItWaits();
    void explainsASignInThatNamesNoServer();
    void namesTheCauseOfNotReaching_data();
    void namesTheCauseOfNotReaching();
    void promise23MakesHostileServerWordsVisible_data();
    void promise23MakesHostileServerWordsVisible();
    void promise23MakesHostileNamesVisible_data();
    void promise23MakesHostileNamesVisible();
    void boundsWhatTheServerSays();
    void boundsWhatWasTyped();
    void saysThatTextWasCut_data();
    void saysThatTextWasCut();
    void hasASentenceForEveryServerIdProblem();
    void hasASentenceForEveryViolation_data();
    void hasASentenceForEveryViolation();
    void hasASentenceForEveryFieldProblem();
    void hasASentenceForEveryAddressProblem();
    void hasASentenceForEveryTokenProblem();
    void tellsWhatWasTakenFromAToken();
    void promise8EachTroubleOfTheKeychainHasItsWordsAndRemedy();
    void quotesTheKeychainSafely();
    void labelsFromTheSchema();
    void labelsSubjectTypes();
    void tellsWhatStandsAfterSaving();
    void tellsEveryEffectiveAuthApart();
};

void TestWords::explainsEveryOutcome_data()
{
    QTest::addColumn<ChangeOutcome>("outcome");
    QTest::addColumn<ChangeReport>("where");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("told"); ///< parts of the text
    QTest::addColumn<QList<Remedy>>("remedies");

    QTest::newRow("400, fields named")
        << ChangeOutcome(BodyRejected{{u"/authOverride/headerValue"_s}, reply(400)}) << context()
        << u"Override not accepted"_s
        << QStringList{u"The control plane found problems in the marked fields."_s}
        << QList{Remedy::ReviewFields};
    QTest::newRow("400, no field named")
        << ChangeOutcome(BodyRejected{{}, reply(400)}) << context() << u"Override not accepted"_s
        << QStringList{u"details"_s} << QList{Remedy::ReviewFields};
    QTest::newRow("400, not supported")
        << ChangeOutcome(OverridesUnsupported{reply(400)}) << context()
        << u"Overrides not supported"_s
        << QStringList{u"\u201Cmcp-1\u201D"_s, u"per-subject overrides"_s, u"Ask its manager"_s,
                       u"choose another server"_s}
        << QList{Remedy::ChooseServer};
    QTest::newRow("401") << ChangeOutcome(Failure(SignInExpired{reply(401)})) << context()
                         << u"Sign-in expired"_s
                         << QStringList{u"Sign in again; what you typed is kept."_s}
                         << QList{Remedy::SignIn};
    QTest::newRow("403, other subject")
        << ChangeOutcome(Failure(NotPermitted{reply(403)})) << context()
        << u"Manager role required"_s
        << QStringList{u"To set an override for \u201Cuser-5\u201D you need the Manager "
                       "role on \u201Cmcp-1\u201D."_s,
                       u"You can still set your own override."_s}
        << QList{Remedy::SetMine, Remedy::SwitchAccount};
    QTest::newRow("403, self")
        << ChangeOutcome(Failure(NotPermitted{reply(403)})) << ownContext() << u"Not permitted"_s
        << QStringList{u"Your account may not use \u201Cmcp-1\u201D. Ask one of its managers."_s}
        << QList<Remedy>();
    QTest::newRow("404, the server")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::Server, {}, reply(404)})) << context()
        << u"Server or subject not found"_s
        << QStringList{u"no MCP server with the ID \u201Cmcp-1\u201D"_s, u"may have been removed"_s}
        << QList{Remedy::Refresh};
    QTest::newRow("404, the subject")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::Subject, {}, reply(404)})) << context()
        << u"Server or subject not found"_s
        << QStringList{u"no subject with the ID \u201Cuser-5\u201D"_s, u"may have been removed"_s}
        << QList{Remedy::Refresh};
    QTest::newRow("404, nobody knows which")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::Unknown, {}, reply(404)})) << context()
        << u"Server or subject not found"_s
        << QStringList{u"\u201Cmcp-1\u201D"_s, u"\u201Cuser-5\u201D"_s} << QList{Remedy::Refresh};
    QTest::newRow("404, a name for an id")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::Server, u"mcp-9"_s, reply(404)}))
        << context() << u"Server or subject not found"_s
        << QStringList{u"\u201Cmcp-1\u201D is the name of an MCP server. "
                       "Its ID is \u201Cmcp-9\u201D."_s}
        << QList{Remedy::UseFoundId};
    QTest::newRow("404, the call for the list")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::OverridesCall, {}, reply(404)}))
        << context() << u"Not supported by this control plane"_s
        << QStringList{u"\u201Cmcp-1\u201D exists"_s, u"does not list overrides"_s}
        << QList<Remedy>();
    QTest::newRow("404, the call for the effective auth")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::EffectiveAuthCall, {}, reply(404)}))
        << context() << u"Not supported by this control plane"_s
        << QStringList{u"\u201Cmcp-1\u201D exists"_s, u"does not report how"_s} << QList<Remedy>();
    QTest::newRow("404, and no list of servers either")
        << ChangeOutcome(Failure(NotFound{NotFound::Missing::ControlPlane, {}, reply(404)}))
        << context() << u"Control plane not found"_s
        << QStringList{u"\u201Cmcp-1\u201D"_s, u"Check the address"_s}
        << QList{Remedy::EditProfile};
    for (const int status : {408, 429}) {
        QTest::addRow("%d", status)
            << ChangeOutcome(Failure(Busy{1, {}, reply(status)})) << context()
            << u"Control plane is busy or failing"_s
            << QStringList{QString::number(status), u"attempts: 1"_s, u"Try again in a minute."_s}
            << QList{Remedy::TryAgain};
    }
    QTest::newRow("429 with a time in seconds")
        << ChangeOutcome(Failure(Busy{3, 30s, reply(429)})) << context()
        << u"Control plane is busy or failing"_s
        << QStringList{u"attempts: 3"_s, u"Try again in 30 s"_s} << QList{Remedy::TryAgain};
    QTest::newRow("503 with a time in minutes, rounded up")
        << ChangeOutcome(Failure(Busy{1, 241s, reply(503)})) << context(Verification::Unchanged)
        << u"Control plane is busy or failing"_s << QStringList{u"Try again in 5 min"_s}
        << QList{Remedy::TryAgain};
    QTest::newRow("timeout after sending")
        << ChangeOutcome(Failure(NoAnswer{NoAnswer::Cause::Timeout}))
        << context(Verification::NotThere) << u"Override not set"_s
        << QStringList{u"The request was sent, but no response came within 30 s."_s,
                       u"A check of the list"_s}
        << QList{Remedy::TryAgain};
    QTest::newRow("connection lost after sending")
        << ChangeOutcome(Failure(NoAnswer{NoAnswer::Cause::ConnectionLost}))
        << context(Verification::Undecided) << u"The result is unknown"_s
        << QStringList{u"The request was sent"_s, u"connection broke"_s,
                       u"does not say whether it is this one"_s}
        << QList{Remedy::TryAgain};
    QTest::newRow("connection lost three times")
        << ChangeOutcome(Failure(NoAnswer{NoAnswer::Cause::ConnectionLost, 3}))
        << context(Verification::Unchanged) << u"Override not set"_s
        << QStringList{u"Attempts: 3."_s, u"the earlier override, unchanged"_s}
        << QList{Remedy::TryAgain};
    QTest::newRow("no connection, three times")
        << ChangeOutcome(Failure(NotReached{NotReached::Cause::Network, u"cp"_s, {}, 3}))
        << context() << u"Control plane not reached"_s
        << QStringList{u"Nothing was sent."_s, u"Attempts: 3."_s}
        << QList{Remedy::TryAgain, Remedy::EditProfile};
    QTest::newRow("no connection")
        << ChangeOutcome(
               Failure(NotReached{NotReached::Cause::HostNotFound, u"cp.example.com"_s, {}}))
        << context() << u"Control plane not reached"_s
        << QStringList{u"Nothing was sent."_s, u"\u201Ccp.example.com\u201D"_s}
        << QList{Remedy::TryAgain, Remedy::EditProfile};
    QTest::newRow("certificate") << ChangeOutcome(Failure(
                                        Insecure{u"cp.example.com"_s, {u"it has expired"_s}}))
                                 << context() << u"Connection is not secure"_s
                                 << QStringList{u"\u201Ccp.example.com\u201D"_s,
                                                u"Ask its administrator to fix the certificate"_s}
                                 << QList<Remedy>();
    QTest::newRow("redirect")
        << ChangeOutcome(Failure(Redirected{u"https://other.example"_s, reply(307)})) << context()
        << u"Unexpected redirect"_s
        << QStringList{u"The control plane redirects to \u201Chttps://other.example\u201D."_s,
                       u"Your token was not sent there."_s}
        << QList{Remedy::EditProfile};
    QTest::newRow("a redirect to nowhere")
        << ChangeOutcome(Failure(Redirected{{}, reply(302)})) << context()
        << u"Unexpected redirect"_s << QStringList{u"another address"_s}
        << QList{Remedy::EditProfile};
    using Reason = Unexpected::Reason;
    QTest::newRow("418") << ChangeOutcome(Failure(Unexpected{Reason::Status, reply(418)}))
                         << context() << u"Unexpected answer"_s << QStringList{u"418"_s}
                         << QList{Remedy::CopyDetails};
    QTest::newRow("a page instead of an answer")
        << ChangeOutcome(Failure(Unexpected{Reason::Shape, reply(200)}))
        << context(Verification::Unchanged) << u"Unexpected answer"_s
        << QStringList{u"Check the address"_s} << QList{Remedy::TryAgain};
    QTest::newRow("an answer without end")
        << ChangeOutcome(Failure(Unexpected{Reason::TooLarge, reply(200)}))
        << context(Verification::Unchanged) << u"Unexpected answer"_s << QStringList{u"too large"_s}
        << QList{Remedy::TryAgain};
}

void TestWords::explainsEveryOutcome()
{
    QFETCH(const ChangeOutcome, outcome);
    QFETCH(const ChangeReport, where);
    QFETCH(const QStringList, told);
    const Explanation explanation = explain(outcome, where);
    QTEST(explanation.title, "title");
    QTEST(explanation.remedies, "remedies");
    for (const QString &part : told)
        QVERIFY2(explanation.text.contains(part), qPrintable(explanation.text));
    // Titles name the event, texts are sentences.
    QVERIFY(!explanation.title.endsWith(u'.'));
    QVERIFY2(explanation.text.endsWith(u'.'), qPrintable(explanation.text));
    QVERIFY(!explanation.text.contains(u"please"_s, Qt::CaseInsensitive));
    // The words of the server stand in the details alone.
    QVERIFY(!explanation.text.contains(u"its own words"_s));

    const auto *failure = std::get_if<Failure>(&outcome);
    if (failure && std::holds_alternative<Insecure>(*failure)) {
        QVERIFY(explanation.details.contains(u"it has expired"_s));
    } else if (!failure || !(std::holds_alternative<NoAnswer>(*failure) ||
                             std::holds_alternative<NotReached>(*failure))) {
        // Every answer that came has them.
        QVERIFY2(explanation.details.contains(u"Status: "_s), qPrintable(explanation.details));
        QVERIFY(explanation.details.contains(u"Request ID: req-4f1c"_s));
        QVERIFY(explanation.details.contains(u"its own words"_s));
    }
}

void TestWords::saysNothingAboutSuccess()
{
    const Explanation explanation = explain(ChangeOutcome(Saved{reply(200)}), context());
    QVERIFY(explanation.title.isEmpty());
    QVERIFY(explanation.text.isEmpty());
    QVERIFY(explanation.remedies.isEmpty());
}

void TestWords::tellsEveryVerificationApart()
{
    QStringList texts;
    for (const Verification verification :
         {Verification::NotDone, Verification::Failed, Verification::Undecided,
          Verification::NotThere, Verification::Unchanged, Verification::SetByOther})
        texts.append(explain(ChangeOutcome(Failure(NoAnswer{})), context(verification)).text);
    verifyDistinct(texts);
}

void TestWords::claimsNothingAboutSavingAfterAQuestion()
{
    const Explanation explanation = describe(Failure(NoAnswer{}), {});
    QCOMPARE(explanation.title, u"No response"_s);
    QVERIFY2(!explanation.text.contains(u"save"_s), qPrintable(explanation.text));
}

void TestWords::promise14SaysWhyItWaits()
{
    QCOMPARE(describe(RetryPause{1'200ms, 2, 3, 503}),
             u"The control plane responded with status 503. Attempt 2 of 3 begins in 1.2 s."_s);
    QCOMPARE(
        describe(RetryPause{30s, 3, 3, 0}),
        u"The connection failed before a response arrived. Attempt 3 of 3 begins in 30.0 s."_s);
}

void TestWords::explainsASignInThatNamesNoServer()
{
    const Explanation explanation = describe(Failure(NotPermitted{reply(403)}), {});
    QCOMPARE(explanation.title, u"Not permitted"_s);
    QVERIFY2(!explanation.text.contains(u'"'), qPrintable(explanation.text));
    QVERIFY(explanation.remedies.isEmpty());
}

void TestWords::namesTheCauseOfNotReaching_data()
{
    QTest::addColumn<NotReached>("failure");
    QTest::addColumn<QString>("told");
    using Cause = NotReached::Cause;
    QTest::newRow("name") << NotReached{Cause::HostNotFound, u"cp.example"_s, {}}
                          << u"No host has the name \u201Ccp.example\u201D"_s;
    QTest::newRow("port") << NotReached{Cause::Refused, u"cp.example"_s, {}}
                          << u"\u201Ccp.example\u201D does not accept connections"_s;
    QTest::newRow("proxy") << NotReached{Cause::Proxy, u"proxy.example"_s, {}} << u"proxy"_s;
    QTest::newRow("the proxy's password")
        << NotReached{Cause::ProxySignIn, u"proxy.example"_s, {}}
        << u"The proxy \u201Cproxy.example\u201D asks for a user name and password"_s;
    QTest::newRow("no answer to the connection")
        << NotReached{Cause::Timeout, u"cp.example"_s, {}}
        << u"\u201Ccp.example\u201D did not respond within 30 s"_s;
    QTest::newRow("a proxy that is not supported")
        << NotReached{Cause::ProxyUnsupported, u"socks4://p:1"_s, {}}
        << u"This program does not support the proxy \u201Csocks4://p:1\u201D"_s;
    QTest::newRow("network") << NotReached{Cause::Network, u"cp.example"_s, {}}
                             << u"The connection to \u201Ccp.example\u201D failed"_s;
}

void TestWords::namesTheCauseOfNotReaching()
{
    QFETCH(const NotReached, failure);
    QFETCH(const QString, told);
    const Explanation explanation = describe(Failure(failure), {});
    QVERIFY2(explanation.text.contains(told), qPrintable(explanation.text));
    QVERIFY(explanation.text.contains(u"Nothing was sent."_s));
}

void TestWords::promise23MakesHostileServerWordsVisible_data() { addHostileRows(); }

void TestWords::promise23MakesHostileServerWordsVisible()
{
    QFETCH(const QString, words);
    QFETCH(const QString, shown);
    const ServerReply hostile{400, words, words};
    const QList<ChangeOutcome> outcomes{
        BodyRejected{{}, hostile},
        OverridesUnsupported{hostile},
        Failure(SignInExpired{hostile}),
        Failure(NotPermitted{hostile}),
        Failure(NotFound{NotFound::Missing::Unknown, {}, hostile}),
        Failure(Busy{1, {}, hostile}),
        Failure(Redirected{words, hostile}),
        Failure(Unexpected{Unexpected::Reason::Status, hostile}),
        Failure(Insecure{words, {words}}),
        Failure(NotReached{NotReached::Cause::Network, words, words}),
    };
    for (const ChangeOutcome &outcome : outcomes) {
        const Explanation explanation = explain(outcome, context());
        QVERIFY2(explanation.details.contains(shown), qPrintable(explanation.details));
        QVERIFY(!holdsInvisible(explanation.details));
        QVERIFY(!holdsInvisible(explanation.text));
        QVERIFY(!holdsInvisible(explanation.title));
    }
}

void TestWords::promise23MakesHostileNamesVisible_data() { addHostileRows(); }

void TestWords::promise23MakesHostileNamesVisible()
{
    QFETCH(const QString, words);
    QFETCH(const QString, shown);
    ChangeReport hostile;
    hostile.request.serverId = words;
    hostile.request.subject.id = words;
    const QList<ChangeOutcome> outcomes{
        OverridesUnsupported{},
        Failure(NotPermitted{}),
        Failure(NotFound{NotFound::Missing::Server, {}, {}}),
        Failure(NotFound{NotFound::Missing::Subject, {}, {}}),
        Failure(NotFound{NotFound::Missing::Unknown, {}, {}}),
        Failure(NotFound{NotFound::Missing::Server, words, {}}),
    };
    for (const ChangeOutcome &outcome : outcomes) {
        const QString text = explain(outcome, hostile).text;
        QVERIFY2(text.contains(shown), qPrintable(text));
        QVERIFY(!holdsInvisible(text));
        QVERIFY(!text.contains(u'\n'));
    }
}

void TestWords::boundsWhatTheServerSays()
{
    const QString flood(10'000, u'\u202E');
    const ServerReply hostile{400, flood, flood};
    const Explanation explanation =
        explain(ChangeOutcome(Failure(Unexpected{Unexpected::Reason::Status, hostile})), context());
    QVERIFY(explanation.details.size() < 5'000);
    QVERIFY(explanation.details.contains(u'\u2026'));
    const Explanation insecure = describe(Failure(Insecure{flood, QStringList(100, flood)}), {});
    QVERIFY(insecure.details.size() < 5'000);
    QVERIFY(insecure.text.size() < 500);
    const Explanation redirected = describe(Failure(Redirected{flood, hostile}), {});
    QVERIFY(redirected.text.size() < 500);
}

void TestWords::boundsWhatWasTyped()
{
    const QString flood(1'000'000, u'x');
    ChangeReport where;
    where.request.serverId = flood;
    where.request.subject.id = flood;
    const Explanation explanation = explain(ChangeOutcome(Failure(NotPermitted{})), where);
    QVERIFY(explanation.text.size() < 500);
    QVERIFY(explanation.text.contains(u'\u2026'));
}

void TestWords::saysThatTextWasCut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("as long as may be") << QString(50, u'x') << false;
    QTest::newRow("one longer") << QString(51, u'x') << true;
    QTest::newRow("a hundred times as long") << QString(5'000, u'x') << true;
    QTest::newRow("line breaks of two characters, as many as may be")
        << u"\r\n"_s.repeated(50) << false;
    QTest::newRow("line breaks of two characters, one more") << u"\r\n"_s.repeated(51) << true;
    QTest::newRow("characters of two units, as many as may be")
        << QString::fromUcs4(U"\U0001F600").repeated(25) << false;
    QTest::newRow("characters of two units, one more")
        << QString::fromUcs4(U"\U0001F600").repeated(26) << true;
}

void TestWords::saysThatTextWasCut()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isCut);
    const QString shown = visibleText(text, 50);
    QCOMPARE(shown.endsWith(u'\u2026'), isCut);
    QVERIFY(shown.size() <= 51);
    QVERIFY(shown.isValidUtf16());
}

void TestWords::hasASentenceForEveryServerIdProblem()
{
    using Problem = ServerIdProblem;
    QVERIFY(describe(Problem::None).isEmpty());
    QStringList sentences;
    for (const Problem problem :
         {Problem::Empty, Problem::BlankAround, Problem::DotSegment, Problem::ControlCharacter,
          Problem::BrokenUnicode, Problem::TooLong})
        sentences.append(describe(problem));
    verifyDistinct(sentences);
    QVERIFY(describe(Problem::TooLong).contains(QString::number(maximumServerIdLength)));
}

void TestWords::hasASentenceForEveryViolation_data()
{
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<QJsonValue>("limit");
    QTest::addColumn<QString>("told");
    const QString empty = u"Must not be empty."_s;
    QTest::newRow("missing") << u"required"_s << QJsonValue() << empty;
    QTest::newRow("empty") << u"minLength"_s << QJsonValue(1) << empty;
    QTest::newRow("too short") << u"minLength"_s << QJsonValue(8) << u"minimum length is 8"_s;
    QTest::newRow("too long") << u"maxLength"_s << QJsonValue(16) << u"maximum length is 16"_s;
    QTest::newRow("a space") << u"pattern"_s << QJsonValue(u"^\\S+$"_s) << u"spaces"_s;
    QTest::newRow("another pattern") << u"pattern"_s << QJsonValue(u"^[a-z]+$"_s) << u"^[a-z]+$"_s;
    QTest::newRow("no choice") << u"enum"_s << QJsonValue() << u"allowed values"_s;
    QTest::newRow("not the constant") << u"const"_s << QJsonValue(u"x"_s) << u"allowed values"_s;
    QTest::newRow("a rule without its own message")
        << u"not"_s << QJsonValue() << u"\u201Cnot\u201D"_s;
}

void TestWords::hasASentenceForEveryViolation()
{
    QFETCH(const QString, keyword);
    QFETCH(const QJsonValue, limit);
    QFETCH(const QString, told);
    Violation violation;
    violation.keyword = keyword;
    violation.limit = limit;
    const QString sentence = describe(FieldProblem(violation));
    QVERIFY2(sentence.contains(told), qPrintable(sentence));
}

void TestWords::hasASentenceForEveryFieldProblem()
{
    Violation violation;
    violation.keyword = u"required"_s;
    verifyDistinct({describe(FieldProblem(ServerIdProblem::Empty)),
                    describe(FieldProblem(violation)), describe(FieldProblem(BrokenUnicode{})),
                    describe(FieldProblem(Refusal{}))});
}

void TestWords::hasASentenceForEveryAddressProblem()
{
    using Problem = ControlPlaneAddress::Problem;
    QStringList sentences;
    for (const Problem problem :
         {Problem::Empty, Problem::Malformed, Problem::NotHttps, Problem::HasUserInfo,
          Problem::HasQuery, Problem::HasFragment, Problem::HasDotSegment})
        sentences.append(describe(problem));
    verifyDistinct(sentences);
}

void TestWords::hasASentenceForEveryTokenProblem()
{
    QVERIFY(describe(TokenProblem::None).isEmpty());
    verifyDistinct({describe(TokenProblem::Empty), describe(TokenProblem::BlankInside),
                    describe(TokenProblem::NotPrintable)});
}

void TestWords::tellsWhatWasTakenFromAToken()
{
    QVERIFY(describe(QList<TokenCleanup>()).isEmpty());
    using Cleanup = TokenCleanup;
    QStringList sentences;
    for (const Cleanup cleanup : {Cleanup::LineBreaks, Cleanup::Blanks, Cleanup::Quotes,
                                  Cleanup::BearerPrefix, Cleanup::InvisibleCharacters})
        sentences.append(describe(QList{cleanup}));
    verifyDistinct(sentences);
    const QString both = describe(QList{Cleanup::Quotes, Cleanup::BearerPrefix});
    QVERIFY2(both.contains(u"quotation marks"_s) && both.contains(u"\u201CBearer\u201D"_s),
             qPrintable(both));
}

void TestWords::promise8EachTroubleOfTheKeychainHasItsWordsAndRemedy()
{
    QVERIFY(describe(VaultAnswer{VaultState::Done, {}, {}}).isEmpty());
    // What a person is told to do.
    const QMap<VaultState, QString> remedies{
        {VaultState::NotFound, u"Sign in."_s},
        {VaultState::Locked, u"Unlock it"_s},
        {VaultState::Denied, u"Allow"_s},
        {VaultState::NoKeyring, u"Create one"_s},
        {VaultState::Unavailable, u"Start GNOME Keyring"_s},
        {VaultState::TimedOut, u"Restart it"_s},
        {VaultState::Damaged, u"Sign in again"_s},
        {VaultState::NotKept, u"Check the keychain"_s},
        {VaultState::Failed, u"Check the keychain"_s},
    };
    QStringList titles;
    QStringList sentences;
    for (auto it = remedies.cbegin(); it != remedies.cend(); ++it) {
        const VaultAnswer answer{it.key(), {}, {}};
        const Explanation explanation = explain(answer);
        titles.append(explanation.title);
        sentences.append(describe(answer));
        QVERIFY2(explanation.title.contains(u"keychain"_s), qPrintable(explanation.title));
        QVERIFY2(explanation.text.contains(it.value()), qPrintable(explanation.text));
        QVERIFY2(sentences.constLast().contains(it.value()), qPrintable(sentences.constLast()));
        QVERIFY(!explanation.remedies.isEmpty());
    }
    verifyDistinct(titles);
    verifyDistinct(sentences);
}

void TestWords::quotesTheKeychainSafely()
{
    const QString sentence =
        describe(VaultAnswer{VaultState::Failed, {}, u"<b>\u202E\n"_s + QString(10'000, u'x')});
    QVERIFY2(sentence.contains(u"\u201C<b>\u2039U+202E\u203A\u2039U+000A\u203Ax"_s),
             qPrintable(sentence));
    QVERIFY(sentence.size() < 500);
}

void TestWords::labelsFromTheSchema()
{
    FieldDescription field;
    field.name = u"widgetKey"_s;
    QCOMPARE(fieldLabel(field), u"widgetKey"_s);
    field.title = u"Widget k\u00E9y"_s;
    QCOMPARE(fieldLabel(field), u"Widget k\u00E9y"_s);
    CredentialType type;
    type.name = u"widget"_s;
    QCOMPARE(credentialTypeLabel(type), u"widget"_s);
    type.title = u"Widget"_s;
    QCOMPARE(credentialTypeLabel(type), u"Widget"_s);
}

void TestWords::labelsSubjectTypes()
{
    QCOMPARE(subjectTypeLabel(u"user"_s), u"User"_s);
    QCOMPARE(subjectTypeLabel(u"virtualaccount"_s), u"Virtual account"_s);
    QCOMPARE(subjectTypeLabel(u"robot"_s), u"robot"_s);
    QVERIFY(!holdsInvisible(subjectTypeLabel(u"\u202E\u0000"_s)));
}

void TestWords::tellsWhatStandsAfterSaving()
{
    ChangeReport report;
    report.outcome = Saved{};
    report.request.subject = {u"user\n17\u202E"_s + QString(1'000, u'x'), u"user"_s};
    report.finishedAt = QDateTime(QDate(2026, 1, 2), QTime(14, 2));
    QString line = doneLine(report);
    QVERIFY2(line.startsWith(u"Saved "_s), qPrintable(line));
    QVERIFY2(line.contains(u"user\u2039U+000A\u203A17\u2039U+202E\u203Ax"_s), qPrintable(line));
    QVERIFY(!holdsInvisible(line));
    QVERIFY(line.size() < 300);

    report.request.subject = {u"user-17"_s, u"user"_s};
    report.effectiveAuth = EffectiveAuth{EffectiveAuth::Status::Authenticated,
                                         EffectiveAuth::Method::AuthOverride, u"<b>"_s};
    line = doneLine(report);
    QVERIFY2(line.contains(u"user-17: authenticated by this override."_s), qPrintable(line));
}

void TestWords::tellsEveryEffectiveAuthApart()
{
    using Status = EffectiveAuth::Status;
    using Method = EffectiveAuth::Method;
    verifyDistinct({effectiveAuthLine({Status::Authenticated, Method::AuthOverride, {}}),
                    effectiveAuthLine({Status::Authenticated, Method::OAuth, {}}),
                    effectiveAuthLine({Status::Authenticated, Method::None, {}}),
                    effectiveAuthLine({Status::Required, Method::None, {}}),
                    effectiveAuthLine({Status::NotRequired, Method::None, {}}),
                    effectiveAuthLine({Status::Unknown, Method::Unknown, {}})});
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestWords)
#include "tst_words.moc"
