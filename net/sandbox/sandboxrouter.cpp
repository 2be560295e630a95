// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxrouter.h"

#include "net/sandbox/sandboxcalls.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto anyServer = "*"_L1;

struct Route {
    QByteArray method;
    QStringList path; ///< below /api/svc/v1
    SandboxReply (*reply)(const SandboxCall &);
    bool isOpen = false; ///< answers without a good token too
};

const QList<Route> &routes()
{
    static const QList<Route> table{
        {"GET", {u"session"_s}, replySession, true},
        {"GET", {u"authorize"_s, u"permissions"_s}, replyPermissions},
        {"GET", {u"users"_s}, replyUsers},
        {"GET", {u"virtual-accounts"_s}, replyVirtualAccounts},
        {"GET", {u"mcp"_s}, replyServers},
        {"GET", {u"mcp"_s, anyServer}, replyServer},
        {"GET", {u"mcp"_s, anyServer, u"auth"_s}, replyOverrides},
        {"PUT", {u"mcp"_s, anyServer, u"auth"_s}, replySetOverride},
        {"DELETE", {u"mcp"_s, anyServer, u"auth"_s}, replyRemoveOverride},
        {"GET", {u"mcp"_s, anyServer, u"auth"_s, u"status"_s}, replyStatus},
    };
    return table;
}

/// Decodes each segment exactly once, after the path was split: an encoded slash stays in its id.
QStringList decoded(const QList<QByteArray> &segments)
{
    QStringList path;
    for (const QByteArray &segment : segments)
        path.append(QString::fromUtf8(QByteArray::fromPercentEncoding(segment)));
    return path;
}

bool matches(const Route &route, const QStringList &path)
{
    if (route.path.size() != path.size())
        return false;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (route.path.at(i) != anyServer && route.path.at(i) != path.at(i))
            return false;
    }
    return true;
}

SandboxReply notFound(const SandboxRequest &request)
{
    return refusal(404, u"Cannot %1 /%2"_s.arg(QString::fromLatin1(request.method),
                                               QString::fromLatin1(request.segments.join('/'))));
}

SandboxReply serverNotFound(const QString &id, const SandboxDirectory &directory)
{
    QString words = u"MCP server \"%1\" not found"_s.arg(id);
    if (directory.hasServerNamed(id))
        words += u": the path takes the server's id, not its name"_s;
    return refusal(404, words, u"MCP_SERVER_NOT_FOUND"_s);
}

SandboxReply wrongMethod(const QList<QByteArray> &allowed)
{
    SandboxReply reply = refusal(405, u"Method not allowed"_s);
    reply.headers.emplaceBack("Allow", allowed.join(", "));
    return reply;
}

} // namespace

SandboxRouter::SandboxRouter(const SandboxDirectory &directory, SandboxState &state)
    : m_directory(directory)
    , m_state(state)
{
}

SandboxReply SandboxRouter::answer(const SandboxRequest &request) const
{
    static const QStringList root{u"api"_s, u"svc"_s, u"v1"_s};
    const QStringList path = decoded(request.segments);
    if (path.mid(0, root.size()) != root)
        return notFound(request);

    const QStringList below = path.mid(root.size());
    QList<QByteArray> allowed;
    const Route *chosen = nullptr;
    for (const Route &route : routes()) {
        if (!matches(route, below))
            continue;
        allowed.append(route.method);
        if (route.method == request.method)
            chosen = &route;
    }
    if (allowed.isEmpty())
        return notFound(request);
    if (!chosen)
        return wrongMethod(allowed);

    SandboxCall call{request, m_directory, m_state, m_description};
    call.caller = m_directory.caller(request.bearerToken);
    if (!call.caller && !chosen->isOpen)
        return refusal(401, u"Unauthorized"_s);
    if (chosen->path.contains(anyServer)) {
        const QString &id = below.at(1);
        call.server = m_directory.server(id);
        if (!call.server)
            return serverNotFound(id, m_directory);
        if (!call.caller->mayUse(*call.server))
            return refusal(403, u"You do not have access to MCP server \"%1\""_s.arg(id));
    }
    return chosen->reply(call);
}

} // namespace mcpo
