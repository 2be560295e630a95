// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/safecommand.h"
#include "ui/overridetablemodel.h"

#include <QObject>

namespace mcpo
{

struct WindowModels;

/// The credential type of a row, where the form knows it; else empty.
QString knownCredentialType(const OverrideTableModel::Line &line,
                            const RequestDescription &description);

/// Puts links and commands about a row on the clipboard. None of them contains a secret.
class SubjectCopies : public QObject
{
    Q_OBJECT
public:
    SubjectCopies(const WindowModels &models, QObject *parent);

    void copyLink(const OverrideTableModel::Line &line);
    void copySetCommand(const OverrideTableModel::Line &line, CommandKind kind);
    void copyRemoveCommand(const OverrideTableModel::Line &line, CommandKind kind);

Q_SIGNALS:
    void copied(const QString &sentence);
    void failed(const QString &sentence);

private:
    const CredentialType &typeFor(const OverrideTableModel::Line &line) const;
    void copy(const std::optional<QString> &command);

    const WindowModels &m_models;
};

} // namespace mcpo
