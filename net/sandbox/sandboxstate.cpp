// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxstate.h"

#include "net/sandbox/sandboxstatefile.h"

#include <QFile>

namespace mcpo
{
namespace
{

std::pair<QString, QString> keyOf(const Subject &subject) { return {subject.type, subject.id}; }

QStringList consentOf(const QString &serverId, const Subject &subject)
{
    return {serverId, subject.type, subject.id};
}

} // namespace

SandboxState::SandboxState(QString fileName)
    : m_fileName(std::move(fileName))
{
}

std::optional<QString> SandboxState::load()
{
    if (m_fileName.isEmpty() || !QFile::exists(m_fileName))
        return std::nullopt;
    const auto content = readStateFile(m_fileName);
    if (const auto *error = std::get_if<QString>(&content))
        return *error;
    m_overrides = std::get<SandboxOverrideMap>(content);
    return std::nullopt;
}

QList<SandboxOverride> SandboxState::overrides(const QString &serverId) const
{
    return m_overrides.value(serverId).values();
}

bool SandboxState::hasOverride(const QString &serverId, const Subject &subject) const
{
    const auto server = m_overrides.constFind(serverId);
    return server != m_overrides.constEnd() && server->contains(keyOf(subject));
}

std::optional<QString> SandboxState::set(const QString &serverId, const SandboxOverride &override)
{
    const SandboxOverrideMap before = snapshot();
    m_overrides[serverId].insert(keyOf(override.subject), override);
    return save(before);
}

std::optional<QString> SandboxState::remove(const QString &serverId, const Subject &subject)
{
    const SandboxOverrideMap before = snapshot();
    m_overrides[serverId].remove(keyOf(subject));
    return save(before);
}

SandboxOverrideMap SandboxState::snapshot() const
{
    // Holding a copy makes the next change copy every row; without a file nothing can fail.
    return m_fileName.isEmpty() ? SandboxOverrideMap() : m_overrides;
}

std::optional<QString> SandboxState::save(const SandboxOverrideMap &before)
{
    if (m_fileName.isEmpty())
        return std::nullopt;
    auto error = writeStateFile(m_fileName, m_overrides);
    if (error)
        m_overrides = before;
    return error;
}

bool SandboxState::hasConsent(const QString &serverId, const Subject &subject) const
{
    return m_consents.contains(consentOf(serverId, subject));
}

void SandboxState::setConsent(const QString &serverId, const Subject &subject, bool given)
{
    if (given)
        m_consents.insert(consentOf(serverId, subject));
    else
        m_consents.remove(consentOf(serverId, subject));
}

} // namespace mcpo
