// SPDX-License-Identifier: Apache-2.0
#include "models/override/overrideform.h"

#include <QJsonDocument>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

OverrideForm::OverrideForm(RequestDescription description, QObject *parent)
    : QObject(parent)
    , m_description(std::move(description))
    , m_draft(emptyDraft(m_description))
    , m_typedSubject(m_draft.subject)
    , m_begun(m_draft)
    , m_problems(checkDraft(m_draft, m_description))
    , m_toldComplete(isComplete())
{
}

const CredentialType &OverrideForm::credentialType() const
{
    return *m_description.credentialType(m_draft.credentialType);
}

/// Two types may have a field of the same name: a mark belongs to one of them.
QString OverrideForm::markKey(const QString &field) const
{
    return credentialField(credentialType(), field) ? m_draft.credentialType + field : field;
}

QHash<QString, QString> OverrideForm::texts() const
{
    QHash<QString, QString> texts;
    for (const QString &field : fieldNames())
        texts.insert(field, text(field));
    return texts;
}

void OverrideForm::setText(const QString &field, const QString &text)
{
    const bool isSubject = field == fields::subject || field == fields::subjectType;
    if (this->text(field) == text || (isSubject && m_fixedSubject) || !apply(field, text))
        return;
    m_touched.insert(markKey(field));
    m_refused.remove(markKey(field));
    check();
    if (field == fields::credentialType) {
        forgetRowsThatWent();
        Q_EMIT credentialTypeChanged();
    }
    Q_EMIT textChanged(field);
    tellProblems();
}

/// False when there is no such field or type.
bool OverrideForm::apply(const QString &field, const QString &text)
{
    if (!mcpo::setText(m_draft, m_description, field, text))
        return false;
    if (field == fields::subjectType)
        m_typedSubject.type = text;
    else if (field == fields::subject)
        m_typedSubject.id = text;
    return true;
}

void OverrideForm::setCaller(const std::optional<Caller> &caller)
{
    const bool onlyOwn =
        caller && caller->role == Role::NotManager && !caller->subject.id.isEmpty();
    const std::optional<Subject> fixed =
        onlyOwn ? std::optional(caller->subject) : std::optional<Subject>();
    if (fixed == m_fixedSubject)
        return;
    const bool isFixingChanged = fixed.has_value() != isSubjectFixed();
    const Subject before = m_draft.subject;
    m_fixedSubject = fixed;
    m_callerName = fixed ? caller->displayName : QString();
    m_draft.subject = fixed.value_or(m_typedSubject);
    const bool isTypeChanged = before.type != m_draft.subject.type;
    const bool isIdChanged = before.id != m_draft.subject.id;
    if (isTypeChanged)
        m_refused.remove(fields::subjectType);
    if (isIdChanged)
        m_refused.remove(fields::subject);
    check();
    if (isTypeChanged || isFixingChanged)
        Q_EMIT textChanged(fields::subjectType);
    if (isIdChanged || isFixingChanged)
        Q_EMIT textChanged(fields::subject);
    if (isFixingChanged)
        Q_EMIT subjectFixedChanged(isSubjectFixed());
    tellProblems();
}

QString OverrideForm::subjectFact() const
{
    const QString &id = m_draft.subject.id;
    if (m_callerName.isEmpty() || m_callerName == id)
        return id;
    return m_callerName + " ("_L1 + id + u')';
}

void OverrideForm::tellTexts(const QHash<QString, QString> &before)
{
    for (const QString &field : fieldNames()) {
        if (text(field) != before.value(field))
            Q_EMIT textChanged(field);
    }
}

/// Tells what changed since it last told. What a slot changes meanwhile is told by the call inside,
/// and not a second time here.
void OverrideForm::tellProblems()
{
    for (const QString &field : fieldNames()) {
        const std::optional<FieldProblem> now = shownProblem(field);
        if (now == m_told.value(field))
            continue;
        m_told.insert(field, now);
        Q_EMIT shownProblemChanged(field);
    }
    if (m_toldComplete == isComplete())
        return;
    m_toldComplete = isComplete();
    Q_EMIT completeChanged(m_toldComplete);
}

/// The rows of another credential type: what is wrong with them is told anew when they come back.
void OverrideForm::forgetRowsThatWent()
{
    const QStringList names = fieldNames();
    m_told.removeIf([&names](const auto &row) { return !names.contains(row.key()); });
}

std::optional<FieldProblem> OverrideForm::shownProblem(const QString &field) const
{
    const QString key = markKey(field);
    if (m_touched.contains(key)) {
        if (const auto found = m_problems.constFind(field); found != m_problems.cend())
            return *found;
    }
    return m_refused.contains(key) ? std::optional<FieldProblem>(Refusal{}) : std::nullopt;
}

std::optional<QString> OverrideForm::showAllProblems()
{
    std::optional<QString> first;
    for (const QString &field : fieldNames()) {
        if (!m_problems.contains(field))
            continue;
        if (!first)
            first = field;
        m_touched.insert(markKey(field));
    }
    tellProblems();
    return first;
}

void OverrideForm::markRefused(const QString &field)
{
    m_refused.insert(markKey(field));
    tellProblems();
}

void OverrideForm::clearRefusals()
{
    m_refused.clear();
    tellProblems();
}

OverrideRequest OverrideForm::request() const
{
    const QJsonDocument body(requestBody(m_draft, credentialType()));
    return {m_draft.serverId, body.toJson(QJsonDocument::Compact)};
}

void OverrideForm::clearSecrets() { forget(Forgotten::Secrets); }

void OverrideForm::clearSaved()
{
    clearSecrets();
    beginDraft();
}

void OverrideForm::beginDraft()
{
    m_begun = m_draft;
    m_begun.subject = m_typedSubject;
}

bool OverrideForm::retarget(const QString &serverId, const Subject &subject)
{
    const OverrideDraft before = m_draft;
    if (!serverId.isEmpty())
        setText(fields::server, serverId);
    if (!subject.type.isEmpty())
        setText(fields::subjectType, subject.type);
    if (!subject.id.isEmpty())
        setText(fields::subject, subject.id);
    const bool isSame = m_draft.serverId == before.serverId && m_draft.subject == before.subject;
    if (isSame)
        return false;
    const bool wasTyped = forget(Forgotten::WholeCredentials);
    beginDraft();
    return wasTyped;
}

/// Of every type, with all marks. True where there was something to forget.
bool OverrideForm::forget(Forgotten what)
{
    const QHash<QString, QString> before = texts();
    bool wasTyped = false;
    for (const CredentialType &type : m_description.credentialTypes()) {
        for (const FieldDescription &field : type.fields) {
            if (field.secret || what == Forgotten::WholeCredentials)
                wasTyped |= !m_draft.credentials[type.name].take(field.name).isEmpty();
            m_touched.remove(type.name + field.pointer());
            m_refused.remove(type.name + field.pointer());
        }
    }
    check();
    tellTexts(before);
    tellProblems();
    return wasTyped;
}

bool OverrideForm::isBlank() const
{
    const auto isEmpty = [](const QMap<QString, QString> &typed) {
        return std::all_of(typed.cbegin(), typed.cend(),
                           [](const QString &text) { return text.isEmpty(); });
    };
    return m_draft.serverId.isEmpty() && m_typedSubject.id.isEmpty() &&
           std::all_of(m_draft.credentials.cbegin(), m_draft.credentials.cend(), isEmpty);
}

bool OverrideForm::hasDraft() const
{
    if (m_draft.serverId != m_begun.serverId || m_typedSubject.id != m_begun.subject.id)
        return true;
    for (const CredentialType &type : m_description.credentialTypes()) {
        const QMap<QString, QString> typed = m_draft.credentials.value(type.name);
        const QMap<QString, QString> begun = m_begun.credentials.value(type.name);
        for (const FieldDescription &field : type.fields) {
            if (typed.value(field.name) != begun.value(field.name))
                return true;
        }
    }
    return false;
}

void OverrideForm::clear()
{
    const QHash<QString, QString> before = texts();
    const QString typeBefore = m_draft.credentialType;
    m_draft = emptyDraft(m_description);
    m_typedSubject = m_draft.subject;
    m_draft.subject = m_fixedSubject.value_or(m_typedSubject);
    m_touched.clear();
    m_refused.clear();
    check();
    beginDraft();
    if (m_draft.credentialType != typeBefore) {
        forgetRowsThatWent();
        Q_EMIT credentialTypeChanged();
    }
    tellTexts(before);
    tellProblems();
}

} // namespace mcpo
