// SPDX-License-Identifier: Apache-2.0
#include "net/keychainjob.h"

#include <qt6keychain/keychain.h>

#include <QObject>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto serviceName = "MCP Override"_L1;

VaultState stateOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError: return VaultState::Done;
    case QKeychain::EntryNotFound: return VaultState::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return VaultState::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return VaultState::Unavailable;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    return VaultState::Failed;
}

class KeychainJob : public QObject, public Job
{
public:
    KeychainJob(QKeychain::Job *job, const QString &key, Answer<VaultAnswer> answer)
        : m_answer(std::move(answer))
    {
        job->setKey(key);
        job->setAutoDelete(true);
        connect(job, &QKeychain::Job::finished, this, &KeychainJob::finished);
        job->start();
    }

private:
    void finished(const QKeychain::Job *job)
    {
        VaultAnswer result{stateOf(job->error()), {}, {}};
        if (result.state != VaultState::Done)
            result.details = job->errorString();
        else if (const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(job))
            result.token = reading->textData();
        // The answer may destroy this job, so nothing of it is used afterwards.
        const Answer<VaultAnswer> answer = std::move(m_answer);
        answer(std::move(result));
    }

    Answer<VaultAnswer> m_answer;
};

} // namespace

JobPtr readEntry(const QString &key, Answer<VaultAnswer> answer)
{
    return std::make_unique<KeychainJob>(new QKeychain::ReadPasswordJob(serviceName), key,
                                         std::move(answer));
}

JobPtr writeEntry(const QString &key, const QString &text, Answer<VaultAnswer> answer)
{
    auto *writing = new QKeychain::WritePasswordJob(serviceName);
    writing->setTextData(text);
    return std::make_unique<KeychainJob>(writing, key, std::move(answer));
}

JobPtr removeEntry(const QString &key, Answer<VaultAnswer> answer)
{
    return std::make_unique<KeychainJob>(new QKeychain::DeletePasswordJob(serviceName), key,
                                         std::move(answer));
}

} // namespace mcpo
