// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overrideform.h"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace mcpo
{

class FieldRow;
class ValueEdit;

/// The rows of the form, made from the form's description: it knows no credential type by name.
/// Shows the state of the form model and passes on the input of the user.
class FormRows : public QWidget
{
    Q_OBJECT
public:
    explicit FormRows(OverrideForm &form, QWidget *parent = nullptr);

    void focusField(const QString &field);
    /// The row of a field of the form as it is now; null where there is none. Rows of a credential
    /// end when another type is chosen.
    FieldRow *row(const QString &field) const;
    /// The text below a field while nothing more specific is known.
    void showDefaultHint(const QString &field);
    /// The line of a field; null for a choice. Those of server and subject stay.
    ValueEdit *edit(const QString &field) const;
    /// While a request is under way: everything can be read and nothing be changed.
    void setLocked(bool locked);
    /// Masks what is shown; true if anything was.
    bool hideSecrets();

Q_SIGNALS:
    /// The rows of another credential type are there.
    void credentialRowsChanged();

private:
    struct Row {
        QLabel *label;
        FieldRow *field;
    };

    FieldRow &addRow(const QString &field, const QString &title, QWidget *control);
    void addChoice(const QString &field, const QString &title, const QStringList &values,
                   const QStringList &labels);
    ValueEdit *addText(const QString &field, const QString &title, bool isSecret);
    void addCredentialRows();
    void chainTabStops();
    void showCredentialRows();
    void showText(const QString &field);
    void showProblem(const QString &field);
    void showSubject();

    OverrideForm &m_form;
    QGridLayout *m_layout;
    QHash<QString, Row> m_rows;
    QStringList m_credentialFields; ///< those that have rows now
    QString m_usedAccessKeys;
    QString m_commonAccessKeys; ///< those of the rows that every type has
};

} // namespace mcpo
