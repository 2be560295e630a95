// SPDX-License-Identifier: Apache-2.0
#include "ui/formpickers.h"

#include "models/directory/directory.h"
#include "models/override/overrideform.h"
#include "ui/fieldrow.h"
#include "ui/formrows.h"
#include "ui/picker.h"
#include "ui/valueedit.h"
#include "ui/words/directorywords.h"
#include "ui/words/idwords.h"

#include <QToolButton>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString marks(QStringList words)
{
    words.removeAll(QString());
    return words.join(u", "_s);
}

} // namespace

PickEntry pickEntry(const ServerEntry &server)
{
    return {server.id,
            server.name,
            server.id,
            marks({markOf(server), idMark(server.id, server.name)}),
            {server.fqn}};
}

PickEntry pickEntry(const SubjectEntry &subject)
{
    const QString label = subject.label();
    QStringList details{subject.subject.id};
    if (!subject.name.isEmpty() && subject.name != label)
        details.prepend(subject.name);
    return {subject.subject.id,
            label,
            details.join(u" \u00B7 "_s),
            marks({markOf(subject), idMark(subject.subject.id, label)}),
            {subject.name, subject.email}};
}

FormPickers::FormPickers(const Directory &directory, OverrideForm &form, FormRows &rows)
    : QObject(&rows)
    , m_directory(directory)
    , m_form(form)
{
    const auto attach = [&rows](const QString &field, PickModel &model, const QString &name) {
        auto *picker = new Picker(*rows.edit(field), model, name);
        rows.row(field)->addBeside(picker->button());
        return picker;
    };
    attach(fields::server, m_servers, tr("Servers to choose from"));
    m_subjectPicker = attach(fields::subject, m_users, tr("Subjects to choose from"));
    connect(&form, &OverrideForm::textChanged, this, [this](const QString &field) {
        if (field == fields::subjectType)
            pickSubjectsOfType();
    });
    connect(&m_directory, &Directory::cleared, this, [this] {
        for (PickModel *model : {&m_servers, &m_users, &m_virtualAccounts})
            model->clear();
    });
    connect(&m_directory, &Directory::serversAdded, this, &FormPickers::addServers);
    connect(&m_directory, &Directory::subjectsAdded, this, &FormPickers::addSubjects);
}

void FormPickers::addServers(qsizetype first)
{
    QList<PickEntry> entries;
    for (qsizetype i = first; i < m_directory.servers().size(); ++i)
        entries.append(pickEntry(m_directory.servers().at(i)));
    m_servers.add(entries);
}

void FormPickers::addSubjects(qsizetype first)
{
    QList<PickEntry> users;
    QList<PickEntry> virtualAccounts;
    for (qsizetype i = first; i < m_directory.subjects().size(); ++i) {
        const SubjectEntry &subject = m_directory.subjects().at(i);
        (subject.subject.type == "user"_L1 ? users : virtualAccounts).append(pickEntry(subject));
    }
    m_users.add(users);
    m_virtualAccounts.add(virtualAccounts);
}

void FormPickers::pickSubjectsOfType()
{
    const bool isUser = m_form.draft().subject.type == "user"_L1;
    m_subjectPicker->setModel(isUser ? m_users : m_virtualAccounts);
}

} // namespace mcpo
