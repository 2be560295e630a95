// SPDX-License-Identifier: Apache-2.0
#include "net/authorities.h"
#include "net/controlplaneclient.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/opensslserver.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
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

Account accountAt(const ControlPlaneAddress &address, const QString &caFile = {})
{
    return {address, u"canary-token"_s, caFile};
}

ChangeOutcome put(const ControlPlaneAddress &address, const QString &caFile = {})
{
    ControlPlaneClient client;
    Awaited<ChangeOutcome> outcome;
    const JobPtr job =
        client.setOverride(accountAt(address, caFile), {u"s"_s, overrideBody}, outcome.answer());
    if (!outcome.came())
        qFatal("No answer, or several");
    return outcome.value();
}

QString read(ControlPlaneClient &client, const ControlPlaneAddress &address,
             const QString &caFile = {})
{
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller(accountAt(address, caFile), caller.answer());
    if (!caller.came())
        qFatal("No answer, or several");
    return nameOf(caller.value());
}

std::optional<Insecure> insecureIn(const ChangeOutcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    const auto *insecure = failure ? std::get_if<Insecure>(failure) : nullptr;
    return insecure ? std::optional(*insecure) : std::nullopt;
}

} // namespace

/// A server that cannot show who it is gets nothing.
class TestCertificateChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsAGoodCertificate_data();
    void trustsAGoodCertificate();
    void promise15SendsNothingToAnUntrustedServer_data();
    void promise15SendsNothingToAnUntrustedServer();
    void promise15SendsNothingOverWeakTls_data();
    void promise15SendsNothingOverWeakTls();
    void promise15SendsNothingToAServerWithoutTls();
    void namesWhyTheServerRefusesTls_data();
    void namesWhyTheServerRefusesTls();
    void promise15AsksForNoHttp2();
    void promise15TrustsTheCaFileAsWell();
    void promise15ForgetsACaFileThatIsNamedNoLonger();
    void promise15KeepsTheAuthoritiesOfTheSystem();
    void promise15SendsNothingWithABadCaFile_data();
    void promise15SendsNothingWithABadCaFile();

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

void TestCertificateChecks::promise15SendsNothingToAnUntrustedServer_data()
{
    QTest::addColumn<QSslConfiguration>("tls");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QSslError::SslError>("reason");
    const QString address = u"127.0.0.1"_s;
    QTest::newRow("an unknown authority")
        << m_unknown.serverWith() << address << QSslError::UnableToGetLocalIssuerCertificate;
    QTest::newRow("nobody but itself")
        << m_trusted.serverSelfSigned() << address << QSslError::SelfSignedCertificate;
    QTest::newRow("a certificate of the past")
        << m_trusted.serverWith({.time = CertificateTime::Past}) << address
        << QSslError::CertificateExpired;
    QTest::newRow("a certificate of the future")
        << m_trusted.serverWith({.time = CertificateTime::Future}) << address
        << QSslError::CertificateNotYetValid;
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

void TestCertificateChecks::promise15SendsNothingToAnUntrustedServer()
{
    QFETCH(const QSslConfiguration, tls);
    QFETCH(const QString, host);
    QFETCH(const QSslError::SslError, reason);
    ScriptedServer server(Script{httpAnswer("200 OK")}, tls);
    for (int i = 0; i < 2; ++i) { // no answer is remembered
        const ChangeOutcome outcome = put(server.address(host));
        const std::optional<Insecure> insecure = insecureIn(outcome);
        QVERIFY(insecure);
        QCOMPARE(insecure->cause, Insecure::Cause::Certificate);
        QCOMPARE(insecure->host, host);
        QVERIFY2(insecure->reasons.contains(QSslError(reason).errorString()),
                 qUtf8Printable(insecure->reasons.join(u'\n')));
    }
    QCOMPARE(server.bytes(), QByteArray());
}

void TestCertificateChecks::promise15SendsNothingOverWeakTls_data()
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

void TestCertificateChecks::promise15SendsNothingOverWeakTls()
{
    QFETCH(const CertificateTerms, terms);
    QFETCH(const QStringList, options);
    // The same server with a good certificate is trusted, so the weakness is what is refused.
    ControlPlaneClient client({2s});
    OpensslServer good(m_trusted.filesWith({}));
    QVERIFY(read(client, good.address()).endsWith("Timeout"_L1)); // it never answers
    QVERIFY(good.end().contains("Bearer canary-token"));

    OpensslServer weak(m_trusted.filesWith(terms), options);
    QCOMPARE(read(client, weak.address()), u"Insecure"_s);
    const QByteArray seen = weak.end();
    QVERIFY2(!seen.contains("Bearer") && !seen.contains("GET /"), seen.constData());
}

void TestCertificateChecks::promise15SendsNothingToAServerWithoutTls()
{
    ScriptedServer server(Script{"220 mail.example.com ready\r\n", Script::When::Ready});
    const auto address = std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse("https://127.0.0.1:"_L1 + QString::number(server.serverPort())));
    const ChangeOutcome outcome = put(address);
    const std::optional<Insecure> insecure = insecureIn(outcome);
    QVERIFY(insecure);
    QCOMPARE(insecure->cause, Insecure::Cause::NoTls);
    QVERIFY(!insecure->reasons.isEmpty());
    QVERIFY(!server.bytes().contains("canary"));
}

void TestCertificateChecks::namesWhyTheServerRefusesTls_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<Insecure::Cause>("cause");
    using Cause = Insecure::Cause;
    QTest::newRow("a client certificate with TLS 1.3")
        << QStringList{u"-tls1_3"_s, u"-Verify"_s, u"1"_s} << Cause::ClientCertificate;
    // In TLS 1.2 there is no alert of its own for this.
    QTest::newRow("a client certificate with TLS 1.2")
        << QStringList{u"-tls1_2"_s, u"-Verify"_s, u"1"_s} << Cause::Refused;
    QTest::newRow("old versions only")
        << QStringList{u"-no_tls1_2"_s, u"-no_tls1_3"_s} << Cause::Version;
}

void TestCertificateChecks::namesWhyTheServerRefusesTls()
{
    QFETCH(const QStringList, options);
    QFETCH(const Insecure::Cause, cause);
    OpensslServer server(m_trusted.filesWith({}), options);
    const std::optional<Insecure> changed = insecureIn(put(server.address()));
    QVERIFY(changed);
    QCOMPARE(changed->cause, cause);
    ControlPlaneClient client;
    QCOMPARE(read(client, server.address()), u"Insecure"_s);
    const QByteArray seen = server.end();
    QVERIFY2(!seen.contains("Bearer") && !seen.contains("GET /"), seen.constData());
}

void TestCertificateChecks::promise15AsksForNoHttp2()
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

void TestCertificateChecks::promise15TrustsTheCaFileAsWell()
{
    const QString file = m_unknown.authorityFile();
    ScriptedServer own(Script{httpAnswer("200 OK")}, m_unknown.serverWith());
    ScriptedServer ordinary(Script{httpAnswer("200 OK")}, m_trusted.serverWith());
    ScriptedServer wrongHost(Script{httpAnswer("200 OK")},
                             m_unknown.serverWith({.names = u"DNS:cp.example.com"_s}));
    QVERIFY(!std::holds_alternative<Saved>(put(own.address())));
    QVERIFY(std::holds_alternative<Saved>(put(own.address(), file)));
    QVERIFY(std::holds_alternative<Saved>(put(ordinary.address(), file)));
    QVERIFY(insecureIn(put(wrongHost.address(), file)));
    QCOMPARE(own.requests().size(), 1);
    QCOMPARE(wrongHost.bytes(), QByteArray());
}

void TestCertificateChecks::promise15ForgetsACaFileThatIsNamedNoLonger()
{
    ScriptedServer server(Script{httpAnswer("200 OK", R"({"user":{"subject":{"subjectId":"u"}}})")},
                          m_unknown.serverWith());
    ControlPlaneClient client;
    QCOMPARE(read(client, server.address(), m_unknown.authorityFile()), u"Read"_s);
    // The connection is kept, and would still do.
    QCOMPARE(read(client, server.address()), u"Insecure"_s);
    QCOMPARE(read(client, server.address(), m_unknown.authorityFile()), u"Read"_s);
    QCOMPARE(server.requests().size(), 2);
}

void TestCertificateChecks::promise15KeepsTheAuthoritiesOfTheSystem()
{
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration::setDefaultConfiguration({}); // as it is in the programs
    const auto address =
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
    const QList<QSslCertificate> trusted =
        makeRequest(accountAt(address, m_unknown.authorityFile()), "/")
            .sslConfiguration()
            .caCertificates();
    QSslConfiguration::setDefaultConfiguration(before);
    const QSslCertificate own = m_unknown.authority();
    QVERIFY(trusted.contains(own));
    const QList<QSslCertificate> system = QSslConfiguration::systemCaCertificates();
    for (const QSslCertificate &one : system)
        QVERIFY(trusted.contains(one));
    qInfo("%lld authorities of the system, and one more", static_cast<long long>(system.size()));
}

void TestCertificateChecks::promise15SendsNothingWithABadCaFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<CaFileProblem>("problem");
    const QByteArray begin = "-----BEGIN CERTIFICATE-----\n";
    QTest::newRow("empty") << QByteArray("") << CaFileProblem::Empty;
    QTest::newRow("blank") << QByteArray(" \n\t\r\n") << CaFileProblem::Empty;
    QTest::newRow("a text") << QByteArray("my certificate") << CaFileProblem::NoCertificate;
    QTest::newRow("half a certificate") << begin + "MIIB" << CaFileProblem::NoCertificate;
    QTest::newRow("no certificate in the right clothes")
        << begin + "AAAA\n-----END CERTIFICATE-----\n"
        << CaFileProblem::NoCertificate;
    QTest::newRow("in DER form") << m_unknown.authority().toDer() << CaFileProblem::NoCertificate;
    QTest::newRow("too large") << m_unknown.authority().toPem() + QByteArray(1024 * 1024, '\n')
                               << CaFileProblem::TooLarge;
    QTest::newRow("a folder") << QByteArray("/") << CaFileProblem::Unreadable;
    QTest::newRow("a device") << QByteArray("/dev/zero") << CaFileProblem::Unreadable;
    QTest::newRow("nothing") << QByteArray("/nowhere/ca.pem") << CaFileProblem::Unreadable;
}

void TestCertificateChecks::promise15SendsNothingWithABadCaFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const CaFileProblem, problem);
    const QTemporaryDir folder;
    QString path = folder.filePath(u"ca.pem"_s);
    if (problem == CaFileProblem::Unreadable) {
        path = QString::fromLatin1(content);
    } else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    // Not even one whose certificate the system trusts gets anything.
    ScriptedServer server(Script{httpAnswer("200 OK")}, m_trusted.serverWith());
    const ChangeOutcome outcome = put(server.address(), path);
    const auto *failure = std::get_if<Failure>(&outcome);
    QVERIFY(failure);
    const auto *unusable = std::get_if<CaFileUnusable>(failure);
    QVERIFY(unusable);
    QCOMPARE(unusable->problem, problem);
    QCOMPARE(unusable->file, path);
    QCOMPARE(server.connections(), 0);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestCertificateChecks)
#include "tst_certificates.moc"
