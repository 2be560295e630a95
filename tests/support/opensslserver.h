// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/controlplaneaddress.h"
#include "tests/support/testcertificates.h"

#include <QProcess>

namespace mcpo
{

/// `openssl s_server`, for servers worse than Qt can be. It never answers; it writes to its output
/// what it decrypts.
class OpensslServer
{
public:
    explicit OpensslServer(const TestCertificates::Files &files, const QStringList &options = {});
    ~OpensslServer();
    OpensslServer(const OpensslServer &) = delete;
    OpensslServer &operator=(const OpensslServer &) = delete;

    ControlPlaneAddress address() const;
    /// Ends it; what it has written until then, of which what came over TLS is a part.
    QByteArray end();

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace mcpo
