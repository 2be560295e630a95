// SPDX-License-Identifier: Apache-2.0
#include "ui/formrows.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/fieldrow.h"
#include "ui/revealbutton.h"
#include "ui/secretedit.h"
#include "ui/words/fieldwords.h"
#include "ui/words/plaintext.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

FormRows::FormRows(OverrideForm &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    // Not QFormLayout, which clips lines that wrap in a narrow window.
    , m_layout(new QGridLayout(this))
    // Those of "Set override", "Cancel", "Sign in", "All servers", "New override" and "Export".
    , m_usedAccessKeys(u"ocsane"_s)
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(12);
    m_layout->setVerticalSpacing(10);
    m_layout->setColumnStretch(1, 1);

    addText(fields::server, tr("MCP server"), false)->setPlaceholderText(u"mcp-\u2026"_s);

    QStringList subjectTypes;
    for (const QString &type : m_form.description().subjectTypes())
        subjectTypes.append(subjectTypeLabel(type));
    addChoice(fields::subjectType, tr("Subject type"), m_form.description().subjectTypes(),
              subjectTypes);
    addText(fields::subject, tr("Subject"), false);

    QStringList typeNames;
    QStringList typeLabels;
    for (const CredentialType &type : m_form.description().credentialTypes()) {
        typeNames.append(type.name);
        typeLabels.append(credentialTypeLabel(type));
    }
    addChoice(fields::credentialType, tr("Credential type"), typeNames, typeLabels);
    // NOLINTNEXTLINE(cppcoreguidelines-prefer-member-initializer): the rows above took some
    m_commonAccessKeys = m_usedAccessKeys;
    addCredentialRows();

    connect(&m_form, &OverrideForm::textChanged, this, &FormRows::showText);
    connect(&m_form, &OverrideForm::shownProblemChanged, this, &FormRows::showProblem);
    connect(&m_form, &OverrideForm::credentialTypeChanged, this, &FormRows::showCredentialRows);
    connect(&m_form, &OverrideForm::subjectFixedChanged, this, &FormRows::showSubject);
    showSubject();
}

FieldRow &FormRows::addRow(const QString &field, const QString &title, QWidget *control)
{
    auto *row = new FieldRow(control, title, this);
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText); // titles come from the schema
    label->setText(withAccessKey(title, m_usedAccessKeys));
    label->setBuddy(control);
    // Centred on the control, whatever is below it.
    label->setMinimumHeight(control->sizeHint().height());
    const auto line = static_cast<int>(m_rows.size());
    m_layout->addWidget(label, line, 0, Qt::AlignTop | Qt::AlignLeft);
    m_layout->addWidget(row, line, 1, Qt::AlignTop);
    m_rows.insert(field, {label, row});
    return *row;
}

void FormRows::addChoice(const QString &field, const QString &title, const QStringList &values,
                         const QStringList &labels)
{
    auto *choice = new ChoiceBox(this);
    for (qsizetype i = 0; i < values.size(); ++i)
        choice->addItem(labels.at(i), values.at(i));
    addRow(field, title, choice);
    connect(choice, &QComboBox::currentIndexChanged, this,
            [this, field, choice] { m_form.setText(field, choice->currentData().toString()); });
    showText(field);
}

ValueEdit *FormRows::addText(const QString &field, const QString &title, bool isSecret)
{
    auto *secret = isSecret ? new SecretEdit(this) : nullptr;
    ValueEdit *edit = isSecret ? secret : new ValueEdit(this);
    FieldRow &row = addRow(field, title, edit);
    if (secret)
        row.addBeside(new RevealButton(*secret, title, &row));
    connect(edit, &ValueEdit::valueChanged, this, [this, field](const QString &value) {
        showDefaultHint(field);
        m_form.setText(field, value);
    });
    showText(field);
    showDefaultHint(field);
    return edit;
}

void FormRows::showDefaultHint(const QString &field)
{
    const Row &row = m_rows[field];
    const auto *edit = qobject_cast<ValueEdit *>(row.field->control());
    if (edit != nullptr && edit->holdsLongValue()) {
        const QString length = QLocale().toString(edit->value().size());
        row.field->setHint(tr("Too long to be shown completely: %1 characters.").arg(length));
    } else {
        row.field->setHint(field == fields::server ? tr("The ID of the server, not its name.")
                                                   : QString());
    }
}

void FormRows::addCredentialRows()
{
    const CredentialType &type = m_form.credentialType();
    m_rows[fields::credentialType].field->setHint(type.description);
    for (const FieldDescription &field : type.fields) {
        const QString pointer = field.pointer();
        if (field.choices.isEmpty()) {
            addText(pointer, fieldLabel(field), field.secret);
        } else {
            // An optional choice may be left empty, and a required one is not made for anybody.
            addChoice(pointer, fieldLabel(field), QStringList(QString()) + field.choices,
                      QStringList(QString()) + field.choices);
        }
        m_rows[pointer].field->control()->setToolTip(field.description);
        m_credentialFields.append(pointer);
        showProblem(pointer);
    }
    chainTabStops();
}

/// Without this, Tab would reach rows that are created later after the buttons.
void FormRows::chainTabStops()
{
    QWidget *previous = m_rows[fields::credentialType].field->control();
    for (const QString &pointer : std::as_const(m_credentialFields)) {
        for (QWidget *next : m_rows[pointer].field->tabStops()) {
            setTabOrder(previous, next);
            previous = next;
        }
    }
}

void FormRows::showCredentialRows()
{
    for (const QString &field : std::exchange(m_credentialFields, {})) {
        const Row row = m_rows.take(field);
        delete row.label;
        delete row.field;
    }
    m_usedAccessKeys = m_commonAccessKeys;
    addCredentialRows();
    Q_EMIT credentialRowsChanged();
}

void FormRows::showText(const QString &field)
{
    const auto row = m_rows.constFind(field);
    if (row == m_rows.cend())
        return;
    const QString text = m_form.text(field);
    if (auto *edit = qobject_cast<ValueEdit *>(row->field->control()))
        edit->setValue(text);
    else if (auto *choice = qobject_cast<QComboBox *>(row->field->control()))
        choice->setCurrentIndex(choice->findData(text));
    if (field == fields::subject || field == fields::subjectType)
        showSubject();
}

void FormRows::showProblem(const QString &field)
{
    const auto row = m_rows.constFind(field);
    if (row == m_rows.cend())
        return;
    const std::optional<FieldProblem> problem = m_form.shownProblem(field);
    row->field->setProblem(problem ? describe(*problem) : QString());
}

void FormRows::showSubject()
{
    const auto type = m_rows.constFind(fields::subjectType);
    const auto subject = m_rows.constFind(fields::subject);
    if (type == m_rows.cend() || subject == m_rows.cend())
        return;
    const bool isFixed = m_form.isSubjectFixed();
    type->field->setFact(isFixed ? subjectTypeLabel(m_form.draft().subject.type) : QString());
    subject->field->setFact(isFixed ? visibleLine(m_form.subjectFact()) : QString());
    for (const auto &row : {type, subject})
        row->label->setBuddy(row->field->focusTarget());
}

FieldRow *FormRows::row(const QString &field) const
{
    const auto row = m_rows.constFind(field);
    return row == m_rows.cend() ? nullptr : row->field;
}

ValueEdit *FormRows::edit(const QString &field) const
{
    const FieldRow *row = this->row(field);
    return row ? qobject_cast<ValueEdit *>(row->control()) : nullptr;
}

void FormRows::focusField(const QString &field)
{
    const auto row = m_rows.constFind(field);
    if (row != m_rows.cend())
        row->field->focusTarget()->setFocus(Qt::OtherFocusReason);
}

void FormRows::setLocked(bool locked)
{
    for (const Row &row : std::as_const(m_rows)) {
        row.field->setActionEnabled(!locked);
        if (auto *edit = qobject_cast<ValueEdit *>(row.field->control()))
            edit->setLocked(locked);
        else
            row.field->control()->setEnabled(!locked);
    }
}

bool FormRows::hideSecrets()
{
    bool wasRevealed = false;
    for (const Row &row : std::as_const(m_rows)) {
        if (auto *secret = qobject_cast<SecretEdit *>(row.field->control())) {
            wasRevealed |= secret->isRevealed();
            secret->setRevealed(false);
        }
    }
    return wasRevealed;
}

} // namespace mcpo
