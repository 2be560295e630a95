// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridelink.h"

#include <QRandomGenerator>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Kind = LinkProblem::Kind;

namespace
{

const RequestDescription &description()
{
    static const RequestDescription builtIn = RequestDescription::builtIn();
    return builtIn;
}

ControlPlaneAddress address(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

/// The problem that reading gives; nothing if the link was taken.
std::optional<LinkProblem> problemOf(const QString &text)
{
    const auto read = readLink(text, description());
    const auto *problem = std::get_if<LinkProblem>(&read);
    return problem ? std::optional(*problem) : std::nullopt;
}

OverrideLink linkTo(const QString &serverId, const Subject &subject = {})
{
    return {serverId, subject, {}, {}};
}

} // namespace

class TestOverrideLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsALink_data();
    void readsALink();
    void refusesALink_data();
    void refusesALink();
    void refusesEveryFieldOfACredential();
    void namesTheSecretBeforeAnythingElse();
    void neverRepeatsAValue();
    void tellsWhatItKnows();
    void refusesAMegabyteAtOnce();
    void anyIdComesBack_data();
    void anyIdComesBack();
    void randomIdsComeBack();
    void everyPartComesBack();
    void makesNoLinkThatWouldNotComeBack_data();
    void makesNoLinkThatWouldNotComeBack();
    void whateverIsTakenComesBack();
};

void TestOverrideLink::readsALink_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<OverrideLink>("link");
    QTest::newRow("a server alone") << u"mcp-override://set?server=mcp-1"_s << linkTo(u"mcp-1"_s);
    QTest::newRow("everything")
        << u"mcp-override://set?server=mcp-1&subject=user-17&subject-type=user&type=header"
           "&control-plane=https%3A%2F%2Fcp.example.com"_s
        << OverrideLink{u"mcp-1"_s,
                        {u"user-17"_s, u"user"_s},
                        u"header"_s,
                        address(u"https://cp.example.com"_s)};
    QTest::newRow("in another order") << u"mcp-override://set?type=env&server=mcp-1"_s
                                      << OverrideLink{u"mcp-1"_s, {}, u"env"_s, {}};
    QTest::newRow("an address as it is")
        << u"mcp-override://set?server=a&control-plane=https://cp.example.com"_s
        << OverrideLink{u"a"_s, {}, {}, address(u"https://cp.example.com"_s)};
    QTest::newRow("a subject type without a subject")
        << u"mcp-override://set?server=a&subject-type=virtualaccount"_s
        << linkTo(u"a"_s, {{}, u"virtualaccount"_s});
    QTest::newRow("a slash behind the action")
        << u"mcp-override://set/?server=a"_s << linkTo(u"a"_s);
    QTest::newRow("a scheme in capitals") << u"MCP-Override://set?server=a"_s << linkTo(u"a"_s);
    QTest::newRow("a plus is a plus") << u"mcp-override://set?server=a+b"_s << linkTo(u"a+b"_s);
    QTest::newRow("a value is decoded once")
        << u"mcp-override://set?server=a%252Fb"_s << linkTo(u"a%2Fb"_s);
    QTest::newRow("a name may be encoded") << u"mcp-override://set?s%65rver=a"_s << linkTo(u"a"_s);
    QTest::newRow("a value may hold =") << u"mcp-override://set?server=a=b"_s << linkTo(u"a=b"_s);
    QTest::newRow("a byte order mark stays")
        << u"mcp-override://set?server=%EF%BB%BFa"_s << linkTo(u"\uFEFFa"_s);
}

void TestOverrideLink::readsALink()
{
    QFETCH(const QString, text);
    QFETCH(const OverrideLink, link);
    const auto read = readLink(text, description());
    const auto *taken = std::get_if<OverrideLink>(&read);
    QVERIFY(taken);
    QCOMPARE(*taken, link);
}

void TestOverrideLink::refusesALink_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("parameter");
    const auto row = [](const char *name, const QString &text, Kind kind,
                        const QString &parameter = {}) {
        QTest::newRow(name) << text << kind << parameter;
    };
    const auto query = [&row](const char *name, const QString &text, Kind kind,
                              const QString &parameter = {}) {
        row(name, u"mcp-override://set?"_s + text, kind, parameter);
    };
    row("nothing", {}, Kind::NotALink);
    row("a web page", u"https://example.com/set?server=a"_s, Kind::NotALink);
    row("a script", u"javascript:alert(1)"_s, Kind::NotALink);
    row("a longer scheme", u"mcp-override-x://set?server=a"_s, Kind::NotALink);
    row("a blank before the scheme", u" mcp-override://set?server=a"_s, Kind::NotALink);
    row("an option", u"--control-plane=mcp-override://set?server=a"_s, Kind::NotALink);

    row("no action", u"mcp-override:"_s, Kind::UnknownAction);
    row("another action", u"mcp-override://remove?server=a"_s, Kind::UnknownAction);
    row("an action in capitals", u"mcp-override://SET?server=a"_s, Kind::UnknownAction);
    row("an action without slashes", u"mcp-override:set?server=a"_s, Kind::UnknownAction);
    row("an encoded action", u"mcp-override://s%65t?server=a"_s, Kind::UnknownAction);
    row("a path", u"mcp-override://set/../x?server=a"_s, Kind::UnknownAction);
    row("two slashes behind the action", u"mcp-override://set//?server=a"_s, Kind::UnknownAction);
    row("a user", u"mcp-override://user:pw@set?server=a"_s, Kind::UnknownAction);
    row("a port", u"mcp-override://set:80?server=a"_s, Kind::UnknownAction);

    row("a fragment instead of a query", u"mcp-override://set#server=a"_s, Kind::Malformed);
    query("a fragment", u"server=a#b"_s, Kind::Malformed);
    query("a parameter without a value", u"server"_s, Kind::Malformed);
    query("a parameter without a name", u"=a"_s, Kind::Malformed);
    query("two separators", u"server=a&&type=env"_s, Kind::Malformed);
    query("a separator at the end", u"server=a&"_s, Kind::Malformed);

    query("a blank", u"server=a b"_s, Kind::NotEncoded);
    query("a line break", u"server=a\n"_s, Kind::NotEncoded);
    query("a carriage return", u"server=a\r\nHost: x"_s, Kind::NotEncoded);
    query("a NUL", u"server=a"_s + QChar(0), Kind::NotEncoded);
    query("a letter beyond ASCII", u"server=\u00E9"_s, Kind::NotEncoded);
    query("what stands for broken bytes", u"server=\uFFFD"_s, Kind::NotEncoded);
    query("half a character", u"server="_s + QChar(0xD83D), Kind::NotEncoded);
    query("a direction mark", u"server=\u202Ea"_s, Kind::NotEncoded);

    const QString server = u"server"_s;
    query("a percent sign alone", u"server=100%"_s, Kind::BadEncoding, server);
    query("half an encoded byte", u"server=a%4"_s, Kind::BadEncoding, server);
    query("no hexadecimal digits", u"server=%zz"_s, Kind::BadEncoding, server);
    query("a sign in the digits", u"server=%+1"_s, Kind::BadEncoding, server);
    query("a byte that is no UTF-8", u"server=%FF"_s, Kind::BadEncoding, server);
    query("Latin-1", u"server=caf%E9"_s, Kind::BadEncoding, server);
    query("a longer spelling of a slash", u"server=%C0%AF"_s, Kind::BadEncoding, server);
    query("an encoded half of a character", u"server=%ED%A0%80"_s, Kind::BadEncoding, server);
    query("an encoded character cut short", u"server=%F0%9F%98"_s, Kind::BadEncoding, server);
    query("a name that is no UTF-8", u"%FF=a"_s, Kind::BadEncoding);

    query("an encoded line break", u"server=a&subject=b%0Ac"_s, Kind::ControlCharacter,
          u"subject"_s);
    query("an encoded NUL", u"server=a%00"_s, Kind::ControlCharacter, server);
    query("an encoded DEL", u"server=a%7Fb"_s, Kind::ControlCharacter, server);
    query("a C1 character", u"server=a%C2%85b"_s, Kind::ControlCharacter, server);
    query("a line separator", u"server=a%E2%80%A8b"_s, Kind::ControlCharacter, server);

    query("an unknown parameter", u"server=a&submit=1"_s, Kind::UnknownParameter, u"submit"_s);
    query("a name in capitals", u"Server=a"_s, Kind::UnknownParameter, u"Server"_s);
    query("a name with a blank", u"server=a&%20type=env"_s, Kind::UnknownParameter, u" type"_s);
    query("an HTML entity", u"server=a&amp;type=env"_s, Kind::UnknownParameter, u"amp;type"_s);

    query("a token", u"server=a&token=x"_s, Kind::SecretParameter, u"token"_s);
    query("an access token", u"server=a&access_token=x"_s, Kind::SecretParameter,
          u"access_token"_s);
    query("a header value with a dash", u"server=a&header-value=x"_s, Kind::SecretParameter,
          u"header-value"_s);
    query("an API key in capitals", u"server=a&API_KEY=x"_s, Kind::SecretParameter, u"API_KEY"_s);
    query("a password", u"server=a&password=x"_s, Kind::SecretParameter, u"password"_s);
    query("a secret with an encoded name", u"server=a&%74oken=x"_s, Kind::SecretParameter,
          u"token"_s);
    query("a secret with a broken value", u"server=a&token=%"_s, Kind::SecretParameter, u"token"_s);

    query("the server twice", u"server=a&server=a"_s, Kind::GivenTwice, server);
    query("the server twice, encoded", u"server=a&s%65rver=b"_s, Kind::GivenTwice, server);
    query("an empty server", u"server="_s, Kind::EmptyValue, server);
    query("an empty subject", u"server=a&subject="_s, Kind::EmptyValue, u"subject"_s);
    row("no query", u"mcp-override://set"_s, Kind::NoServer, server);
    query("an empty query", {}, Kind::NoServer, server);
    query("no server", u"subject=a"_s, Kind::NoServer, server);
    query("a dot for a server", u"server=.."_s, Kind::BadServer, server);
    query("an encoded dot for a server", u"server=%2E%2e"_s, Kind::BadServer, server);
    query("a blank before the server", u"server=%20a"_s, Kind::BadServer, server);
    query("a server that is too long", u"server="_s + QString(1025, u'a'), Kind::BadServer, server);
    query("a subject type that there is not", u"server=a&subject-type=team"_s,
          Kind::UnknownSubjectType, u"subject-type"_s);
    query("a credential type that there is not", u"server=a&type=Header"_s,
          Kind::UnknownCredentialType, u"type"_s);
    query("a control plane without TLS", u"server=a&control-plane=http://cp.example.com"_s,
          Kind::BadControlPlane, u"control-plane"_s);
    query("a control plane with a password", u"server=a&control-plane=https://a:b@cp.example.com"_s,
          Kind::BadControlPlane, u"control-plane"_s);
    query("a control plane that is a file", u"server=a&control-plane=file:///etc/passwd"_s,
          Kind::BadControlPlane, u"control-plane"_s);
}

void TestOverrideLink::refusesALink()
{
    QFETCH(const QString, text);
    QFETCH(const Kind, kind);
    QFETCH(const QString, parameter);
    const std::optional<LinkProblem> problem = problemOf(text);
    QVERIFY(problem);
    QCOMPARE(problem->kind, kind);
    QCOMPARE(problem->parameter, parameter);
}

void TestOverrideLink::refusesEveryFieldOfACredential()
{
    for (const CredentialType &type : description().credentialTypes()) {
        for (const FieldDescription &field : type.fields) {
            const auto problem = problemOf(u"mcp-override://set?server=a&%1=x"_s.arg(field.name));
            QVERIFY(problem);
            QCOMPARE(problem->kind, field.secret ? Kind::SecretParameter : Kind::UnknownParameter);
        }
    }
}

void TestOverrideLink::namesTheSecretBeforeAnythingElse()
{
    const auto problem = problemOf(u"mcp-override://set?server=%&nonsense=1&clientSecret=x&a"_s);
    QVERIFY(problem);
    QCOMPARE(problem->kind, Kind::SecretParameter);
    QCOMPARE(problem->parameter, u"clientSecret"_s);
}

void TestOverrideLink::neverRepeatsAValue()
{
    const QString canary = u"Canary-5ecret"_s;
    for (const QString &start :
         {u"token="_s, u"server=a&type="_s, u"server=a&subject-type="_s, u"server=%00"_s,
          u"server=%20"_s, u"x="_s, u"server=a&server="_s, u"server=a&control-plane=http://"_s}) {
        const auto problem = problemOf(u"mcp-override://set?"_s + start + canary);
        QVERIFY2(problem, qPrintable(start));
        QVERIFY2(!problem->parameter.contains(canary), qPrintable(start));
        QVERIFY2(!problem->known.contains(canary), qPrintable(start));
    }
}

void TestOverrideLink::tellsWhatItKnows()
{
    QCOMPARE(problemOf(u"mcp-override://set?server=a&subject-type=x"_s)->known,
             description().subjectTypes());
    QCOMPARE(problemOf(u"mcp-override://set?server=a&type=x"_s)->known.size(),
             description().credentialTypes().size());
    QCOMPARE(problemOf(u"mcp-override://set?server=."_s)->server, ServerIdProblem::DotSegment);
    QCOMPARE(problemOf(u"mcp-override://set?server=a&control-plane=http://cp.example.com"_s)
                 ->controlPlane,
             std::optional(ControlPlaneAddress::Problem::NotHttps));
}

void TestOverrideLink::refusesAMegabyteAtOnce()
{
    const QString start = u"mcp-override://set?server=a&subject="_s;
    const QString longest = start + QString(maximumLinkLength - start.size(), u'a');
    QVERIFY(!problemOf(longest));
    QCOMPARE(problemOf(longest + u'a')->kind, Kind::TooLong);
    QCOMPARE(problemOf(start + QString(1 << 20, u'&'))->kind, Kind::TooLong);
}

void TestOverrideLink::anyIdComesBack_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("a usual id") << u"mcp-01hx0jira"_s;
    QTest::newRow("a blank") << u"a b"_s;
    QTest::newRow("separators") << u"a/b?c&d=e#f;g:h@i"_s;
    QTest::newRow("a percent sign") << u"100%"_s;
    QTest::newRow("what looks encoded") << u"%2F%00%zz"_s;
    QTest::newRow("a plus") << u"a+b"_s;
    QTest::newRow("quotes") << u"\"'`$(x)\\"_s;
    QTest::newRow("another script") << u"\u670D\u52A1\u5668"_s;
    QTest::newRow("an emoji") << u"\U0001F600"_s;
    QTest::newRow("a direction mark") << u"a\u202Eb"_s;
    QTest::newRow("a byte order mark") << u"\uFEFFa"_s;
    QTest::newRow("a letter in two parts") << u"e\u0301"_s;
    QTest::newRow("a link") << u"mcp-override://set?server=a&token=b"_s;
}

void TestOverrideLink::anyIdComesBack()
{
    QFETCH(const QString, id);
    const OverrideLink link = linkTo(id, {id, u"user"_s});
    const QString text = linkFor(link, description());
    QVERIFY(!text.isEmpty());
    const auto read = readLink(text, description());
    QVERIFY(std::holds_alternative<OverrideLink>(read));
    QCOMPARE(std::get<OverrideLink>(read), link);
}

void TestOverrideLink::randomIdsComeBack()
{
    QRandomGenerator random(5); // NOLINT(cert-msc51-cpp): the same ids at every run
    for (int round = 0; round < 20'000; ++round) {
        QString id = u"x"_s; // no blank at the ends
        for (int length = random.bounded(12); length > 0; --length) {
            const char32_t c = random.bounded(0x110000U);
            if (QChar::isSurrogate(c) || QChar::category(c) == QChar::Other_Control ||
                c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
                continue;
            id += QString::fromUcs4(&c, 1);
        }
        id += u'x';
        const OverrideLink link = linkTo(id, {id, u"virtualaccount"_s});
        const auto read = readLink(linkFor(link, description()), description());
        QVERIFY2(std::holds_alternative<OverrideLink>(read), qPrintable(id));
        QCOMPARE(std::get<OverrideLink>(read), link);
    }
}

void TestOverrideLink::everyPartComesBack()
{
    const OverrideLink link{u"a"_s,
                            {u"user-17@example.com"_s, u"user"_s},
                            u"env"_s,
                            address(u"https://cp.example.com:8443/a%20b"_s)};
    const auto read = readLink(linkFor(link, description()), description());
    QVERIFY(std::holds_alternative<OverrideLink>(read));
    QCOMPARE(std::get<OverrideLink>(read), link);
}

void TestOverrideLink::makesNoLinkThatWouldNotComeBack_data()
{
    QTest::addColumn<OverrideLink>("link");
    QTest::newRow("no server") << OverrideLink{};
    QTest::newRow("a server that cannot be one") << linkTo(u".."_s);
    QTest::newRow("a subject with a line break") << linkTo(u"a"_s, {u"b\n"_s, {}});
    QTest::newRow("half a character") << linkTo(u"a"_s, {QString(QChar(0xD83D)), {}});
    QTest::newRow("a type that there is not") << OverrideLink{u"a"_s, {}, u"x"_s, {}};
    QTest::newRow("ids that are too long") << linkTo(QString(1000, u'\u670D'));
}

void TestOverrideLink::makesNoLinkThatWouldNotComeBack()
{
    QFETCH(const OverrideLink, link);
    QCOMPARE(linkFor(link, description()), QString());
}

void TestOverrideLink::whateverIsTakenComesBack()
{
    QRandomGenerator random(7); // NOLINT(cert-msc51-cpp): the same links at every run
    const QString seed =
        u"mcp-override://set?server=mcp%201&subject=user-17&subject-type=user&type=header"
        "&control-plane=https%3A%2F%2Fcp.example.com"_s;
    const QString pieces = u"%&=?#/+: 0aF\u00E9\n;@."_s;
    const auto any = [&random](qsizetype size) { return random.bounded(static_cast<int>(size)); };
    int taken = 0;
    for (int round = 0; round < 50'000; ++round) {
        QString text = seed;
        for (int changes = random.bounded(1, 4); changes > 0; --changes) {
            const int from = any(text.size());
            switch (random.bounded(4)) {
            case 0: text.remove(from, 1 + random.bounded(9)); break;
            case 1: text.insert(from, pieces.at(any(pieces.size()))); break;
            case 2: text[from] = pieces.at(any(pieces.size())); break;
            default: text.insert(from, seed.mid(any(seed.size()), random.bounded(30))); break;
            }
            if (text.isEmpty())
                text = seed;
        }
        const auto read = readLink(text, description());
        if (const auto *link = std::get_if<OverrideLink>(&read)) {
            ++taken;
            const auto again = readLink(linkFor(*link, description()), description());
            QVERIFY2(std::holds_alternative<OverrideLink>(again), qPrintable(text));
            QCOMPARE(std::get<OverrideLink>(again), *link);
        }
    }
    // Otherwise this would prove nothing.
    QVERIFY(taken > 500);
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestOverrideLink)
#include "tst_overridelink.moc"
