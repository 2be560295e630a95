// SPDX-License-Identifier: Apache-2.0
#include "ui/subjectcopies.h"

#include "models/override/overridelink.h"
#include "ui/windowmodels.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace mcpo
{

QString knownCredentialType(const OverrideTableModel::Line &line,
                            const RequestDescription &description)
{
    const QString type = line.override ? line.override->credentialType : QString();
    return description.credentialType(type) ? type : QString();
}

SubjectCopies::SubjectCopies(const WindowModels &models, QObject *parent)
    : QObject(parent)
    , m_models(models)
{
}

void SubjectCopies::copyLink(const OverrideTableModel::Line &line)
{
    const RequestDescription &description = m_models.form.description();
    const QString link =
        linkFor({line.serverId, line.subject, knownCredentialType(line, description),
                 m_models.session.account().address},
                description);
    if (link.isEmpty()) {
        Q_EMIT failed(tr("A link cannot contain these IDs."));
        return;
    }
    QGuiApplication::clipboard()->setText(link);
    Q_EMIT copied(tr("Link copied. It fills in the form and contains no secret."));
}

/// The type that is set, otherwise the first that the server supports.
const CredentialType &SubjectCopies::typeFor(const OverrideTableModel::Line &line) const
{
    const RequestDescription &description = m_models.form.description();
    const QList<CredentialType> &types = description.credentialTypes();
    const ServerEntry *server = m_models.directory.server(line.serverId);
    const ServerAuth auth = server ? server->auth : ServerAuth{};
    const QString known = knownCredentialType(line, description);
    const auto type = std::find_if(types.cbegin(), types.cend(), [&](const CredentialType &one) {
        return known.isEmpty() ? unsuited(auth, one.name, line.subject.type) == Unsuited::No
                               : one.name == known;
    });
    return type == types.cend() ? types.constFirst() : *type;
}

void SubjectCopies::copySetCommand(const OverrideTableModel::Line &line, CommandKind kind)
{
    copy(setCommand(kind, {m_models.session.account().address, line.serverId, line.subject},
                    typeFor(line)));
}

void SubjectCopies::copyRemoveCommand(const OverrideTableModel::Line &line, CommandKind kind)
{
    copy(removeCommand(kind, {m_models.session.account().address, line.serverId, line.subject}));
}

void SubjectCopies::copy(const std::optional<QString> &command)
{
    if (!command) {
        Q_EMIT failed(tr("A command cannot contain this subject ID."));
        return;
    }
    QGuiApplication::clipboard()->setText(*command);
    Q_EMIT copied(
        tr("Command copied. It contains no secret: it asks for the token and the credential "
           "when it runs."));
}

} // namespace mcpo
