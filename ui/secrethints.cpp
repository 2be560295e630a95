// SPDX-License-Identifier: Apache-2.0
#include "ui/secrethints.h"

#include "models/override/overrideform.h"
#include "models/override/targetfacts.h"
#include "models/session/session.h"
#include "ui/fieldrow.h"
#include "ui/formrows.h"
#include "ui/valueedit.h"
#include "ui/words/credentialwords.h"

#include <cstdlib>

namespace mcpo
{

namespace
{

/// The scheme is part of the preview, which is shown from the first character on.
bool isShownWhileTyping(const SecretIssue &issue)
{
    using Kind = SecretIssue::Kind;
    return issue.kind == Kind::RepeatedScheme || issue.kind == Kind::MissingScheme ||
           issue.kind == Kind::StrayBraces;
}

} // namespace

SecretContext secretContext(const OverrideForm &form, const TargetFacts &facts,
                            const Session &session)
{
    return {isSentInHeader(form.draft().credentialType),
            facts.server().isKnown() ? facts.server().value.auth : ServerAuth{},
            session.isSignedIn() ? session.account().token : QString(),
            QDateTime::currentDateTimeUtc()};
}

SecretHints::SecretHints(FormRows &rows, OverrideForm &form, TargetFacts &facts,
                         const Session &session)
    : QObject(&rows)
    , m_rows(rows)
    , m_form(form)
    , m_facts(facts)
    , m_session(session)
{
    connect(&m_rows, &FormRows::credentialRowsChanged, this, &SecretHints::watchRows);
    connect(&m_facts, &TargetFacts::serverChanged, this, [this] {
        const QStringList fields(m_watched.keyBegin(), m_watched.keyEnd());
        for (const QString &field : fields)
            show(field);
    });
    watchRows();
}

void SecretHints::watchRows()
{
    m_watched.clear(); // the rows of the type before are gone, and their connections with them
    for (const FieldDescription &description : m_form.credentialType().fields) {
        const QString field = description.pointer();
        const ValueEdit *edit = m_rows.edit(field);
        if (!description.secret || !edit)
            continue;
        m_watched.insert(field, {edit->value().size(), true, {}});
        connect(edit, &ValueEdit::valueChanged, this, [this, field] { valueChanged(field); });
        connect(edit, &QLineEdit::editingFinished, this, [this, field] { check(field); });
        connect(m_rows.row(field), &FieldRow::actionTriggered, this, [this, field] { fix(field); });
        show(field);
    }
}

void SecretHints::valueChanged(const QString &field)
{
    Watched &watched = m_watched[field];
    const qsizetype size = m_form.text(field).size();
    // One letter more or less is typing, which goes through odd states on its way; what is more is
    // a paste. What was shown stays watched, so that it goes as soon as it is right.
    if (std::abs(size - std::exchange(watched.size, size)) > 1)
        watched.isChecked = true;
    else if (!watched.fix)
        watched.isChecked = false;
    show(field);
}

void SecretHints::check(const QString &field)
{
    m_watched[field].isChecked = true;
    show(field);
}

void SecretHints::show(const QString &field)
{
    FieldRow *row = m_rows.row(field);
    if (!row) // a line that is going away may finish editing
        return;
    Watched &watched = m_watched[field];
    const QString value = m_form.text(field);
    const SecretContext context = secretContext(m_form, m_facts, m_session);

    const std::optional<HeaderPreview> preview =
        context.isHeaderValue ? previewHeader(context.auth, value) : std::nullopt;
    row->setDetail(preview ? previewLine(*preview) : QString(),
                   preview ? previewSpoken(*preview) : QString());

    std::optional<SecretIssue> issue = findSecretIssue(value, context);
    if (issue && !watched.isChecked && !isShownWhileTyping(*issue))
        issue.reset();
    watched.fix = issue ? issue->suggestedFix : std::nullopt;
    row->setWarning(issue ? describe(*issue) : QString(),
                    watched.fix ? fixText(*issue) : QString());
}

void SecretHints::fix(const QString &field)
{
    const std::optional<QString> fixed = m_watched.value(field).fix;
    ValueEdit *edit = m_rows.edit(field);
    if (!fixed || !edit)
        return;
    edit->setFocus(); // first, because the button is gone afterwards
    edit->setValue(*fixed);
    check(field);
}

} // namespace mcpo
