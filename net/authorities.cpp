// SPDX-License-Identifier: Apache-2.0
#include "net/authorities.h"

#include <QSet>
#include <QSslConfiguration>

namespace mcpo
{

std::variant<QList<QSslCertificate>, CaFileProblem> authoritiesIn(const QString &caFile)
{
    const auto content = readCaFile(caFile);
    if (const auto *problem = std::get_if<CaFileProblem>(&content))
        return *problem;
    QList<QSslCertificate> certificates =
        QSslCertificate::fromData(std::get<QByteArray>(content), QSsl::Pem);
    certificates.removeIf([](const QSslCertificate &one) { return one.isNull(); });
    if (certificates.isEmpty())
        return CaFileProblem::NoCertificate;
    return certificates;
}

const QList<QSslCertificate> &systemAuthorities()
{
    static const QList<QSslCertificate> authorities = [] {
        const QList<QSslCertificate> found = QSslConfiguration::systemCaCertificates();
        // Many a system lists each of them twice.
        return QSet<QSslCertificate>(found.cbegin(), found.cend()).values();
    }();
    return authorities;
}

} // namespace mcpo
