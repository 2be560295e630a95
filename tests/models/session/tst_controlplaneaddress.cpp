// SPDX-License-Identifier: Apache-2.0
#include "models/session/controlplaneaddress.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Problem = ControlPlaneAddress::Problem;

class TestControlPlaneAddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatAPersonTypes_data();
    void readsWhatAPersonTypes();
    void refuses_data();
    void refuses();
    void equalAddressesHaveEqualTexts_data();
    void equalAddressesHaveEqualTexts();
    void differentAddressesDiffer_data();
    void differentAddressesDiffer();
    void theTextReadsBackAsTheSameAddress_data();
    void theTextReadsBackAsTheSameAddress();
    void showsHostPortAndPrefix_data();
    void showsHostPortAndPrefix();
    void onlyLoopbackIsLoopback_data();
    void onlyLoopbackIsLoopback();
    void endpointsKeepThePathPrefix();
    void endpointsKeepEncodedCharacters();
};

namespace
{

std::optional<ControlPlaneAddress> parsed(const QString &text)
{
    const auto result = ControlPlaneAddress::parse(text);
    const auto *address = std::get_if<ControlPlaneAddress>(&result);
    return address ? std::optional(*address) : std::nullopt;
}

std::optional<Problem> problemOf(const QString &text)
{
    const auto result = ControlPlaneAddress::parse(text);
    const auto *problem = std::get_if<Problem>(&result);
    return problem ? std::optional(*problem) : std::nullopt;
}

void addAddresses()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &typed, const QString &text) {
        QTest::newRow(name) << typed << text;
    };
    row("an https address stays as it is", u"https://cp.example.com"_s,
        u"https://cp.example.com"_s);
    row("https is assumed where no scheme is typed", u"cp.example.com"_s,
        u"https://cp.example.com"_s);
    row("a port may follow without a scheme", u"cp.example.com:8443"_s,
        u"https://cp.example.com:8443"_s);
    row("a path may follow without a scheme", u"cp.example.com/tenant"_s,
        u"https://cp.example.com/tenant"_s);
    row("scheme and host do not depend on case", u"HTTPS://CP.Example.COM/Tenant"_s,
        u"https://cp.example.com/Tenant"_s);
    row("blanks around it do not count", u" \t https://cp.example.com \n"_s,
        u"https://cp.example.com"_s);
    row("one slash at the end does not count", u"https://cp.example.com/"_s,
        u"https://cp.example.com"_s);
    row("many slashes at the end do not count", u"https://cp.example.com/tenant///"_s,
        u"https://cp.example.com/tenant"_s);
    row("a path prefix is kept", u"https://cp.example.com/a/b"_s, u"https://cp.example.com/a/b"_s);
    row("an encoded slash in the prefix stays encoded", u"https://cp.example.com/a%2fb"_s,
        u"https://cp.example.com/a%2Fb"_s);
    row("an encoded percent sign stays encoded", u"https://cp.example.com/a%252e%252e"_s,
        u"https://cp.example.com/a%252e%252e"_s);
    row("three dots are a name", u"https://cp.example.com/.../a"_s,
        u"https://cp.example.com/.../a"_s);
    row("the default https port is dropped", u"https://cp.example.com:443"_s,
        u"https://cp.example.com"_s);
    row("an empty port is dropped", u"https://cp.example.com:"_s, u"https://cp.example.com"_s);
    row("another port is kept", u"https://cp.example.com:8443"_s, u"https://cp.example.com:8443"_s);
    row("port 80 is not the default of https", u"https://cp.example.com:80"_s,
        u"https://cp.example.com:80"_s);
    row("http is allowed to localhost", u"http://localhost:8080"_s, u"http://localhost:8080"_s);
    row("http is assumed for localhost", u"localhost:8080"_s, u"http://localhost:8080"_s);
    row("http is assumed for a loopback number", u"127.0.0.1:8080"_s, u"http://127.0.0.1:8080"_s);
    row("http is assumed for IPv6 loopback", u"[::1]:8080"_s, u"http://[::1]:8080"_s);
    row("https to loopback stays https", u"https://localhost:8443"_s, u"https://localhost:8443"_s);
    row("the default http port is dropped", u"http://localhost:80/"_s, u"http://localhost"_s);
    row("port 443 is not the default of http", u"http://localhost:443"_s,
        u"http://localhost:443"_s);
    row("all of 127/8 is loopback", u"http://127.255.255.254"_s, u"http://127.255.255.254"_s);
    row("a short loopback number is written out", u"http://127.1"_s, u"http://127.0.0.1"_s);
    row("a long spelling of ::1 is shortened", u"http://[0:0:0:0:0:0:0:1]"_s, u"http://[::1]"_s);
    row("https is assumed for a host that only begins like loopback", u"127.0.0.1.example.com"_s,
        u"https://127.0.0.1.example.com"_s);
    row("a name in another script is sent as punycode", u"https://b\u00FCcher.com/"_s,
        u"https://xn--bcher-kva.com"_s);
    row("a look-alike name is sent as punycode", u"https://cp.ex\u0430mple.com"_s,
        u"https://cp.xn--exmple-4nf.com"_s);
    row("a prefix in another script is percent-encoded", u"https://cp.example.com/b\u00FCcher"_s,
        u"https://cp.example.com/b%C3%BCcher"_s);
    row("an IPv6 host is kept", u"https://[2001:DB8::1]:8443/x"_s,
        u"https://[2001:db8::1]:8443/x"_s);
}

} // namespace

void TestControlPlaneAddress::readsWhatAPersonTypes_data() { addAddresses(); }

void TestControlPlaneAddress::readsWhatAPersonTypes()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    const auto address = parsed(typed);
    QVERIFY(address);
    QCOMPARE(address->text(), text);
}

void TestControlPlaneAddress::theTextReadsBackAsTheSameAddress_data() { addAddresses(); }

void TestControlPlaneAddress::theTextReadsBackAsTheSameAddress()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QVERIFY(parsed(typed) == parsed(text));
    QCOMPARE(parsed(text)->text(), text);
}

void TestControlPlaneAddress::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Problem>("problem");
    const auto row = [](const char *name, const QString &typed, Problem problem) {
        QTest::newRow(name) << typed << problem;
    };
    row("nothing", QString(), Problem::Empty);
    row("blanks alone", u" \t\n\u00A0"_s, Problem::Empty);

    row("no host", u"https://"_s, Problem::Malformed);
    row("a path without a host", u"https:///tenant"_s, Problem::Malformed);
    row("two words", u"cp example com"_s, Problem::Malformed);
    row("a blank in the host", u"https://cp. example.com"_s, Problem::Malformed);
    row("a port that is no number", u"https://cp.example.com:abc"_s, Problem::Malformed);
    row("a port above 65535", u"https://cp.example.com:65536"_s, Problem::Malformed);
    row("a negative port", u"https://cp.example.com:-1"_s, Problem::Malformed);
    row("port 0, which nothing listens on", u"https://cp.example.com:0"_s, Problem::Malformed);
    row("an unfinished percent sign", u"https://cp.example.com/%"_s, Problem::Malformed);
    row("an unclosed IPv6 bracket", u"https://[::1"_s, Problem::Malformed);
    row("a backslash, which browsers read as a slash", u"https://cp.example.com\\@evil.example"_s,
        Problem::Malformed);
    row("a line break in the host", u"https://cp.exam\nple.com"_s, Problem::Malformed);
    row("a line break in the path", u"https://cp.example.com/a\r\nb"_s, Problem::Malformed);
    row("a tab in the path", u"https://cp.example.com/a\tb"_s, Problem::Malformed);
    row("a NUL in the host", u"https://cp.example.com\u0000.evil.example"_s, Problem::Malformed);
    row("a line separator in the path", u"https://cp.example.com/a\u2028b"_s, Problem::Malformed);
    row("an encoded line break", u"https://cp.example.com/a%0D%0Ab"_s, Problem::Malformed);
    row("an encoded NUL", u"https://cp.example.com/%00"_s, Problem::Malformed);
    row("an encoded DEL", u"https://cp.example.com/%7F"_s, Problem::Malformed);
    row("an encoded C1 control", u"https://cp.example.com/%C2%85"_s, Problem::Malformed);
    row("an encoded line separator", u"https://cp.example.com/%E2%80%A8"_s, Problem::Malformed);
    row("half of a surrogate pair", u"https://cp.example.com/"_s + QChar(0xD800),
        Problem::Malformed);
    row("one megabyte of slashes", QString(1024 * 1024, u'/'), Problem::Malformed);

    row("http to another machine", u"http://cp.example.com"_s, Problem::NotHttps);
    row("http to a host that begins like loopback", u"http://127.0.0.1.example.com"_s,
        Problem::NotHttps);
    row("http to a host that begins like localhost", u"http://localhost.example.com"_s,
        Problem::NotHttps);
    row("http to a host that ends like localhost", u"http://notlocalhost"_s, Problem::NotHttps);
    row("http to a number that is no address", u"http://127.0.0.256"_s, Problem::NotHttps);
    row("http to a number that has to be looked up", u"http://127.0.0.08"_s, Problem::NotHttps);
    row("http to loopback with a dot at the end", u"http://127.0.0.1."_s, Problem::NotHttps);
    row("http to a private network", u"http://10.0.0.1"_s, Problem::NotHttps);
    row("http to every interface", u"http://0.0.0.0"_s, Problem::NotHttps);
    row("http to IPv6 that is not loopback", u"http://[::2]"_s, Problem::NotHttps);
    row("http to IPv4 inside IPv6", u"http://[::ffff:127.0.0.1]"_s, Problem::NotHttps);
    row("ftp", u"ftp://cp.example.com"_s, Problem::NotHttps);
    row("a scheme of its own", u"mcp-override://set"_s, Problem::NotHttps);
    row("websockets", u"wss://cp.example.com"_s, Problem::NotHttps);

    row("a user name", u"https://admin@cp.example.com"_s, Problem::HasUserInfo);
    row("a user name and password", u"https://admin:secret@cp.example.com"_s, Problem::HasUserInfo);
    row("an empty user name", u"https://@cp.example.com"_s, Problem::HasUserInfo);
    row("an empty user name and password", u"https://:@cp.example.com"_s, Problem::HasUserInfo);
    row("a user name without a scheme", u"admin:secret@cp.example.com"_s, Problem::HasUserInfo);
    row("loopback as a user name", u"https://127.0.0.1@evil.example"_s, Problem::HasUserInfo);

    row("a query", u"https://cp.example.com/?tenant=a"_s, Problem::HasQuery);
    row("an empty query", u"https://cp.example.com?"_s, Problem::HasQuery);
    row("a fragment", u"https://cp.example.com/#top"_s, Problem::HasFragment);
    row("an empty fragment", u"https://cp.example.com#"_s, Problem::HasFragment);

    row("a dot segment", u"https://cp.example.com/./a"_s, Problem::HasDotSegment);
    row("a double dot segment", u"https://cp.example.com/a/../b"_s, Problem::HasDotSegment);
    row("a double dot at the end", u"https://cp.example.com/a/.."_s, Problem::HasDotSegment);
    row("an encoded double dot", u"https://cp.example.com/%2e%2E/b"_s, Problem::HasDotSegment);
    row("a double dot behind an encoded slash", u"https://cp.example.com/a%2F..%2Fb"_s,
        Problem::HasDotSegment);
}

void TestControlPlaneAddress::refuses()
{
    QFETCH(QString, typed);
    QFETCH(Problem, problem);
    const auto found = problemOf(typed);
    QVERIFY(found);
    QCOMPARE(*found, problem);
}

void TestControlPlaneAddress::equalAddressesHaveEqualTexts_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    const auto row = [](const char *name, const QString &one, const QString &other) {
        QTest::newRow(name) << one << other;
    };
    row("with and without the default port", u"https://cp.example.com"_s,
        u"https://cp.example.com:443"_s);
    row("with leading zeros in the port", u"https://cp.example.com:00443"_s,
        u"https://cp.example.com"_s);
    row("with and without a slash at the end", u"https://cp.example.com/t"_s,
        u"https://cp.example.com/t/"_s);
    row("with and without the scheme", u"cp.example.com"_s, u"https://cp.example.com"_s);
    row("in another case", u"https://CP.example.com"_s, u"https://cp.example.com"_s);
    row("a letter encoded and not", u"https://cp.example.com/%41"_s, u"https://cp.example.com/A"_s);
    row("another script encoded and not", u"https://cp.example.com/%c3%a9"_s,
        u"https://cp.example.com/\u00E9"_s);
    row("lower and upper case in an encoding", u"https://cp.example.com/a%2fb"_s,
        u"https://cp.example.com/a%2Fb"_s);
    row("a host in its own script and in punycode", u"https://b\u00FCcher.com"_s,
        u"https://xn--bcher-kva.com"_s);
    row("two spellings of one loopback address", u"http://127.1:8080"_s,
        u"http://127.0.0.1:8080"_s);
}

void TestControlPlaneAddress::equalAddressesHaveEqualTexts()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(parsed(one) && parsed(other));
    QVERIFY(parsed(one) == parsed(other));
    QCOMPARE(parsed(one)->text(), parsed(other)->text());
}

void TestControlPlaneAddress::differentAddressesDiffer_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    const auto row = [](const char *name, const QString &one, const QString &other) {
        QTest::newRow(name) << one << other;
    };
    row("in the port", u"https://cp.example.com"_s, u"https://cp.example.com:8443"_s);
    row("in the host", u"https://cp.example.com"_s, u"https://cp.example.net"_s);
    row("in the prefix", u"https://cp.example.com"_s, u"https://cp.example.com/t"_s);
    row("in the case of the prefix", u"https://cp.example.com/T"_s, u"https://cp.example.com/t"_s);
    row("in the scheme", u"http://localhost"_s, u"https://localhost"_s);
    row("in an encoded slash", u"https://cp.example.com/a/b"_s, u"https://cp.example.com/a%2Fb"_s);
    row("in a look-alike letter", u"https://cp.example.com"_s, u"https://cp.ex\u0430mple.com"_s);
}

void TestControlPlaneAddress::differentAddressesDiffer()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(parsed(one) && parsed(other));
    QVERIFY(parsed(one) != parsed(other));
    QVERIFY(parsed(one)->text() != parsed(other)->text());
}

void TestControlPlaneAddress::showsHostPortAndPrefix_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &typed, const QString &shown) {
        QTest::newRow(name) << typed << shown;
    };
    row("the host alone", u"https://cp.example.com"_s, u"cp.example.com"_s);
    row("a port that is not the default one", u"http://127.0.0.1:8080"_s, u"127.0.0.1:8080"_s);
    row("the prefix", u"https://cp.example.com/tenant/"_s, u"cp.example.com/tenant"_s);
    row("an IPv6 host in its brackets", u"http://[::1]:8080"_s, u"[::1]:8080"_s);
    row("an encoded slash as it is, not as a separator", u"https://cp.example.com/a%2Fb"_s,
        u"cp.example.com/a%2Fb"_s);
    row("a bidi character encoded, so that it cannot turn the text round",
        u"https://cp.example.com/\u202Emoc"_s, u"cp.example.com/%E2%80%AEmoc"_s);
}

void TestControlPlaneAddress::showsHostPortAndPrefix()
{
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    const auto address = parsed(typed);
    QVERIFY(address);
    QCOMPARE(address->displayName(), shown);
}

void TestControlPlaneAddress::onlyLoopbackIsLoopback_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isLoopback");
    QTest::newRow("localhost is") << u"https://localhost"_s << true;
    QTest::newRow("127.0.0.1 is") << u"http://127.0.0.1:8080"_s << true;
    QTest::newRow("::1 is") << u"http://[::1]"_s << true;
    QTest::newRow("a host that begins like it is not") << u"127.0.0.1.example.com"_s << false;
    QTest::newRow("a number that has to be looked up is not") << u"https://127.0.0.08"_s << false;
    QTest::newRow("another host is not") << u"https://cp.example.com"_s << false;
}

void TestControlPlaneAddress::onlyLoopbackIsLoopback()
{
    QFETCH(QString, typed);
    QFETCH(bool, isLoopback);
    const auto address = parsed(typed);
    QVERIFY(address);
    QCOMPARE(address->isLoopback(), isLoopback);
}

void TestControlPlaneAddress::endpointsKeepThePathPrefix()
{
    const auto address = parsed(u"https://cp.example.com:8443/tenant-a/"_s);
    QVERIFY(address);
    QCOMPARE(address->endpoint("/api/svc/v1/session").toEncoded(),
             QByteArray("https://cp.example.com:8443/tenant-a/api/svc/v1/session"));
}

void TestControlPlaneAddress::endpointsKeepEncodedCharacters()
{
    const auto address = parsed(u"https://cp.example.com"_s);
    QVERIFY(address);
    const QByteArray path = "/api/svc/v1/mcp/a%2Fb%252e%3F%23%20%C3%A9%00/auth?limit=5";
    QCOMPARE(address->endpoint(path).toEncoded(), "https://cp.example.com" + path);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestControlPlaneAddress)
#include "tst_controlplaneaddress.moc"
