// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QSslError>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"canary-value"}})";

Account accountAt(const ControlPlaneAddress &address) { return {address, u"canary-token"_s}; }

SubmitOutcome put(const ControlPlaneAddress &address)
{
    ControlPlaneClient client;
    Awaited<SubmitOutcome> outcome;
    const JobPtr job =
        client.setOverride(accountAt(address), {u"s"_s, overrideBody}, outcome.answer());
    if (!outcome.came())
        qFatal("No answer, or several");
    return outcome.value();
}

QString read(const ControlPlaneAddress &address)
{
    ControlPlaneClient client({2s});
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller(accountAt(address), caller.answer());
    if (!caller.came())
        qFatal("No answer, or several");
    return nameOf(caller.value());
}

std::optional<Insecure> insecureIn(const SubmitOutcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    const auto *insecure = failure ? std::get_if<Insecure>(failure) : nullptr;
    return insecure ? std::optional(*insecure) : std::nullopt;
}

/// `openssl s_server`, for servers worse than Qt can be: it writes to its output what it decrypts.
class OpensslServer
{
public:
    explicit OpensslServer(const TestCertificates::Files &files, const QStringList &options)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"openssl"_s,
                        QStringList{u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-cert"_s,
                                    files.certificate, u"-key"_s, files.key, u"-www"_s,
                                    u"-cipher"_s, u"ALL:@SECLEVEL=0"_s} +
                            options);
        while (!m_output.contains("ACCEPT ") || !m_output.endsWith('\n')) {
            if (!m_process.waitForReadyRead())
                qFatal("openssl s_server: %s", m_output.constData());
            m_output += m_process.readAll();
        }
    }
    ~OpensslServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    ControlPlaneAddress address() const
    {
        const qsizetype start = m_output.indexOf("ACCEPT ");
        const QByteArray line = m_output.mid(start, m_output.indexOf('\n', start) - start);
        const QString port = QString::fromLatin1(line.mid(line.lastIndexOf(':') + 1).trimmed());
        return std::get<ControlPlaneAddress>(
            ControlPlaneAddress::parse("https://127.0.0.1:"_L1 + port));
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

/// A server that cannot show who it is gets nothing.
class TestCertificateChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsAGoodCertificate_data();
    void trustsAGoodCertificate();
    void sendsNothingToAnUntrustedServer_data();
    void sendsNothingToAnUntrustedServer();
    void sendsNothingOverWeakTls_data();
    void sendsNothingOverWeakTls();
    void sendsNothingToAServerWithoutTls();
    void asksForNoHttp2();

private:
    TestCertificates m_trusted{u"A trusted authority"_s};
    TestCertificates m_unknown{u"An unknown authority"_s};
};

void TestCertificateChecks::initTestCase()
{
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.addCaCertificate(m_trusted.authority());
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void TestCertificateChecks::trustsAGoodCertificate_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("for a name") << u"localhost"_s;
    QTest::newRow("for an address") << u"127.0.0.1"_s;
}

void TestCertificateChecks::trustsAGoodCertificate()
{
    QFETCH(const QString, host);
    ScriptedServer server(Script{httpAnswer("200 OK")}, m_trusted.serverWith());
    QVERIFY(std::holds_alternative<Saved>(put(server.address(host))));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().constFirst().body, overrideBody);
}

void TestCertificateChecks::sendsNothingToAnUntrustedServer_data()
{
    QTest::addColumn<QSslConfiguration>("tls");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QSslError::SslError>("reason");
    const QString address = u"127.0.0.1"_s;
    QTest::newRow("an unknown authority")
        << m_unknown.serverWith() << address << QSslError::UnableToGetLocalIssuerCertificate;
    QTest::newRow("nobody but itself")
        << m_trusted.serverSelfSigned() << address << QSslError::SelfSignedCertificate;
    QTest::newRow("a certificate of yesterday")
        << m_trusted.serverWith({.days = -1}) << address << QSslError::CertificateExpired;
    QTest::newRow("the certificate of another host")
        << m_trusted.serverWith({.names = u"DNS:cp.example.com"_s}) << u"localhost"_s
        << QSslError::HostNameMismatch;
    QTest::newRow("the certificate of another address")
        << m_trusted.serverWith({.names = u"IP:127.0.0.2"_s}) << address
        << QSslError::HostNameMismatch;
    QTest::newRow("a certificate for all of the world")
        << m_trusted.serverWith({.names = u"DNS:*"_s}) << u"localhost"_s
        << QSslError::HostNameMismatch;
    QTest::newRow("a host name in front of a longer one")
        << m_trusted.serverWith({.names = u"DNS:localhost.example.com"_s}) << u"localhost"_s
        << QSslError::HostNameMismatch;
}

void TestCertificateChecks::sendsNothingToAnUntrustedServer()
{
    QFETCH(const QSslConfiguration, tls);
    QFETCH(const QString, host);
    QFETCH(const QSslError::SslError, reason);
    ScriptedServer server(Script{httpAnswer("200 OK")}, tls);
    for (int i = 0; i < 2; ++i) { // no answer is remembered
        const SubmitOutcome outcome = put(server.address(host));
        const std::optional<Insecure> insecure = insecureIn(outcome);
        QVERIFY(insecure);
        QCOMPARE(insecure->host, host);
        QVERIFY2(insecure->reasons.contains(QSslError(reason).errorString()),
                 qUtf8Printable(insecure->reasons.join(u'\n')));
    }
    QCOMPARE(server.bytes(), QByteArray());
}

void TestCertificateChecks::sendsNothingOverWeakTls_data()
{
    QTest::addColumn<CertificateTerms>("terms");
    QTest::addColumn<QStringList>("options");
    const CertificateTerms weakKey{.newKey = {u"rsa:1024"_s}};
    const CertificateTerms weakSignature{.digest = u"-sha1"_s, .newKey = {u"rsa:2048"_s}};
    QTest::newRow("TLS 1.1") << CertificateTerms{} << QStringList{u"-tls1_1"_s};
    QTest::newRow("TLS 1.0") << CertificateTerms{} << QStringList{u"-tls1"_s};
    QTest::newRow("a key of 1024 bits") << weakKey << QStringList{};
    QTest::newRow("a signature with SHA-1") << weakSignature << QStringList{};
}

void TestCertificateChecks::sendsNothingOverWeakTls()
{
    QFETCH(const CertificateTerms, terms);
    QFETCH(const QStringList, options);
    // The same server with a good certificate is trusted, so the weakness is what is refused.
    const OpensslServer good(m_trusted.filesWith({}), {});
    // Its page ends with a close_notify, which is no end to Qt.
    QCOMPARE(read(good.address()), u"NoAnswer Timeout"_s);

    const OpensslServer weak(m_trusted.filesWith(terms), options);
    QCOMPARE(read(weak.address()), u"Insecure"_s);
}

void TestCertificateChecks::sendsNothingToAServerWithoutTls()
{
    ScriptedServer server(Script{"220 mail.example.com ready\r\n", Script::When::Ready});
    const auto address = std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse("https://127.0.0.1:"_L1 + QString::number(server.serverPort())));
    const SubmitOutcome outcome = put(address);
    const std::optional<Insecure> insecure = insecureIn(outcome);
    QVERIFY(insecure);
    QVERIFY(!insecure->reasons.isEmpty());
    QVERIFY(!server.bytes().contains("canary"));
}

void TestCertificateChecks::asksForNoHttp2()
{
    QSslConfiguration tls = m_trusted.serverWith();
    tls.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2, "http/1.1"});
    ScriptedServer server(Script{httpAnswer("200 OK")}, tls);
    QVERIFY(std::holds_alternative<Saved>(put(server.address())));
    QVERIFY2(server.agreedProtocol().isEmpty() || server.agreedProtocol() == "http/1.1",
             server.agreedProtocol().constData());

    // The same server would have agreed to HTTP/2, had anybody asked for it.
    QNetworkAccessManager network;
    network.get(QNetworkRequest(server.address().endpoint("/")));
    QTRY_COMPARE(server.agreedProtocol(), QByteArray(QSslConfiguration::ALPNProtocolHTTP2));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestCertificateChecks)
#include "tst_certificates.moc"
