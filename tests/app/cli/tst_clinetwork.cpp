// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/cliprocess.h"
#include "tests/support/opensslserver.h"
#include "tests/support/ownhosts.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/socksproxy.h"
#include "tests/support/tinyproxy.h"

#include <QTest>

#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray session =
    R"({"user":{"roles":[],"subject":{"subjectId":"user-17","subjectType":"user"}}})";

} // namespace

/// What the real program gives to the network, and what it does not.
class TestCliNetwork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_cli = std::make_unique<CliProcess>(); }
    void cleanup() { QVERIFY(!m_cli->hasLeaked()); }

    void promise15TrustsTheCaFile();
    void promise15SendsNothingToAnUntrustedServer_data();
    void promise15SendsNothingToAnUntrustedServer();
    void promise15SendsNothingOverWeakTls_data();
    void promise15SendsNothingOverWeakTls();
    void promise15SendsNothingWithABadCaFile();
    void endsInOrderWhenTlsIsRefused_data();
    void endsInOrderWhenTlsIsRefused();
    void namesAnUnsupportedProxy();
    void promise15HasNoBypass_data();
    void promise15HasNoBypass();
    void promise15TakesHttpToLoopbackOnly();
    void promise13FollowsNoRedirect();
    void promise14ReadsTheListAgainAfterALostRequest();
    void saysThatTheResultIsUnknown();
    void looksBeforeItReplacesAndRemoves_data();
    void looksBeforeItReplacesAndRemoves();
    void promise22NamesTheProxy();
    void promise22GoesThroughASocksProxy_data();
    void promise22GoesThroughASocksProxy();
    void promise22SendsNothingDirectlyWithoutTheProxy_data();
    void promise22SendsNothingDirectlyWithoutTheProxy();

private:
    /// Host names that only the command line finds.
    void setHosts(const OwnHosts &hosts)
    {
        const QProcessEnvironment variables = hosts.variables();
        for (const QString &name : variables.keys())
            m_cli->setVariable(name, variables.value(name));
    }
    CliRun whoami(const ControlPlaneAddress &address, const QStringList &more = {})
    {
        return m_cli->run(QStringList{u"whoami"_s, u"--control-plane"_s, address.text(),
                                      u"--token-env"_s, u"MANAGER"_s} +
                          more);
    }
    QStringList trusting() const { return {u"--ca-file"_s, m_certificates.authorityFile()}; }

    TestCertificates m_certificates{u"A private authority"_s};
    std::unique_ptr<CliProcess> m_cli;
};

void TestCliNetwork::promise15TrustsTheCaFile()
{
    ScriptedServer server(Script{httpAnswer("200 OK", session)}, m_certificates.serverWith());
    const CliRun run = whoami(server.address(), trusting());
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(server.requests().size(), 1);
}

void TestCliNetwork::promise15SendsNothingToAnUntrustedServer_data()
{
    QTest::addColumn<QSslConfiguration>("tls");
    QTest::addColumn<bool>("isAuthorityTrusted");
    QTest::newRow("an unknown authority") << m_certificates.serverWith() << false;
    QTest::newRow("nobody but itself") << m_certificates.serverSelfSigned() << true;
    QTest::newRow("a certificate of the past")
        << m_certificates.serverWith({.time = CertificateTime::Past}) << true;
    QTest::newRow("a certificate of the future")
        << m_certificates.serverWith({.time = CertificateTime::Future}) << true;
    QTest::newRow("the certificate of another host")
        << m_certificates.serverWith({.names = u"DNS:cp.example.com"_s}) << true;
}

void TestCliNetwork::promise15SendsNothingToAnUntrustedServer()
{
    QFETCH(const QSslConfiguration, tls);
    QFETCH(const bool, isAuthorityTrusted);
    ScriptedServer server(Script{httpAnswer("200 OK", session)}, tls);
    const CliRun run = whoami(server.address(), isAuthorityTrusted ? trusting() : QStringList());
    QCOMPARE(run.exitCode, 9);
    QVERIFY2(run.err.contains("Connection is not secure"), run.err.constData());
    QVERIFY(server.connections() >= 1);
    QCOMPARE(server.bytes(), QByteArray());
}

void TestCliNetwork::promise15SendsNothingOverWeakTls_data()
{
    QTest::addColumn<CertificateTerms>("terms");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("title");
    const QByteArray refused = "Secure connection refused"; // by the server
    const QByteArray insecure = "Connection is not secure";
    QTest::newRow("TLS 1.1") << CertificateTerms{} << QStringList{u"-tls1_1"_s} << refused;
    QTest::newRow("TLS 1.0") << CertificateTerms{} << QStringList{u"-tls1"_s} << refused;
    QTest::newRow("a key of 1024 bits")
        << CertificateTerms{.newKey = {u"rsa:1024"_s}} << QStringList{} << insecure;
    QTest::newRow("a signature with SHA-1")
        << CertificateTerms{.digest = u"-sha1"_s, .newKey = {u"rsa:2048"_s}} << QStringList{}
        << insecure;
}

void TestCliNetwork::promise15SendsNothingOverWeakTls()
{
    QFETCH(const CertificateTerms, terms);
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, title);
    OpensslServer server(m_certificates.filesWith(terms), options);
    const CliRun run = whoami(server.address(), trusting());
    QCOMPARE(run.exitCode, 9);
    QVERIFY2(run.err.startsWith(title), run.err.constData());
    const QByteArray seen = server.end();
    QVERIFY2(!seen.contains("Bearer") && !seen.contains("GET /"), seen.constData());
}

void TestCliNetwork::endsInOrderWhenTlsIsRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("a client certificate with TLS 1.3")
        << QStringList{u"-tls1_3"_s, u"-Verify"_s, u"1"_s}
        << QByteArray("requires a client certificate");
    QTest::newRow("a client certificate with TLS 1.2")
        << QStringList{u"-tls1_2"_s, u"-Verify"_s, u"1"_s} << QByteArray("It may require a client");
    QTest::newRow("old versions only") << QStringList{u"-no_tls1_2"_s, u"-no_tls1_3"_s}
                                       << QByteArray("supports neither TLS 1.2 nor TLS 1.3");
}

/// The program ends while Qt's network thread still takes the connection apart.
void TestCliNetwork::endsInOrderWhenTlsIsRefused()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, words);
    OpensslServer server(m_certificates.filesWith({}), options);
    for (int i = 0; i < 8; ++i) {
        const CliRun run = whoami(server.address(), trusting());
        QVERIFY2(run.exitCode == 9, run.err.constData()); // and no signal
        QVERIFY2(run.err.contains("Secure connection refused"), run.err.constData());
        QVERIFY2(run.err.contains(words), run.err.constData());
        QVERIFY2(!run.err.contains("request was sent"), run.err.constData());
    }
}

void TestCliNetwork::namesAnUnsupportedProxy()
{
    m_cli->setVariable(u"ALL_PROXY"_s, u"socks4://user:word@127.0.0.1:1"_s);
    const CliRun run = m_cli->run({u"whoami"_s, u"--control-plane"_s, u"https://cp.example.com"_s,
                                   u"--token-env"_s, u"MANAGER"_s});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("does not support the proxy “socks4://127.0.0.1:1”"),
             run.err.constData());
}

void TestCliNetwork::promise15SendsNothingWithABadCaFile()
{
    ScriptedServer server(Script{httpAnswer("200 OK", session)}, m_certificates.serverWith());
    for (const QString &file :
         {m_cli->fileOf({}), m_cli->fileOf("no certificate"), u"/nowhere/ca.pem"_s}) {
        const CliRun run = whoami(server.address(), {u"--ca-file"_s, file});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("Nothing was sent. The CA file “" + file.toLocal8Bit() + "”"),
                 run.err.constData());
        QVERIFY2(run.err.contains("or none."), run.err.constData());
    }
    QCOMPARE(server.connections(), 0);
}

void TestCliNetwork::promise15HasNoBypass_data()
{
    QTest::addColumn<QString>("option");
    for (const char *option : {"--insecure", "-k", "--no-verify", "--no-check-certificate",
                               "--skip-tls-verify", "--tls-verify=false"})
        QTest::newRow(option) << QString::fromLatin1(option);
}

void TestCliNetwork::promise15HasNoBypass()
{
    QFETCH(const QString, option);
    ScriptedServer server(Script{httpAnswer("200 OK", session)}, m_certificates.serverWith());
    QCOMPARE(whoami(server.address(), {option}).exitCode, 2);
    QCOMPARE(server.connections(), 0);
}

void TestCliNetwork::promise15TakesHttpToLoopbackOnly()
{
    for (const QString &address :
         {u"http://cp.example.com"_s, u"http://0.0.0.0:1"_s, u"http://127.0.0.1.example.com"_s}) {
        const CliRun run = m_cli->run(
            {u"whoami"_s, u"--control-plane"_s, address, u"--token-env"_s, u"MANAGER"_s});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("https"), run.err.constData());
    }
}

void TestCliNetwork::promise13FollowsNoRedirect()
{
    ScriptedServer other(Script{httpAnswer("200 OK", session)});
    const QByteArray target = "http://127.0.0.1:" + QByteArray::number(other.serverPort());
    ScriptedServer server(
        Script{httpAnswer("307 Elsewhere", {}, "Location: " + target + "/x\r\n")});
    const CliRun run = whoami(server.address());
    QCOMPARE(run.exitCode, 9);
    QVERIFY2(run.err.contains(target + "”. Your token was not sent there."), run.err.constData());
    QCOMPARE(other.connections(), 0);
}

void TestCliNetwork::promise14ReadsTheListAgainAfterALostRequest()
{
    ScriptedServer server([](const ReceivedRequest &request) -> Script {
        if (request.line().startsWith("PUT"))
            return {{}, Script::When::RequestCame, Script::Then::Close};
        if (request.target().endsWith("/session"))
            return {httpAnswer("200 OK", session)};
        return {httpAnswer("200 OK", R"({"data":[],"pagination":{"total":0}})")};
    });
    const CliRun run = m_cli->run({u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"header"_s,
                                   u"--env"_s, u"headerValue=SECRET"_s, u"--control-plane"_s,
                                   server.address().text(), u"--token-env"_s, u"MANAGER"_s});
    QCOMPARE(run.exitCode, 9);
    QCOMPARE(server.bytes().count("PUT /"), 3);
    for (const char *words :
         {"The connection failed before a response arrived. Attempt 3 of 3 begins in ",
          "Override not set", "Attempts: 3. A check of the list found no override"})
        QVERIFY2(run.err.contains(words), run.err.constData());
}

void TestCliNetwork::saysThatTheResultIsUnknown()
{
    // Carried out, answered by a proxy's 502, and the list is not there either.
    bool wasSent = false;
    ScriptedServer server([&](const ReceivedRequest &request) -> Script {
        wasSent |= request.line().startsWith("PUT") || request.line().startsWith("DELETE");
        if (request.target().endsWith("/session"))
            return {httpAnswer("200 OK", session)};
        return {wasSent ? httpAnswer("500 Internal", "{}")
                        : httpAnswer("200 OK", R"({"data":[],"pagination":{"total":0}})")};
    });
    for (const QStringList &command :
         {QStringList{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s},
          QStringList{u"remove"_s}}) {
        wasSent = false;
        const CliRun run = m_cli->run(
            command + QStringList{u"--server"_s, u"s"_s, u"--control-plane"_s,
                                  server.address().text(), u"--token-env"_s, u"MANAGER"_s});
        QCOMPARE(run.exitCode, 11);
        QVERIFY2(run.err.contains("The result is unknown"), run.err.constData());
    }
}

void TestCliNetwork::looksBeforeItReplacesAndRemoves_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("set") << QStringList{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s,
                                        u"headerValue=SECRET"_s}
                         << QByteArray("PUT /");
    QTest::newRow("remove") << QStringList{u"remove"_s} << QByteArray("DELETE /");
}

void TestCliNetwork::looksBeforeItReplacesAndRemoves()
{
    QFETCH(const QStringList, command);
    QFETCH(const QByteArray, method);
    ScriptedServer server([](const ReceivedRequest &request) -> Script {
        if (request.target().endsWith("/session"))
            return {httpAnswer("200 OK", session)};
        if (request.target().contains("/auth?"))
            return {httpAnswer("200 OK", R"({"data":[{"subjectId":"user-17","subjectType":"user",)"
                                         R"("updatedAt":"2026-11-12T14:02:00Z","updatedBySubject":)"
                                         R"({"subjectId":"other","subjectType":"user"}}],)"
                                         R"("pagination":{"total":1}})")};
        return {httpAnswer("200 OK", "{}")};
    });
    const QStringList arguments =
        command + QStringList{u"--server"_s,        u"s"_s,
                              u"--subject"_s,       u"user-17"_s,
                              u"--subject-type"_s,  u"user"_s,
                              u"--token-env"_s,     u"MANAGER"_s,
                              u"--control-plane"_s, server.address().text()};
    const CliRun refused = m_cli->run(arguments);
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("--take-over"), refused.err.constData());
    QCOMPARE(server.bytes().count(method), 0);

    const CliRun insisted = m_cli->run(arguments + QStringList{u"--take-over"_s});
    QCOMPARE(insisted.exitCode, 0);
    QCOMPARE(server.bytes().count(method), 1);
}

void TestCliNetwork::promise22NamesTheProxy()
{
    ScriptedServer server(Script{httpAnswer("200 OK", session)},
                          m_certificates.serverWith({.names = u"DNS:cp.example.com"_s}));
    TinyProxy proxy(server.serverPort(), u"proxy-user"_s, u"proxy-word"_s);
    const QByteArray words = "Using the proxy 127.0.0.1:" + QByteArray::number(proxy.port());

    m_cli->setVariable(u"https_proxy"_s, proxy.url());
    const CliRun unknown = whoami(server.address(u"cp.example.com"_s), trusting());
    QCOMPARE(unknown.exitCode, 9);
    QVERIFY2(unknown.err.contains(words), unknown.err.constData());
    QVERIFY(unknown.err.contains("The proxy “127.0.0.1” asks for a user name and password."));
    QCOMPARE(server.connections(), 0);

    m_cli->setVariable(u"https_proxy"_s, proxy.url(u"proxy-user:proxy-word@"_s));
    const CliRun known = whoami(server.address(u"cp.example.com"_s), trusting());
    QVERIFY2(known.exitCode == 0, known.err.constData());
    QVERIFY2(known.err.contains(words), known.err.constData());
    QVERIFY(!known.err.contains("proxy-word"));
    QVERIFY(!proxy.received().contains("Bearer"));
}

void TestCliNetwork::promise22GoesThroughASocksProxy_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::newRow("the proxy looks up the host") << u"socks5h"_s;
    QTest::newRow("this computer looks up the host") << u"socks5"_s;
}

void TestCliNetwork::promise22GoesThroughASocksProxy()
{
    QFETCH(const QString, scheme);
    const QString host = u"cp.example.com"_s;
    const bool isLookedUpHere = scheme == "socks5"_L1;
    ScriptedServer server(Script{httpAnswer("200 OK", session)},
                          m_certificates.serverWith({.names = u"DNS:cp.example.com"_s}));
    SocksProxy proxy(isLookedUpHere ? QStringList() : QStringList{host}, u"proxy-user"_s,
                     u"proxy-word"_s);
    const OwnHosts hosts({host});
    if (isLookedUpHere)
        setHosts(hosts);
    const QString place = u"127.0.0.1:%1"_s.arg(proxy.port());
    m_cli->setVariable(u"ALL_PROXY"_s, scheme + "://proxy-user:proxy-word@"_L1 + place);
    const CliRun run = whoami(server.address(host), trusting());
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY2(run.err.contains("Using the proxy " + place.toLatin1()), run.err.constData());
    QVERIFY(!run.err.contains("proxy-word"));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.connections(), proxy.connections());
    const QByteArray byName = SocksProxy::requestFor(host.toLatin1(), server.serverPort());
    const QByteArray byAddress("\x05\x01\x00\x01\x7F\x00\x00\x01", 8);
    QCOMPARE(proxy.received().contains(byName), !isLookedUpHere);
    QCOMPARE(proxy.received().contains(byAddress), isLookedUpHere);
    QVERIFY(!proxy.received().contains("Bearer"));
}

void TestCliNetwork::promise22SendsNothingDirectlyWithoutTheProxy_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("host");
    for (const QString &scheme : {u"http"_s, u"socks5"_s, u"socks5h"_s}) {
        for (const QString &host : {u"proxy.invalid"_s, u"127.0.0.1"_s})
            QTest::addRow("%s, %s", qPrintable(scheme), qPrintable(host)) << scheme << host;
    }
}

void TestCliNetwork::promise22SendsNothingDirectlyWithoutTheProxy()
{
    QFETCH(const QString, scheme);
    QFETCH(const QString, host);
    ScriptedServer server(Script{httpAnswer("200 OK", session)},
                          m_certificates.serverWith({.names = u"DNS:cp.example.com"_s}));
    const OwnHosts hosts({u"cp.example.com"_s});
    setHosts(hosts);
    const ControlPlaneAddress address = server.address(u"cp.example.com"_s);
    m_cli->setVariable(u"ALL_PROXY"_s,
                       scheme + "://"_L1 + host + u':' + QString::number(unusedPort()));
    const CliRun run = whoami(address, trusting());
    QCOMPARE(run.exitCode, 9);
    const QString words = QString::fromUtf8(run.err);
    QVERIFY2(words.contains(u"The proxy “%1” could not be used."_s.arg(host)), qPrintable(words));
    QVERIFY2(!words.contains(u"cp.example.com"_s), qPrintable(words));
    QCOMPARE(server.connections(), 0);

    // Directly it would have been possible.
    m_cli->setVariable(u"ALL_PROXY"_s, {});
    const CliRun direct = whoami(address, trusting());
    QVERIFY2(direct.exitCode == 0, direct.err.constData());
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestCliNetwork)
#include "tst_clinetwork.moc"
