// SPDX-License-Identifier: Apache-2.0
#include "ui/targethints.h"

#include "models/override/overrideform.h"
#include "models/override/suitabletypes.h"
#include "models/override/targetfacts.h"
#include "models/session/session.h"
#include "ui/choicebox.h"
#include "ui/fieldrow.h"
#include "ui/formrows.h"
#include "ui/valueedit.h"
#include "ui/words/idwords.h"
#include "ui/words/targetwords.h"

namespace mcpo
{

TargetHints::TargetHints(FormRows &rows, OverrideForm &form, TargetFacts &facts,
                         const SuitableTypes &types, const Session &session)
    : QObject(&rows)
    , m_rows(rows)
    , m_form(form)
    , m_facts(facts)
    , m_types(types)
    , m_session(session)
{
    connect(&m_facts, &TargetFacts::serverChanged, this, &TargetHints::showServer);
    connect(&m_facts, &TargetFacts::subjectChanged, this, &TargetHints::showSubject);
    connect(&m_types, &SuitableTypes::changed, this, &TargetHints::showTypes);
    connect(&m_form, &OverrideForm::credentialTypeChanged, this, &TargetHints::showTypes);
    // After the line itself: its own hint would replace the known facts.
    connect(m_rows.edit(fields::server), &ValueEdit::valueChanged, this, &TargetHints::showServer);
    connect(&m_form, &OverrideForm::textChanged, this, [this](const QString &field) {
        if (field == fields::server)
            showServer();
        else if (field == fields::subject)
            showSubjectDoubt();
    });
    connect(m_rows.row(fields::server), &FieldRow::actionTriggered, this, &TargetHints::useFoundId);
    showServer();
    showSubject();
    showSubjectDoubt();
    showTypes();
}

void TargetHints::showServer()
{
    using State = Fact<ServerEntry>::State;
    FieldRow &row = *m_rows.row(fields::server);
    QString warning;
    QString action;
    switch (m_facts.server().state) {
    case State::Asking: break; // keep the current text, which avoids flicker
    case State::NotAsked: m_rows.showDefaultHint(fields::server); break;
    case State::Known:
        warning = noOverridesSentence(m_facts.server().value);
        row.setHint(serverLine(m_facts.server().value));
        break;
    case State::Unknown: row.setHint(unknownServerLine(m_facts.server().failure)); break;
    }
    if (!m_facts.idOfThatName().isEmpty()) {
        warning = nameForIdSentence(m_facts.idOfThatName());
        action = tr("Use the ID");
    }
    const QStringList warnings{idDoubt(m_form.draft().serverId), warning};
    row.setWarning(warnings.join(u' ').trimmed(), action);
}

void TargetHints::useFoundId()
{
    if (m_facts.idOfThatName().isEmpty())
        return;
    m_form.setText(fields::server, QString(m_facts.idOfThatName())); // which is gone with it
    m_rows.focusField(fields::server);
}

void TargetHints::showSubject()
{
    const Subject caller = m_session.isSignedIn() ? m_session.caller().subject : Subject{};
    m_rows.row(fields::subject)->setDetail(subjectLines(m_facts, caller));
}

void TargetHints::showSubjectDoubt()
{
    m_rows.row(fields::subject)->setWarning(idDoubt(m_form.draft().subject.id));
}

void TargetHints::showTypes()
{
    FieldRow &row = *m_rows.row(fields::credentialType);
    auto *choice = qobject_cast<ChoiceBox *>(row.control());
    const QList<CredentialType> &types = m_form.description().credentialTypes();
    for (int i = 0; i < types.size(); ++i) {
        const QString &name = types.at(i).name;
        choice->setReason(i, unsuitedText(m_types.whyNot(name)), m_types.isOffered(name));
    }
    const Unsuited why = m_types.whyNot(m_form.draft().credentialType);
    // That no type can work is said once, under the server.
    row.setWarning(why == Unsuited::ServerTakesNone ? QString() : unsuitedSentence(why));
}

} // namespace mcpo
