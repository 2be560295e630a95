// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overriderow.h"
#include "models/session/cafile.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace mcpo
{

/// What is worth keeping of an HTTP answer for a person to read or to report.
struct ServerReply {
    int status = 0;    ///< 0: there was no answer
    QString requestId; ///< the x-request-id header, or empty
    QString words;     ///< the server's own words, at most 4 000 characters; never trusted as text
    QDateTime serverTime = {}; ///< the Date header, in UTC; invalid where there was none
};

/// 401, or 200 from a session call that knows no user.
struct SignInExpired {
    ServerReply reply;
};
/// 403.
struct NotPermitted {
    ServerReply reply;
};
/// 404; which thing is missing is found by asking afterwards: see MissingSearch.
struct NotFound {
    enum class Missing {
        Unknown,
        Server,
        Subject,
        OverridesCall,     ///< the server exists: an older control plane without this call
        EffectiveAuthCall, ///< the same
        ControlPlane,      ///< what answers at this address has no list of servers either
    };
    Missing missing = Missing::Unknown;
    QString idOfThatName; ///< set when what was given as an id is a server's name
    ServerReply reply;
};
/// 408, 429 and 5xx.
struct Busy {
    int attempts = 1;                               ///< how often it was sent
    std::optional<std::chrono::seconds> retryAfter; ///< from Retry-After, where given
    ServerReply reply;
};
/// The request did not arrive: nothing was sent.
struct NotReached {
    enum class Cause {
        HostNotFound,
        Refused,
        Proxy,
        ProxySignIn,
        ProxyUnsupported, ///< this program cannot use the proxy that is set
        Timeout,
        Network,
    };
    Cause cause = Cause::Network;
    QString host; ///< of the proxy for the proxy causes
    QString details;
    int attempts = 1;                ///< how often it was tried
    std::chrono::seconds waited{30}; ///< until Timeout
};
/// There is no secure connection, and no way round it. The request was not processed.
struct Insecure {
    enum class Cause {
        Certificate,       ///< this program does not trust it
        NoTls,             ///< no TLS, or none that this program supports
        Refused,           ///< by the server, which does not say why
        ClientCertificate, ///< the server requires one
        Version,           ///< the server supports neither TLS 1.2 nor TLS 1.3
        HostName,          ///< the server does not know it
    };
    QString host;
    QStringList reasons; ///< one per certificate error
    Cause cause = Cause::Certificate;
};
/// The CA file that was to be trusted cannot be used. Nothing was sent: without it, another server
/// might pass for the control plane, or the right one for a wrong one.
struct CaFileUnusable {
    QString file;
    CaFileProblem problem = CaFileProblem::Unreadable;
};
/// A 3xx answer. It is not followed, so that no token reaches another origin.
struct Redirected {
    QString target; ///< scheme and host, with the port where it is not the default one
    ServerReply reply;
};
/// The request was sent and nothing says what the server did: no complete answer came, or one that
/// leaves it open.
struct NoAnswer {
    enum class Cause {
        Timeout,
        ConnectionLost,
        Unclear, ///< an answer came, such as 202 or 206, that does not say whether it was done
        Stopped, ///< nobody waited for the answer
    };
    Cause cause = Cause::Timeout;
    int attempts = 1;                ///< how often it was sent
    ServerReply reply = {};          ///< of Unclear
    std::chrono::seconds waited{30}; ///< until Timeout
};
/// Any other status, or a success whose body cannot be one (an HTML page, a cut-off answer).
struct Unexpected {
    enum class Reason {
        Status,
        Shape,
        TooLarge,
        IncompleteList, ///< what was looked for is not in what came of the list
    };
    Reason reason = Reason::Status;
    ServerReply reply;
};

/// Every way in which a call can fail, whatever it asked for.
using Failure = std::variant<SignInExpired, NotPermitted, NotFound, Busy, NotReached, Insecure,
                             CaFileUnusable, Redirected, NoAnswer, Unexpected>;

/// Whether a change that ended like this may have been made all the same.
bool mayHaveBeenDone(const Failure &failure);

/// A call that reads something gives it, or tells why not.
template<class T>
using Fetched = std::variant<T, Failure>;

/// 200: the override is set.
struct Saved {
    ServerReply reply;
};
/// 400 about the body.
struct BodyRejected {
    /// JSON pointers into the body that the server's words name; may be empty.
    QStringList pointers;
    ServerReply reply;
};
/// 400: the server's settings take no per-subject overrides.
struct OverridesUnsupported {
    ServerReply reply;
};

/// The change was not made, or not tried again: the override that is set was neither shown nor set
/// by the caller.
struct ChangedMeanwhile {
    OverrideRow row;
    bool wasSent = false; ///< an attempt before may have been carried out, and replaced
};

/// 200: the override is gone.
struct Removed {
    ServerReply reply;
};

/// What became of one change. Saved, BodyRejected and OverridesUnsupported are for setting only,
/// Removed for removing only, where NotFound may mean that there was no override.
using ChangeOutcome =
    std::variant<Saved, Removed, BodyRejected, OverridesUnsupported, ChangedMeanwhile, Failure>;

} // namespace mcpo
