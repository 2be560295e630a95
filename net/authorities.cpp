// SPDX-License-Identifier: Apache-2.0
#include "net/authorities.h"

#include <QSet>
#include <QSslConfiguration>

namespace mcpo
{

std::variant<Authorities, CaFileProblem> authoritiesIn(const QString &caFile)
{
    if (caFile.isEmpty())
        return Authorities{};
    const auto content = readCaFile(caFile);
    if (const auto *problem = std::get_if<CaFileProblem>(&content))
        return *problem;
    Authorities certificates = QSslCertificate::fromData(std::get<QByteArray>(content), QSsl::Pem);
    certificates.removeIf([](const QSslCertificate &one) { return one.isNull(); });
    if (certificates.isEmpty())
        return CaFileProblem::NoCertificate;
    return certificates;
}

const Authorities &systemAuthorities()
{
    static const Authorities authorities = [] {
        const Authorities found = QSslConfiguration::systemCaCertificates();
        // Many a system lists each of them twice.
        return QSet<QSslCertificate>(found.cbegin(), found.cend()).values();
    }();
    return authorities;
}

} // namespace mcpo
