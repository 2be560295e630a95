// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcontrolplane.h"

#include "net/sandbox/demodirectory.h"
#include "net/sandbox/forcedanswer.h"
#include "net/sandbox/sandboxhttpserver.h"
#include "net/sandbox/sandboxrouter.h"

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The calls that older control planes do not have.
bool isNewerCall(const SandboxRequest &request)
{
    return request.segments.endsWith("session") || request.segments.endsWith("status");
}

} // namespace

struct SandboxControlPlane::Parts {
    explicit Parts(SandboxOptions chosen)
        : options(std::move(chosen))
    {
    }

    SandboxReply answer(const SandboxRequest &request) const
    {
        if (options.isOlder && isNewerCall(request))
            return forcedAnswer(404, {});
        // The session call stays, so that signing in works and the rest can be tried.
        static const QList<QByteArray> session{"api", "svc", "v1", "session"};
        if (!options.answer || request.segments == session)
            return router.answer(request);
        // Same machine, another origin: a client must not take its token there.
        return forcedAnswer(*options.answer, "http://localhost:" + QByteArray::number(http.port()));
    }

    const SandboxOptions options;
    const SandboxDirectory directory = demoDirectory(options.size);
    SandboxState state{options.stateFile};
    const SandboxRouter router{directory, state};
    SandboxHttpServer http{[this](const SandboxRequest &request) { return answer(request); },
                           options.latency};
};

SandboxControlPlane::SandboxControlPlane(const SandboxOptions &options, QObject *parent)
    : QObject(parent)
    , m_parts(std::make_unique<Parts>(options))
{
    grantDemoConsents(m_parts->state);
}

SandboxControlPlane::~SandboxControlPlane() = default;

std::optional<QString> SandboxControlPlane::start()
{
    if (auto error = m_parts->state.load())
        return error;
    addDemoOverrides(m_parts->state, m_parts->options.size);
    return m_parts->http.listen(m_parts->options.port);
}

QString SandboxControlPlane::address() const
{
    const quint16 port = m_parts->http.port();
    return port == 0 ? QString() : u"http://127.0.0.1:%1"_s.arg(port);
}

QString SandboxControlPlane::managerToken() { return QString::fromLatin1(demoManagerToken()); }

QString SandboxControlPlane::serverManagerToken()
{
    return QString::fromLatin1(demoServerManagerToken());
}

QString SandboxControlPlane::userToken() { return QString::fromLatin1(demoUserToken()); }

QString SandboxControlPlane::virtualAccountToken()
{
    return QString::fromLatin1(demoVirtualAccountToken());
}

QList<SandboxServerName> SandboxControlPlane::servers()
{
    QList<SandboxServerName> names;
    const SandboxDirectory directory = demoDirectory();
    for (const SandboxServer &server : directory.servers())
        names.append({server.id, server.name});
    return names;
}

} // namespace mcpo
