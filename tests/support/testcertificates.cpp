// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QStringList newKey(const CertificateTerms &terms, const QString &keyFile)
{
    return QStringList{u"-nodes"_s, u"-keyout"_s, keyFile, u"-newkey"_s} + terms.newKey;
}

QStringList subject(const QString &name) { return {u"-subj"_s, "/CN="_L1 + name}; }

QByteArray contentOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(fileName));
    return file.readAll();
}

QSslConfiguration configurationOf(const TestCertificates::Files &files)
{
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(contentOf(files.certificate)));
    tls.setPrivateKey(QSslKey(contentOf(files.key), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace

TestCertificates::TestCertificates(const QString &authorityName)
{
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"2"_s, u"-out"_s, u"ca.pem"_s} +
            subject(authorityName) + newKey({}, u"ca.key"_s));
}

QSslCertificate TestCertificates::authority() const
{
    return QSslCertificate(contentOf(m_folder.filePath(u"ca.pem"_s)));
}

TestCertificates::Files TestCertificates::filesWith(const CertificateTerms &terms)
{
    Files files = newFiles();
    const QString request = files.key + ".csr"_L1;
    QFile extensions(files.key + ".ext"_L1);
    if (!extensions.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(extensions.fileName()));
    extensions.write("subjectAltName=" + terms.names.toLatin1() + '\n');
    extensions.close();
    openssl(QStringList{u"req"_s, u"-new"_s, u"-out"_s, request} + subject(u"server"_s) +
            newKey(terms, files.key));
    if (terms.time != CertificateTime::Now) {
        const QString year = terms.time == CertificateTime::Past ? u"2020"_s : u"2099"_s;
        signForYear(year, request, extensions.fileName(), files.certificate);
        return files;
    }
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s,
             u"ca.key"_s, u"-CAcreateserial"_s, u"-days"_s, u"2"_s, terms.digest, u"-extfile"_s,
             extensions.fileName(), u"-out"_s, files.certificate});
    return files;
}

/// `openssl x509` signs from now on only, and since OpenSSL 3.4 for at least a day.
void TestCertificates::signForYear(const QString &year, const QString &request,
                                   const QString &extensions, const QString &certificate) const
{
    QFile settings(certificate + ".conf"_L1);
    QFile database(certificate + ".txt"_L1);
    if (!settings.open(QIODevice::WriteOnly) || !database.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(settings.fileName()));
    settings.write("[ca]\ndefault_ca=d\n[d]\npolicy=p\nnew_certs_dir=.\nserial=serial\ndatabase=" +
                   database.fileName().toLocal8Bit() + "\n[p]\ncommonName=supplied\n");
    settings.close();
    openssl({u"ca"_s,
             u"-batch"_s,
             u"-notext"_s,
             u"-config"_s,
             settings.fileName(),
             u"-in"_s,
             request,
             u"-cert"_s,
             u"ca.pem"_s,
             u"-keyfile"_s,
             u"ca.key"_s,
             u"-rand_serial"_s,
             u"-md"_s,
             u"sha256"_s,
             u"-startdate"_s,
             year + "0101000000Z"_L1,
             u"-enddate"_s,
             year + "0201000000Z"_L1,
             u"-extfile"_s,
             extensions,
             u"-out"_s,
             certificate});
}

QSslConfiguration TestCertificates::serverWith(const CertificateTerms &terms)
{
    return configurationOf(filesWith(terms));
}

QSslConfiguration TestCertificates::serverSelfSigned()
{
    const Files files = newFiles();
    const CertificateTerms terms;
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"2"_s, u"-addext"_s,
                        "subjectAltName="_L1 + terms.names, u"-out"_s, files.certificate} +
            subject(u"server"_s) + newKey(terms, files.key));
    return configurationOf(files);
}

TestCertificates::Files TestCertificates::newFiles()
{
    const QString base = m_folder.filePath(QString::number(++m_made));
    return {base + ".pem"_L1, base + ".key"_L1};
}

void TestCertificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl: %s %s", qPrintable(process.errorString()),
               process.readAllStandardError().constData());
}

} // namespace mcpo
