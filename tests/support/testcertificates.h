// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStringList>
#include <QTemporaryDir>

namespace mcpo
{

/// When a certificate is valid.
enum class CertificateTime { Now, Past, Future };

struct CertificateTerms {
    QString names = QStringLiteral("DNS:localhost,IP:127.0.0.1"); ///< subjectAltName
    CertificateTime time = CertificateTime::Now;
    QString digest = QStringLiteral("-sha256");
    /// What follows -newkey.
    QStringList newKey{QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                       QStringLiteral("ec_paramgen_curve:prime256v1")};
};

/// Throw-away certificates, made by the openssl program when they are asked for, so that no key
/// lies in the source tree and none ever expires there. Whatever fails ends the test program.
class TestCertificates
{
public:
    struct Files {
        QString certificate;
        QString key;
    };

    explicit TestCertificates(const QString &authorityName);

    QSslCertificate authority() const;
    /// A PEM file with it.
    QString authorityFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    /// A server's certificate by this authority, as PEM files.
    Files filesWith(const CertificateTerms &terms);
    /// The same, ready for a QSslSocket. The key has to be an elliptic one.
    QSslConfiguration serverWith(const CertificateTerms &terms = {});
    /// The same, vouched for by nobody but itself.
    QSslConfiguration serverSelfSigned();

private:
    void signForYear(const QString &year, const QString &request, const QString &extensions,
                     const QString &certificate) const;
    void openssl(const QStringList &arguments) const;
    Files newFiles();

    QTemporaryDir m_folder;
    int m_made = 0;
};

} // namespace mcpo
