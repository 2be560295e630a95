// SPDX-License-Identifier: Apache-2.0
#include "models/override/missingsearch.h"

#include <QRegularExpression>

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Missing = NotFound::Missing;

namespace
{

/// Whether the control plane says that it does not know the subject. A message about an unknown
/// path repeats "subjectId" and the subject, too.
bool namesSubject(const QString &words)
{
    static const QRegularExpression subject(
        u"(?<![\\w/=?&-])(subject|user|virtual ?account)(?![\\w/=?&-])"_s,
        QRegularExpression::CaseInsensitiveOption);
    return !words.contains("subjectId="_L1) && subject.match(words).hasMatch();
}

/// Where the server exists.
Missing missingOnServer(MissingSearch::Asked asked, const QString &words)
{
    switch (asked) {
    case MissingSearch::Asked::Overrides: return Missing::OverridesCall;
    case MissingSearch::Asked::EffectiveAuth:
        return namesSubject(words) ? Missing::Subject : Missing::EffectiveAuthCall;
    case MissingSearch::Asked::Setting: return Missing::Subject;
    }
    Q_UNREACHABLE();
}

/// A call, and after a 404 the search for what is missing.
template<class T>
class ExplainedCall : public Job
{
public:
    using Call = std::function<JobPtr(Answer<Fetched<T>>)>;
    using Search = std::function<JobPtr(const NotFound &, Answer<NotFound>)>;

    ExplainedCall(const Call &call, Search search, Answer<Fetched<T>> answer)
        : m_search(std::move(search))
        , m_answer(std::move(answer))
        , m_job(call([this](const Fetched<T> &result) { take(result); }))
    {
    }

private:
    void take(const Fetched<T> &result)
    {
        const auto *failure = std::get_if<Failure>(&result);
        const auto *notFound = failure ? std::get_if<NotFound>(failure) : nullptr;
        if (!notFound)
            return give(result);
        m_job = m_search(*notFound, [this](const NotFound &found) { give(Failure(found)); });
    }

    void give(Fetched<T> result)
    {
        const Answer<Fetched<T>> answer = std::exchange(m_answer, {}); // which may destroy this
        answer(std::move(result));
    }

    Search m_search;
    Answer<Fetched<T>> m_answer;
    JobPtr m_job;
};

} // namespace

MissingSearch::MissingSearch(ControlPlanePort &controlPlane, Account account, QString serverId,
                             Asked asked, NotFound notFound, Answer<NotFound> answer)
    : m_controlPlane(controlPlane)
    , m_account(std::move(account))
    , m_serverId(std::move(serverId))
    , m_asked(asked)
    , m_notFound(std::move(notFound))
    , m_answer(std::move(answer))
    , m_job(m_controlPlane.fetchServer(
          m_account, m_serverId,
          [this](const Fetched<ServerEntry> &server) { readServer(server); }))
{
}

void MissingSearch::readServer(const Fetched<ServerEntry> &server)
{
    const auto *failure = std::get_if<Failure>(&server);
    if (!failure)
        return give(missingOnServer(m_asked, m_notFound.reply.words));
    if (!std::holds_alternative<NotFound>(*failure))
        return give(Missing::Unknown);
    m_job = m_controlPlane.fetchServers(
        m_account, [this](const Page<ServerEntry> &page) { see(page); },
        [this](const Fetched<ListingEnd> &end) { endList(end); });
}

void MissingSearch::see(const Page<ServerEntry> &page)
{
    for (const ServerEntry &server : page.entries) {
        m_isListed = m_isListed || server.id == m_serverId;
        const bool isNamed = server.name == m_serverId || server.fqn == m_serverId;
        if (isNamed && m_notFound.idOfThatName.isEmpty())
            m_notFound.idOfThatName = server.id;
    }
}

void MissingSearch::endList(const Fetched<ListingEnd> &end)
{
    if (m_isListed) {
        m_notFound.idOfThatName.clear();
        return give(missingOnServer(m_asked, m_notFound.reply.words));
    }
    const auto *failure = std::get_if<Failure>(&end);
    const bool hasNoList = failure != nullptr && std::holds_alternative<NotFound>(*failure);
    give(hasNoList ? Missing::ControlPlane : Missing::Server);
}

void MissingSearch::give(Missing missing)
{
    m_notFound.missing = missing;
    const Answer<NotFound> answer = std::exchange(m_answer, {}); // which may destroy this
    answer(std::exchange(m_notFound, {}));
}

JobPtr readOverrides(ControlPlanePort &controlPlane, const Account &account,
                     const QString &serverId, PageSeen<OverrideRow> onPage,
                     Answer<Fetched<ListingEnd>> answer)
{
    return std::make_unique<ExplainedCall<ListingEnd>>(
        [&](Answer<Fetched<ListingEnd>> end) {
            return controlPlane.fetchOverrides(account, serverId, std::move(onPage),
                                               std::move(end));
        },
        [&controlPlane, account, serverId](const NotFound &notFound, Answer<NotFound> found) {
            return std::make_unique<MissingSearch>(controlPlane, account, serverId,
                                                   MissingSearch::Asked::Overrides, notFound,
                                                   std::move(found));
        },
        std::move(answer));
}

JobPtr readEffectiveAuth(ControlPlanePort &controlPlane, const Account &account,
                         const QString &serverId, const Subject &subject,
                         Answer<Fetched<EffectiveAuth>> answer)
{
    return std::make_unique<ExplainedCall<EffectiveAuth>>(
        [&](Answer<Fetched<EffectiveAuth>> result) {
            return controlPlane.fetchEffectiveAuth(account, serverId, subject, std::move(result));
        },
        [&controlPlane, account, serverId](const NotFound &notFound, Answer<NotFound> found) {
            return std::make_unique<MissingSearch>(controlPlane, account, serverId,
                                                   MissingSearch::Asked::EffectiveAuth, notFound,
                                                   std::move(found));
        },
        std::move(answer));
}

} // namespace mcpo
