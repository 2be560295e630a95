// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

#include <QDateTime>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <optional>
#include <utility>

namespace mcpo
{

/// What is known of an override. There is no place in it for a secret.
struct SandboxOverride {
    Subject subject;
    QString credentialType; ///< e.g. "header"
    QDateTime updatedAt;    ///< UTC, to the millisecond
    Subject updatedBy;
    QString updatedByName;
};

/// Server id → (subject type, subject id) → override; sorted, so that pages are stable.
using SandboxOverrideMap = QMap<QString, QMap<std::pair<QString, QString>, SandboxOverride>>;

/// The overrides, and who gave consent in a browser: everything that calls can change.
///
/// With a file every change is on disk before the call that made it is answered. Consents are demo
/// data and not kept.
class SandboxState
{
public:
    /// Without a file name nothing outlives the program.
    explicit SandboxState(QString fileName = {});

    /// Takes over what the file holds; a file that does not exist yet holds nothing. Returns why
    /// it failed, naming the file.
    std::optional<QString> load();

    QList<SandboxOverride> overrides(const QString &serverId) const;
    bool hasOverride(const QString &serverId, const Subject &subject) const;
    /// These two return why the file could not be written; nothing has changed then.
    std::optional<QString> set(const QString &serverId, const SandboxOverride &override);
    std::optional<QString> remove(const QString &serverId, const Subject &subject);

    bool hasConsent(const QString &serverId, const Subject &subject) const;
    void setConsent(const QString &serverId, const Subject &subject, bool given);

private:
    SandboxOverrideMap snapshot() const;
    std::optional<QString> save(const SandboxOverrideMap &before);

    QString m_fileName;
    SandboxOverrideMap m_overrides;
    QSet<QStringList> m_consents;
};

} // namespace mcpo
