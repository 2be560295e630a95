// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/socksproxy.h"
#include "tests/support/testcertificates.h"
#include "tests/support/tinyproxy.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"canary-value"}})";
const QString controlPlane = u"cp.example.com"_s;

/// A variable that is set for as long as this lives.
class Variable
{
public:
    Variable(const char *name, const QString &value)
        : m_name(name)
    {
        qputenv(m_name, value.toLocal8Bit());
    }
    ~Variable() { qunsetenv(m_name); }
    Variable(const Variable &) = delete;
    Variable &operator=(const Variable &) = delete;

private:
    const char *m_name;
};

} // namespace

/// The way through a real proxy.
class TestProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void promise22GoesThroughTheSystemsProxy_data();
    void promise22GoesThroughTheSystemsProxy();
    void promise22GoesThroughASocksProxy_data();
    void promise22GoesThroughASocksProxy();
    void explainsWhatASocksProxyRefuses_data();
    void explainsWhatASocksProxyRefuses();
    void promise22GoesThroughNoProxyWhereTheSystemSaysSo();
    void promise22ExplainsAProxyThatAsksWhoThisIs();
    void explainsAProxyThatIsNotThere();
    void namesAProxyWithoutAnAddress();
    void sendsNothingWithAnUnsupportedProxy_data();
    void sendsNothingWithAnUnsupportedProxy();
    void usesNoProxyForAnyHost();
    void promise22SignsInToTheProxyAsTheSystemSays();
    void promise22GivesTheProxyNothingWhenTheServerIsWrong();

private:
    ChangeOutcome put(const ScriptedServer &server) { return put(server.address(controlPlane)); }
    ChangeOutcome put(const ControlPlaneAddress &address)
    {
        ControlPlaneClient client;
        Awaited<ChangeOutcome> outcome;
        const Account account{address, u"canary-token"_s, m_certificates.authorityFile()};
        const JobPtr job =
            client.setOverride(account, {u"server-1"_s, overrideBody}, outcome.answer());
        if (!outcome.came())
            qFatal("No answer, or several");
        return outcome.value();
    }
    QString shownProxy(const ScriptedServer &server) const
    {
        return ControlPlaneClient().proxyTo(server.address(controlPlane));
    }

    TestCertificates m_certificates{u"An authority"_s};
    ScriptedServer m_server{Script{httpAnswer("200 OK")},
                            m_certificates.serverWith({.names = u"DNS:cp.example.com"_s})};
};

void TestProxy::promise22GoesThroughTheSystemsProxy_data()
{
    QTest::addColumn<QByteArray>("variable");
    for (const char *name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        QTest::newRow(name) << QByteArray(name);
}

void TestProxy::promise22GoesThroughTheSystemsProxy()
{
    QFETCH(const QByteArray, variable);
    TinyProxy proxy(m_server.serverPort());
    const Variable set(variable.constData(), proxy.url().remove("http://"_L1));
    const qsizetype before = m_server.requests().size();
    QCOMPARE(nameOf(put(m_server)), u"Saved"_s);
    QCOMPARE(m_server.requests().size(), before + 1);
    QCOMPARE(m_server.requests().constLast().header("Authorization"), "Bearer canary-token");
    QCOMPARE(shownProxy(m_server), u"127.0.0.1:%1"_s.arg(proxy.port()));

    // All that the proxy could read is where the connection leads.
    const QByteArray target = "cp.example.com:" + QByteArray::number(m_server.serverPort());
    QVERIFY2(proxy.received().startsWith("CONNECT " + target + " HTTP/1.1\r\n"),
             proxy.received().left(100).constData());
    for (const char *secret : {"canary", "Authorization", "Bearer", "server-1", "PUT "})
        QVERIFY2(!proxy.received().contains(secret), secret);
    QCOMPARE(proxy.connections(), 1);
    QVERIFY2(proxy.log().contains("CONNECT " + target), proxy.log().constData());
    qInfo("the proxy got %lld bytes, of which %lld in clear",
          static_cast<long long>(proxy.received().size()),
          static_cast<long long>(proxy.received().indexOf("\r\n\r\n") + 4));
}

void TestProxy::promise22GoesThroughASocksProxy_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("user");
    for (const char *name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        QTest::newRow(name) << QByteArray(name) << QString();
    QTest::newRow("with a sign-in") << QByteArray("ALL_PROXY") << u"proxy-user"_s;
}

void TestProxy::promise22GoesThroughASocksProxy()
{
    QFETCH(const QByteArray, variable);
    QFETCH(const QString, user);
    SocksProxy proxy({controlPlane}, user, u"proxy-word"_s);
    const QString place = u"127.0.0.1:%1"_s.arg(proxy.port());
    const QString signIn = user.isEmpty() ? QString() : user + ":proxy-word@"_L1;
    const Variable set(variable.constData(), "socks5h://"_L1 + signIn + place);
    const qsizetype before = m_server.requests().size();
    QCOMPARE(nameOf(put(m_server)), u"Saved"_s);
    QCOMPARE(m_server.requests().size(), before + 1);
    QCOMPARE(m_server.requests().constLast().header("Authorization"), "Bearer canary-token");
    QVERIFY(!m_server.bytes().contains("proxy-word"));
    QCOMPARE(shownProxy(m_server), place);

    // This computer does not find the host: the proxy is given its name.
    QCOMPARE(proxy.connections(), 1);
    QVERIFY(proxy.received().contains(SocksProxy::requestFor(
        controlPlane.toLatin1(), static_cast<quint16>(m_server.serverPort()))));
    for (const char *secret : {"canary", "Authorization", "Bearer", "server-1", "PUT "})
        QVERIFY2(!proxy.received().contains(secret), secret);
}

void TestProxy::explainsWhatASocksProxyRefuses_data()
{
    QTest::addColumn<QStringList>("hosts"); // that the proxy finds
    QTest::addColumn<QString>("signIn");
    QTest::addColumn<bool>("isServerClosed");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("host");
    const QStringList known{controlPlane};
    const QString user = u"proxy-user:proxy-word@"_s;
    const QString proxy = u"127.0.0.1"_s;
    QTest::newRow("no user name") << known << QString() << false << u"ProxySignIn"_s << proxy;
    QTest::newRow("a wrong password")
        << known << u"proxy-user:wrong@"_s << false << u"ProxySignIn"_s << proxy;
    QTest::newRow("an unknown host") << QStringList() << user << false << u"Proxy"_s << proxy;
    QTest::newRow("a closed port") << known << user << true << u"Refused"_s << controlPlane;
}

void TestProxy::explainsWhatASocksProxyRefuses()
{
    QFETCH(const QStringList, hosts);
    QFETCH(const QString, signIn);
    QFETCH(const bool, isServerClosed);
    QFETCH(const QString, outcome);
    QFETCH(const QString, host);
    ScriptedServer server(Script{httpAnswer("200 OK")}, m_certificates.serverWith());
    const ControlPlaneAddress address = server.address(controlPlane);
    SocksProxy proxy(hosts, u"proxy-user"_s, u"proxy-word"_s);
    const Variable set("ALL_PROXY",
                       "socks5h://"_L1 + signIn + "127.0.0.1:"_L1 + QString::number(proxy.port()));
    if (isServerClosed)
        server.close();
    const ChangeOutcome changed = put(address);
    qInfo("%s", qPrintable(std::get<NotReached>(std::get<Failure>(changed)).details));
    QCOMPARE(nameOf(changed), "NotReached "_L1 + outcome);
    QCOMPARE(std::get<NotReached>(std::get<Failure>(changed)).host, host);
    QVERIFY(proxy.connections() >= 1);
    QCOMPARE(server.connections(), 0);
    QVERIFY(!proxy.received().contains("canary"));
}

void TestProxy::promise22GoesThroughNoProxyWhereTheSystemSaysSo()
{
    TinyProxy proxy(m_server.serverPort());
    const Variable set("https_proxy", proxy.url());
    const Variable except("no_proxy", controlPlane);
    QCOMPARE(nameOf(put(m_server)), u"NotReached HostNotFound"_s); // there is no such host
    QCOMPARE(proxy.connections(), 0);
    QCOMPARE(shownProxy(m_server), QString());
}

void TestProxy::promise22ExplainsAProxyThatAsksWhoThisIs()
{
    TinyProxy proxy(m_server.serverPort(), u"proxy-user"_s, u"proxy-word"_s);
    const Variable set("https_proxy", proxy.url());
    const QByteArray before = m_server.bytes();
    const ChangeOutcome outcome = put(m_server);
    QCOMPARE(nameOf(outcome), u"NotReached ProxySignIn"_s);
    QCOMPARE(std::get<NotReached>(std::get<Failure>(outcome)).host, u"127.0.0.1"_s);
    QCOMPARE(m_server.bytes(), before);
    QVERIFY(!proxy.received().contains("canary"));
}

void TestProxy::explainsAProxyThatIsNotThere()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const Variable set("https_proxy", u"http://127.0.0.1:%1"_s.arg(closed.serverPort()));
    closed.close();
    const QByteArray before = m_server.bytes();
    const ChangeOutcome outcome = put(m_server);
    QCOMPARE(nameOf(outcome), u"NotReached Proxy"_s);
    QCOMPARE(std::get<NotReached>(std::get<Failure>(outcome)).host, u"127.0.0.1"_s);
    QCOMPARE(m_server.bytes(), before);
}

void TestProxy::namesAProxyWithoutAnAddress()
{
    for (const QString &scheme : {u"http"_s, u"socks5h"_s, u"socks5"_s}) {
        const Variable set("https_proxy", scheme + u"://proxy.invalid:1"_s);
        const ChangeOutcome outcome = put(m_server);
        const auto &failure = std::get<NotReached>(std::get<Failure>(outcome));
        const bool isLookedUpHere = scheme == "socks5"_L1; // the control plane, which is first
        QCOMPARE(failure.cause,
                 isLookedUpHere ? NotReached::Cause::HostNotFound : NotReached::Cause::Proxy);
        QCOMPARE(failure.host, isLookedUpHere ? controlPlane : u"proxy.invalid"_s);
    }
}

void TestProxy::sendsNothingWithAnUnsupportedProxy_data()
{
    QTest::addColumn<QString>("scheme");
    for (const char *scheme : {"socks4", "socks4a", "https", "quic"})
        QTest::newRow(scheme) << QString::fromLatin1(scheme);
}

void TestProxy::sendsNothingWithAnUnsupportedProxy()
{
    QFETCH(const QString, scheme);
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    const QString address = u"127.0.0.1:"_s + QString::number(proxy.serverPort());
    const Variable set("ALL_PROXY", scheme + "://user:word@"_L1 + address);
    const qsizetype before = m_server.connections();
    const ChangeOutcome outcome = put(m_server);
    QCOMPARE(nameOf(outcome), u"NotReached ProxyUnsupported"_s);
    const QString shown = scheme + "://"_L1 + address;
    QCOMPARE(std::get<NotReached>(std::get<Failure>(outcome)).host, shown);
    QCOMPARE(shownProxy(m_server), QString()); // it is not used
    QVERIFY(!proxy.waitForNewConnection(0));
    QCOMPARE(m_server.connections(), before);
}

void TestProxy::usesNoProxyForAnyHost()
{
    TinyProxy proxy(m_server.serverPort());
    const Variable set("https_proxy", proxy.url());
    const Variable except("NO_PROXY", u"*"_s);
    QCOMPARE(nameOf(put(m_server)), u"NotReached HostNotFound"_s); // there is no such host
    QCOMPARE(proxy.connections(), 0);
}

void TestProxy::promise22SignsInToTheProxyAsTheSystemSays()
{
    TinyProxy proxy(m_server.serverPort(), u"proxy-user"_s, u"proxy-word"_s);
    const Variable set("https_proxy", proxy.url(u"proxy-user:proxy-word@"_s));
    QCOMPARE(nameOf(put(m_server)), u"Saved"_s);
    QVERIFY(proxy.received().contains("Proxy-Authorization: Basic "));
    QVERIFY(!proxy.received().contains("canary"));
    // What is for the proxy stays with the proxy, and is shown to nobody.
    QVERIFY(!m_server.bytes().contains("Proxy-"));
    QCOMPARE(shownProxy(m_server), u"127.0.0.1:%1"_s.arg(proxy.port()));
}

void TestProxy::promise22GivesTheProxyNothingWhenTheServerIsWrong()
{
    ScriptedServer wrong(Script{httpAnswer("200 OK")}, m_certificates.serverSelfSigned());
    TinyProxy proxy(wrong.serverPort());
    const Variable set("https_proxy", proxy.url());
    QCOMPARE(nameOf(put(wrong)), u"Insecure"_s);
    QCOMPARE(wrong.bytes(), QByteArray());
    QVERIFY(!proxy.received().contains("canary"));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestProxy)
#include "tst_proxy.moc"
