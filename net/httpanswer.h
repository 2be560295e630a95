// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/cafile.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace mcpo
{

/// What came of one HTTP exchange, before anybody judges it.
struct HttpAnswer {
    enum class Failure {
        None, ///< a complete answer arrived: status and body hold it
        HostNotFound,
        Refused,
        Proxy,
        ProxySignIn,
        ProxyUnsupported, ///< by this program, so that nothing was sent
        Tls,
        CaFile, ///< it cannot be used, so that nothing was sent
        Timeout,
        ConnectionLost, ///< also for an answer that ends before its announced length
        TooLarge,
        Other,
    };

    Failure failure = Failure::None;
    bool requestSent = false; ///< at least one byte of it may have left this machine
    int status = 0;
    int attempts = 1; ///< exchanges, of which this is what came
    QByteArray body;  ///< as sent by the server; never decompressed
    QByteArray requestId;
    QByteArray location;
    QByteArray retryAfter;
    QByteArray date;                    ///< the server's time, as it wrote it
    QString host;                       ///< whom we spoke to, or tried to
    QString proxyHost;                  ///< with the proxy failures
    QStringList tlsErrors;              ///< what is wrong with the certificate
    std::optional<int> tlsAlert;        ///< the server's, with that failure
    std::chrono::milliseconds waited{}; ///< with a timeout
    QString caFile;                     ///< with that failure, as is the next one
    CaFileProblem caFileProblem = CaFileProblem::Unreadable;
    QString errorText;   ///< the library's words, where they say something
    QStringList secrets; ///< what was sent and must not be repeated to anybody
};

} // namespace mcpo
