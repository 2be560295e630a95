// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QObject>

#include <optional>

namespace mcpo
{

class FormRows;
class OverrideForm;
class Session;
class TargetFacts;

/// Looks at the secrets of a credential while they are typed or pasted: shows a header as it will
/// be sent, and tells what is odd about a value. It offers to mend that and never does so by
/// itself; nothing is blocked.
class SecretAdvice : public QObject
{
    Q_OBJECT
public:
    /// Belongs to @p rows.
    SecretAdvice(FormRows &rows, OverrideForm &form, TargetFacts &facts, const Session &session);

private:
    /// What is remembered of a secret's row.
    struct Watched {
        qsizetype size = 0;     ///< of the value that was last seen
        bool isChecked = false; ///< what is typed letter by letter is looked at when it is done
        std::optional<QString> mended;
    };

    void watchRows();
    void valueChanged(const QString &field);
    void check(const QString &field);
    void show(const QString &field);
    void mend(const QString &field);

    FormRows &m_rows;
    OverrideForm &m_form;
    TargetFacts &m_facts;
    const Session &m_session;
    QHash<QString, Watched> m_watched; ///< by field
};

} // namespace mcpo
