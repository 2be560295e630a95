// SPDX-License-Identifier: Apache-2.0
// The words about a target, a credential, and what is replaced or removed.
#include "ui/words/changewords.h"
#include "ui/words/credentialwords.h"
#include "ui/words/targetwords.h"

#include <QLocale>
#include <QSet>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = ServerAuth::Kind;

const Subject admin{u"admin"_s, u"user"_s};
const Subject user17{u"user-17@example.com"_s, u"user"_s};
const QDateTime then(QDate(2026, 11, 12), QTime(14, 2));
const QString hostile = u"<b>x</b>\u202Ey\n"_s;

OverrideRow rowBy(const Subject &setter, const QString &name, const QDateTime &at = then)
{
    return {user17, u"header"_s, at, setter, name};
}

ServerEntry serverWith(const ServerAuth &auth, bool takesOverrides = true)
{
    return {u"mcp-1"_s, u"jira-cloud"_s, {}, takesOverrides, auth};
}

bool isSafe(const QString &text)
{
    return !text.contains(u'\u202E') && !text.contains(u'\n') && text.contains(u"<b>x</b>"_s);
}

/// Each sentence says something, and none stands for two situations.
void verifyDistinct(const QStringList &sentences)
{
    for (const QString &sentence : sentences)
        QVERIFY(!sentence.trimmed().isEmpty());
    QCOMPARE(QSet<QString>(sentences.cbegin(), sentences.cend()).size(), sentences.size());
}

/// Of a removal.
ChangeReport reportOf(const ChangeOutcome &outcome,
                      Verification verification = Verification::NotDone)
{
    ChangeReport report;
    report.outcome = outcome;
    report.request.action = ChangeRequest::Action::Remove;
    report.request.serverId = u"mcp-1"_s;
    report.request.subject = user17;
    report.verification = verification;
    report.finishedAt = then;
    return report;
}

} // namespace

class TestFormWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysWhatIsReplaced_data();
    void saysWhatIsReplaced();
    void asksBeforeReplacingWhatSomebodyElseHasSet();
    void saysWhatAServerTakes_data();
    void saysWhatAServerTakes();
    void saysWhyAServerTakesNone_data();
    void saysWhyAServerTakesNone();
    void tellsEveryReasonApart();
    void tellsNothingWhileNothingIsKnown();
    void showsAHeaderAsSent();
    void tellsEveryIssueApart();
    void asksBeforeRemoving_data();
    void asksBeforeRemoving();
    void saysWhyTheEffectiveAuthIsUnknown();
    void explainsARemovalThatFailed_data();
    void explainsARemovalThatFailed();
    void tellsThatItIsGone_data();
    void tellsThatItIsGone();
    void makesHostileNamesVisible();
};

void TestFormWords::initTestCase() { QLocale::setDefault(QLocale::c()); }

void TestFormWords::saysWhatIsReplaced_data()
{
    QTest::addColumn<OverrideRow>("row");
    QTest::addColumn<QString>("line");
    const QString end = u"; the old value cannot be recovered."_s;
    QTest::newRow("who and when") << rowBy(admin, u"admin@example.com"_s)
                                  << u"Replaces the override set by admin@example.com on 12 Nov "
                                     "2026 14:02"_s +
                                         end;
    QTest::newRow("the id where there is no name")
        << rowBy(admin, {}) << u"Replaces the override set by admin on 12 Nov 2026 14:02"_s + end;
    QTest::newRow("who") << rowBy(admin, {}, {}) << u"Replaces the override set by admin"_s + end;
    QTest::newRow("when") << rowBy({}, {})
                          << u"Replaces the override set by an unknown user on 12 Nov 2026 "
                             "14:02"_s +
                                 end;
    QTest::newRow("neither") << rowBy({}, {}, {})
                             << u"Replaces the override set by an unknown user"_s + end;
    QTest::newRow("you") << rowBy(user17, u"user-17@example.com"_s)
                         << u"Replaces the override set by you on 12 Nov 2026 14:02"_s + end;
}

void TestFormWords::saysWhatIsReplaced()
{
    QFETCH(const OverrideRow, row);
    QTEST(replacesLine(row, user17), "line");
}

void TestFormWords::asksBeforeReplacingWhatSomebodyElseHasSet()
{
    ChangeReport report = reportOf(ChangedMeanwhile{rowBy(admin, u"admin@example.com"_s)});
    report.request.action = ChangeRequest::Action::Set;
    const Explanation asked = describe(report);
    QCOMPARE(asked.title, u"Changed meanwhile"_s);
    for (const QString &part : {u"\u201Cuser-17@example.com\u201D on \u201Cmcp-1\u201D"_s,
                                u"set by admin@example.com on 12 Nov 2026 14:02"_s,
                                u"Nothing was changed."_s, u"cannot be recovered"_s})
        QVERIFY2(asked.text.contains(part), qPrintable(asked.text));
    QCOMPARE(asked.remedies, QList{Remedy::ReplaceAnyway});
    QCOMPARE(asked.dismissal, Explanation::Dismissal::Cancel);
}

void TestFormWords::saysWhatAServerTakes_data()
{
    QTest::addColumn<ServerAuth>("auth");
    QTest::addColumn<QString>("line");
    const QString name = u"jira-cloud \u00B7 "_s;
    QTest::newRow("a template")
        << ServerAuth{Kind::Header, u"Authorization"_s, u"Bearer {{API_KEY}}"_s, u"API_KEY"_s}
        << name + u"expects a header value, template \u201CBearer {{API_KEY}}\u201D"_s;
    QTest::newRow("a whole header")
        << ServerAuth{Kind::Header, u"X-Api-Key"_s, {}, {}}
        << name + u"expects the whole value of the header \u201CX-Api-Key\u201D"_s;
    QTest::newRow("some header") << ServerAuth{Kind::Header, {}, {}, {}}
                                 << name + u"expects a header value"_s;
    QTest::newRow("a variable")
        << ServerAuth{Kind::Env, {}, {}, u"API_KEY"_s}
        << name + u"expects an environment variable, placeholder \u201CAPI_KEY\u201D"_s;
    QTest::newRow("OAuth2") << ServerAuth{Kind::OAuth2, {}, {}, {}}
                            << name + u"expects OAuth2 client credentials of virtual accounts"_s;
    QTest::newRow("unknown") << ServerAuth{} << name + u"supported credential types unknown"_s;
}

void TestFormWords::saysWhatAServerTakes()
{
    QFETCH(const ServerAuth, auth);
    QTEST(serverLine(serverWith(auth)), "line");
}

void TestFormWords::saysWhyAServerTakesNone_data()
{
    QTest::addColumn<ServerEntry>("server");
    QTest::addColumn<QString>("part");
    QTest::newRow("it says so") << serverWith({Kind::Header, {}, {}, {}}, false)
                                << u"\u201Cjira-cloud\u201D does not support overrides."_s;
    QTest::newRow("no auth at all")
        << serverWith({Kind::None, {}, {}, {}}) << u"choose another server"_s;
    QTest::newRow("tokens passed on")
        << serverWith({Kind::Passthrough, {}, {}, {}}) << u"each user's own token"_s;
    QTest::newRow("a header is taken") << serverWith({Kind::Header, {}, {}, {}}) << QString();
    QTest::newRow("unknown") << serverWith({}) << QString();
}

void TestFormWords::saysWhyAServerTakesNone()
{
    QFETCH(const ServerEntry, server);
    QFETCH(const QString, part);
    const QString sentence = noOverridesSentence(server);
    QCOMPARE(sentence.isEmpty(), part.isEmpty());
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
}

void TestFormWords::tellsEveryReasonApart()
{
    QStringList words;
    QStringList sentences;
    for (const Unsuited why :
         {Unsuited::ServerTakesNone, Unsuited::ServerTakesHeader, Unsuited::ServerTakesEnv,
          Unsuited::ServerTakesOAuth2, Unsuited::ForVirtualAccounts}) {
        words.append(unsuitedText(why));
        sentences.append(unsuitedSentence(why));
    }
    verifyDistinct(words);
    verifyDistinct(sentences);
    QVERIFY(unsuitedText(Unsuited::No).isEmpty() && unsuitedSentence(Unsuited::No).isEmpty());
}

void TestFormWords::tellsNothingWhileNothingIsKnown()
{
    verifyDistinct({unknownServerLine({}), unknownServerLine(Failure{NotFound{}}),
                    nameForIdSentence(u"mcp-7"_s)});
    QCOMPARE(unknownServerLine(Failure{NotPermitted{}}), unknownServerLine({}));
}

void TestFormWords::showsAHeaderAsSent()
{
    const ServerAuth auth{Kind::Header, u"Authorization"_s, u"Bearer {{API_KEY}}"_s, u"API_KEY"_s};
    const auto sent = previewHeader(auth, u"sk-0123456789abc3f2a"_s);
    QVERIFY(sent);
    QCOMPARE(previewLine(*sent), u"As sent: Authorization: Bearer \u2022\u2022\u2022\u20223f2a"_s);
    QCOMPARE(previewSpoken(*sent), u"As sent: Authorization: Bearer and the hidden value."_s);
}

void TestFormWords::tellsEveryIssueApart()
{
    QStringList sentences;
    for (int kind = 0; kind <= static_cast<int>(SecretIssue::Kind::ExpiredToken); ++kind)
        sentences.append(
            describe(SecretIssue{static_cast<SecretIssue::Kind>(kind), {}, then, u"Bearer"_s}));
    verifyDistinct(sentences);
    QVERIFY2(sentences.constLast().contains(u"12 Nov 2026 14:02"_s),
             qPrintable(sentences.constLast()));
}

void TestFormWords::asksBeforeRemoving_data()
{
    QTest::addColumn<ServerAuth>("auth");
    QTest::addColumn<QString>("part");
    ServerAuth individual{Kind::Header, {}, {}, {}};
    individual.isIndividual = true;
    QTest::newRow("shared credentials")
        << ServerAuth{Kind::Header, {}, {}, {}} << u"the server's own credentials are used"_s;
    QTest::newRow("everybody needs their own")
        << individual << u"Then \u201Cuser-17@example.com\u201D cannot use this server"_s;
    QTest::newRow("OAuth2") << ServerAuth{Kind::OAuth2, {}, {}, {}} << u"OAuth consent"_s;
    QTest::newRow("unknown") << ServerAuth{} << u"Which of the two is unknown"_s;
}

void TestFormWords::asksBeforeRemoving()
{
    QFETCH(const ServerAuth, auth);
    QFETCH(const QString, part);
    const Explanation asked = describe(RemovalQuestion{user17.id, u"jira-cloud"_s, auth});
    QCOMPARE(
        asked.title,
        u"Remove the override of \u201Cuser-17@example.com\u201D on \u201Cjira-cloud\u201D?"_s);
    QVERIFY2(asked.text.contains(part), qPrintable(asked.text));
    QVERIFY(asked.text.endsWith(u"The removed value cannot be recovered."_s));
    QCOMPARE(asked.remedies, QList{Remedy::RemoveOverride});
    QCOMPARE(asked.dismissal, Explanation::Dismissal::Cancel);
}

void TestFormWords::explainsARemovalThatFailed_data()
{
    QTest::addColumn<ChangeReport>("report");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QList<Remedy>>("remedies");
    ChangeReport own = reportOf(Failure{NotPermitted{}});
    own.forCaller = true;
    QTest::newRow("403, somebody else's")
        << reportOf(Failure{NotPermitted{}}) << u"Manager role required"_s
        << u"To remove the override of \u201Cuser-17@example.com\u201D you need "
           "the Manager role on \u201Cmcp-1\u201D"_s
        << QList{Remedy::SwitchAccount};
    QTest::newRow("403, the own") << own << u"Not permitted"_s
                                  << u"your override on \u201Cmcp-1\u201D"_s << QList<Remedy>();
    NotFound noServer;
    noServer.missing = NotFound::Missing::Server;
    QTest::newRow("404, the server")
        << reportOf(Failure{noServer}, Verification::Failed) << u"Server or subject not found"_s
        << u"no MCP server with the ID \u201Cmcp-1\u201D"_s << QList{Remedy::Refresh};
    NotFound noList;
    noList.missing = NotFound::Missing::OverridesCall;
    QTest::newRow("404, and the control plane does not list overrides")
        << reportOf(Failure{noList}, Verification::Failed) << u"Override not removed"_s
        << u"\u201Cmcp-1\u201D exists, but the control plane did not find the override"_s
        << QList<Remedy>();
    QTest::newRow("404, but the list has it")
        << reportOf(Failure{NotFound{}}, Verification::Unchanged) << u"Override not removed"_s
        << u"still has an override"_s << QList{Remedy::TryAgain, Remedy::Refresh};
    QTest::newRow("404, and nobody tells")
        << reportOf(Failure{NotFound{}}, Verification::Failed) << u"Server or subject not found"_s
        << u"could not be read"_s << QList{Remedy::Refresh};
    QTest::newRow("no answer, and it still stands")
        << reportOf(Failure{NoAnswer{}}, Verification::Unchanged) << u"Override not removed"_s
        << u"found the override, unchanged"_s << QList{Remedy::TryAgain};
    QTest::newRow("no answer, and a new one stands")
        << reportOf(Failure{NoAnswer{}}, Verification::SetByOther) << u"The result is unknown"_s
        << u"a newer override"_s << QList{Remedy::TryAgain};
    QTest::newRow("no answer, and no list")
        << reportOf(Failure{NoAnswer{}}, Verification::Failed) << u"The result is unknown"_s
        << u"could not be read"_s << QList{Remedy::TryAgain};
    QTest::newRow("401") << reportOf(Failure{SignInExpired{}}) << u"Sign-in expired"_s
                         << u"Sign in again"_s << QList{Remedy::SignIn};
}

void TestFormWords::saysWhyTheEffectiveAuthIsUnknown()
{
    using Missing = NotFound::Missing;
    const auto sentence = [](Missing missing) {
        return effectiveAuthUnknown(Failure{NotFound{missing, {}, {}}});
    };
    QCOMPARE(sentence(Missing::Server), u"This MCP server no longer exists."_s);
    QCOMPARE(sentence(Missing::Subject), u"The control plane does not know this subject."_s);
    QCOMPARE(sentence(Missing::EffectiveAuthCall), u"This control plane does not report it."_s);
    QCOMPARE(sentence(Missing::Unknown), u"Not found."_s);
    QCOMPARE(effectiveAuthUnknown(Failure{NoAnswer{}}), u"No response."_s);
}

void TestFormWords::explainsARemovalThatFailed()
{
    QFETCH(const ChangeReport, report);
    QFETCH(const QString, part);
    QVERIFY(!report.isDone());
    const Explanation explanation = describe(report);
    QTEST(explanation.title, "title");
    QVERIFY2(explanation.text.contains(part), qPrintable(explanation.text));
    QVERIFY(explanation.text.endsWith(u'.'));
    QTEST(explanation.remedies, "remedies");
}

void TestFormWords::tellsThatItIsGone_data()
{
    QTest::addColumn<ChangeReport>("report");
    QTest::addColumn<QString>("line");
    const QString time = QLocale::c().toString(then.time(), QLocale::ShortFormat);
    ChangeReport told = reportOf(Removed{});
    told.effectiveAuth =
        EffectiveAuth{EffectiveAuth::Status::NotRequired, EffectiveAuth::Method::None, {}};
    QTest::newRow("and how things are now")
        << told
        << u"Removed %1 \u00B7 user-17@example.com: no authentication required."_s.arg(time);
    QTest::newRow("and no more") << reportOf(Removed{})
                                 << u"Removed %1 \u00B7 user-17@example.com."_s.arg(time);
    QTest::newRow("and was before") << reportOf(Failure{NotFound{}}, Verification::NotThere)
                                    << u"There was no override to remove \u00B7 "
                                       "user-17@example.com."_s;
    QTest::newRow("although the answer was lost")
        << reportOf(Failure{NoAnswer{}}, Verification::NotThere)
        << u"Removed %1 \u00B7 user-17@example.com."_s.arg(time);
}

void TestFormWords::tellsThatItIsGone()
{
    QFETCH(const ChangeReport, report);
    QTEST(doneLine(report), "line");
}

void TestFormWords::makesHostileNamesVisible()
{
    QVERIFY(isSafe(replacesLine(rowBy(admin, hostile), {})));
    QVERIFY(isSafe(replacesLine(rowBy({hostile, u"user"_s}, {}), {})));
    ServerEntry server = serverWith({Kind::Header, u"X"_s, {}, {}});
    server.name = hostile;
    QVERIFY(isSafe(serverLine(server)));
    server.takesOverrides = false;
    QVERIFY(isSafe(noOverridesSentence(server)));
    QVERIFY(isSafe(serverLine(serverWith({Kind::Header, u"X"_s, hostile, {}}))));
    QVERIFY(isSafe(serverLine(serverWith({Kind::Env, {}, {}, hostile}))));
    QVERIFY(isSafe(nameForIdSentence(hostile)));
    const auto sent = previewHeader({Kind::Header, hostile, {}, {}}, u"x"_s);
    QVERIFY(isSafe(previewLine(*sent)) && isSafe(previewSpoken(*sent)));
    const Explanation asked = describe(RemovalQuestion{hostile, u"x"_s, {}});
    QVERIFY(isSafe(asked.title) && isSafe(asked.text));
    ChangeReport report = reportOf(Failure{NotPermitted{}});
    report.request.serverId = hostile;
    QVERIFY(isSafe(describe(report).text));
    report.request.subject.id = hostile;
    QVERIFY(isSafe(doneLine(report)));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestFormWords)
#include "tst_formwords.moc"
