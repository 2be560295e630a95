// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/demodirectory.h"
#include "net/sandbox/sandboxrouter.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mcpo
{

enum class Who { Manager, ServerManager, User, VirtualAccount, Stranger, Nobody };

inline QByteArray tokenOf(Who who)
{
    switch (who) {
    case Who::Manager: return demoManagerToken();
    case Who::ServerManager: return demoServerManagerToken();
    case Who::User: return demoUserToken();
    case Who::VirtualAccount: return demoVirtualAccountToken();
    case Who::Stranger: return "a-token-that-nobody-gave-out";
    case Who::Nobody: break;
    }
    return {};
}

inline const QByteArray headerAuth = R"({"type":"header","headerValue":"canary-header"})";
inline const QByteArray envAuth = R"({"type":"env","apiKey":"canary-key"})";
inline const QByteArray oauthAuth =
    R"({"type":"oauth2_client_credentials","clientId":"canary-id","clientSecret":"canary-secret"})";

inline QByteArray bodyFor(const QByteArray &subjectId, const QByteArray &auth,
                          const QByteArray &subjectType = "user")
{
    return R"({"subjectId":")" + subjectId + R"(","subjectType":")" + subjectType +
           R"(","authOverride":)" + auth + '}';
}

inline QByteArray removalOf(const QByteArray &subjectId, const QByteArray &source = "auth-override")
{
    return R"({"subjectId":")" + subjectId + R"(","subjectType":"user","authSource":")" + source +
           R"("})";
}

/// The server's words, whether it said one sentence or several.
inline QString wordsOf(const SandboxReply &reply)
{
    const QJsonValue message = reply.json.value(QLatin1StringView("message"));
    QStringList words{message.toString()};
    const QJsonArray sentences = message.toArray();
    for (const QJsonValue &sentence : sentences)
        words.append(sentence.toString());
    return words.join(u'\n');
}

inline QStringList idsIn(const SandboxReply &reply, const QString &key)
{
    QStringList ids;
    const QJsonArray rows = reply.json.value(QLatin1StringView("data")).toArray();
    for (const QJsonValue &row : rows)
        ids.append(row.toObject().value(key).toString());
    return ids;
}

/// The demo control plane without a network.
class SandboxAsker
{
public:
    SandboxAsker() { grantDemoConsents(m_state); }

    /// @p target is what follows /api/svc/v1/, with the query.
    SandboxReply ask(const QByteArray &method, const QByteArray &target, Who who,
                     const QByteArray &body = {}) const
    {
        const qsizetype mark = target.indexOf('?');
        const QByteArray path = "api/svc/v1/" + (mark < 0 ? target : target.left(mark));
        const QString query = mark < 0 ? QString() : QString::fromLatin1(target.mid(mark + 1));
        return m_router.answer({method, path.split('/'), QUrlQuery(query), tokenOf(who), body});
    }
    SandboxReply get(const QByteArray &target, Who who) const { return ask("GET", target, who); }
    SandboxReply put(const QByteArray &server, Who who, const QByteArray &body) const
    {
        return ask("PUT", "mcp/" + server + "/auth", who, body);
    }
    SandboxReply remove(const QByteArray &server, Who who, const QByteArray &body) const
    {
        return ask("DELETE", "mcp/" + server + "/auth", who, body);
    }

    const SandboxState &state() const { return m_state; }

private:
    SandboxState m_state;
    const SandboxDirectory m_directory = demoDirectory();
    const SandboxRouter m_router{m_directory, m_state};
};

} // namespace mcpo
