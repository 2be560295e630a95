// SPDX-License-Identifier: Apache-2.0
#include "ui/secretadvice.h"

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

SecretAdvice::SecretAdvice(FormRows &rows, OverrideForm &form, TargetFacts &facts,
                           const Session &session)
    : QObject(&rows)
    , m_rows(rows)
    , m_form(form)
    , m_facts(facts)
    , m_session(session)
{
    connect(&m_rows, &FormRows::credentialRowsChanged, this, &SecretAdvice::watchRows);
    connect(&m_facts, &TargetFacts::serverChanged, this, [this] {
        const QStringList fields(m_watched.keyBegin(), m_watched.keyEnd());
        for (const QString &field : fields)
            show(field);
    });
    watchRows();
}

void SecretAdvice::watchRows()
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
        connect(m_rows.row(field), &FieldRow::actionTriggered, this,
                [this, field] { mend(field); });
        show(field);
    }
}

void SecretAdvice::valueChanged(const QString &field)
{
    Watched &watched = m_watched[field];
    const qsizetype size = m_form.text(field).size();
    // One letter more or less is typing, which goes through odd states on its way; what is more is
    // a paste. What was told stays watched, so that it goes as soon as it is right.
    if (std::abs(size - std::exchange(watched.size, size)) > 1)
        watched.isChecked = true;
    else if (!watched.mended)
        watched.isChecked = false;
    show(field);
}

void SecretAdvice::check(const QString &field)
{
    m_watched[field].isChecked = true;
    show(field);
}

void SecretAdvice::show(const QString &field)
{
    FieldRow *row = m_rows.row(field);
    if (!row) // a line that is going away may finish editing
        return;
    Watched &watched = m_watched[field];
    const QString value = m_form.text(field);
    const ServerAuth auth = m_facts.server().isKnown() ? m_facts.server().value.auth : ServerAuth{};
    const bool isHeader = isSentInHeader(m_form.draft().credentialType);

    const std::optional<AsSent> sent = isHeader ? asSent(auth, value) : std::nullopt;
    row->setDetail(sent ? asSentLine(*sent) : QString(), sent ? asSentSpoken(*sent) : QString());

    const PasteContext context{isHeader, auth.headerName, auth.placeholder,
                               m_session.isSignedIn() ? m_session.account().token : QString(),
                               QDateTime::currentDateTimeUtc()};
    const auto finding = watched.isChecked ? checkPaste(value, context) : std::nullopt;
    watched.mended = finding ? finding->mended : (sent ? sent->mended : std::nullopt);
    const QString warning =
        finding ? describe(*finding) : (sent ? doubtSentence(*sent) : QString());
    row->setWarning(warning, watched.mended ? mendWords(finding) : QString());
}

void SecretAdvice::mend(const QString &field)
{
    const std::optional<QString> mended = m_watched.value(field).mended;
    ValueEdit *edit = m_rows.edit(field);
    if (!mended || !edit)
        return;
    edit->setFocus(); // first, because the button is gone afterwards
    edit->setValue(*mended);
    check(field);
}

} // namespace mcpo
