// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/secretissue.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace mcpo
{

class FormRows;
class OverrideForm;
class Session;
class TargetFacts;

/// What the secrets of this form are compared with.
SecretContext secretContext(const OverrideForm &form, const TargetFacts &facts,
                            const Session &session);

/// Looks at the secrets of a credential while they are typed or pasted: shows a header as it will
/// be sent, and what is probably wrong with a value. It offers to fix that and never does so by
/// itself. The panel asks again before such a value is sent.
class SecretHints : public QObject
{
    Q_OBJECT
public:
    /// Belongs to @p rows.
    SecretHints(FormRows &rows, OverrideForm &form, TargetFacts &facts, const Session &session);

private:
    /// What is remembered of a secret's row.
    struct Watched {
        qsizetype size = 0;     ///< of the value that was last seen
        bool isChecked = false; ///< what is typed letter by letter is looked at when it is done
        std::optional<QString> fix;
    };

    void watchRows();
    void valueChanged(const QString &field);
    void check(const QString &field);
    void show(const QString &field);
    void fix(const QString &field);

    FormRows &m_rows;
    OverrideForm &m_form;
    TargetFacts &m_facts;
    const Session &m_session;
    QHash<QString, Watched> m_watched; ///< by field
};

} // namespace mcpo
