// SPDX-License-Identifier: Apache-2.0
#include "models/override/overrideform.h"

#include <QJsonDocument>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString credentialFieldOf(const QString &pointer)
{
    constexpr auto prefix = "/authOverride/"_L1;
    return pointer.startsWith(prefix) ? pointer.sliced(prefix.size()) : QString();
}

} // namespace

OverrideForm::OverrideForm(RequestDescription description, QObject *parent)
    : QObject(parent)
    , m_description(std::move(description))
{
    m_draft.subject.type = m_description.subjectTypes().constFirst();
    m_draft.credentialType = m_description.credentialTypes().constFirst().name;
    m_typedSubject = m_draft.subject;
    m_problems = findProblems();
}

const CredentialType &OverrideForm::credentialType() const
{
    return *m_description.credentialType(m_draft.credentialType);
}

QStringList OverrideForm::fieldNames() const
{
    QStringList names{fields::server, fields::subjectType, fields::subject, fields::credentialType};
    for (const FieldDescription &field : credentialType().fields)
        names.append(field.pointer());
    return names;
}

QString OverrideForm::text(const QString &field) const
{
    if (field == fields::server)
        return m_draft.serverId;
    if (field == fields::subjectType)
        return m_draft.subject.type;
    if (field == fields::subject)
        return m_draft.subject.id;
    if (field == fields::credentialType)
        return m_draft.credentialType;
    return m_draft.credential(credentialFieldOf(field));
}

void OverrideForm::setText(const QString &field, const QString &text)
{
    if (this->text(field) == text)
        return;
    const bool isSubject = field == fields::subject || field == fields::subjectType;
    if (isSubject && m_fixedSubject)
        return;
    m_touched.insert(field);
    const bool wasRefused = m_refused.remove(field);
    apply(field, text);
    Q_EMIT textChanged(field);
    if (wasRefused)
        Q_EMIT shownProblemChanged(field);
    check();
}

void OverrideForm::apply(const QString &field, const QString &text)
{
    if (field == fields::server) {
        m_draft.serverId = text;
    } else if (field == fields::subjectType) {
        m_draft.subject.type = m_typedSubject.type = text;
    } else if (field == fields::subject) {
        m_draft.subject.id = m_typedSubject.id = text;
    } else if (field == fields::credentialType) {
        if (!m_description.credentialType(text))
            return;
        m_draft.credentialType = text;
        Q_EMIT credentialTypeChanged();
    } else {
        m_draft.credentials[m_draft.credentialType][credentialFieldOf(field)] = text;
    }
}

void OverrideForm::setCaller(const std::optional<Caller> &caller)
{
    const bool onlyOwn =
        caller && caller->role == Role::NotManager && !caller->subject.id.isEmpty();
    const std::optional<Subject> fixed =
        onlyOwn ? std::optional(caller->subject) : std::optional<Subject>();
    if (fixed == m_fixedSubject)
        return;
    const bool wasFixed = isSubjectFixed();
    m_fixedSubject = fixed;
    m_callerName = fixed ? caller->displayName : QString();
    m_draft.subject = fixed.value_or(m_typedSubject);
    Q_EMIT textChanged(fields::subjectType);
    Q_EMIT textChanged(fields::subject);
    if (wasFixed != isSubjectFixed())
        Q_EMIT subjectFixedChanged(isSubjectFixed());
    check();
}

QString OverrideForm::subjectFact() const
{
    const QString &id = m_draft.subject.id;
    if (m_callerName.isEmpty() || m_callerName == id)
        return id;
    return m_callerName + " ("_L1 + id + u')';
}

QHash<QString, FieldProblem> OverrideForm::findProblems() const
{
    QHash<QString, FieldProblem> problems;
    const ServerIdProblem serverProblem = checkServerId(m_draft.serverId);
    if (serverProblem != ServerIdProblem::None)
        problems.insert(fields::server, serverProblem);
    const QJsonObject body = requestBody(m_draft, credentialType());
    for (const Violation &violation : m_description.schema().validate(body)) {
        // The first broken rule of a field is enough: the next shows when it is mended.
        if (!problems.contains(violation.pointer))
            problems.insert(violation.pointer, violation);
    }
    for (const QString &field : fieldNames()) {
        if (!problems.contains(field) && !text(field).isValidUtf16())
            problems.insert(field, BrokenUnicode{});
    }
    return problems;
}

void OverrideForm::check()
{
    const QHash<QString, FieldProblem> before = std::exchange(m_problems, findProblems());
    const auto problemIn = [](const QHash<QString, FieldProblem> &problems, const QString &field) {
        const auto found = problems.constFind(field);
        return found == problems.cend() ? std::nullopt : std::optional(*found);
    };
    for (const QString &field : fieldNames()) {
        if (m_touched.contains(field) && problemIn(before, field) != problemIn(m_problems, field))
            Q_EMIT shownProblemChanged(field);
    }
    if (before.isEmpty() != m_problems.isEmpty())
        Q_EMIT completeChanged(isComplete());
}

std::optional<FieldProblem> OverrideForm::shownProblem(const QString &field) const
{
    if (m_touched.contains(field)) {
        if (const auto found = m_problems.constFind(field); found != m_problems.cend())
            return *found;
    }
    return m_refused.contains(field) ? std::optional<FieldProblem>(Refusal{}) : std::nullopt;
}

std::optional<QString> OverrideForm::showAllProblems()
{
    std::optional<QString> first;
    for (const QString &field : fieldNames()) {
        if (!m_problems.contains(field))
            continue;
        if (!first)
            first = field;
        m_touched.insert(field);
        Q_EMIT shownProblemChanged(field);
    }
    return first;
}

void OverrideForm::markRefused(const QString &field)
{
    m_refused.insert(field);
    Q_EMIT shownProblemChanged(field);
}

OverrideRequest OverrideForm::request() const
{
    const QJsonDocument body(requestBody(m_draft, credentialType()));
    return {m_draft.serverId, body.toJson(QJsonDocument::Compact)};
}

void OverrideForm::clearSecrets()
{
    for (const CredentialType &type : m_description.credentialTypes()) {
        for (const FieldDescription &field : type.fields) {
            if (field.secret)
                m_draft.credentials[type.name].remove(field.name);
            m_touched.remove(field.pointer());
            m_refused.remove(field.pointer());
        }
    }
    for (const FieldDescription &field : credentialType().fields) {
        Q_EMIT textChanged(field.pointer());
        Q_EMIT shownProblemChanged(field.pointer());
    }
    check();
}

void OverrideForm::clear()
{
    m_draft.serverId.clear();
    m_draft.credentials.clear();
    m_typedSubject.id.clear();
    m_draft.subject = m_fixedSubject.value_or(m_typedSubject);
    m_touched.clear();
    m_refused.clear();
    for (const QString &field : fieldNames()) {
        Q_EMIT textChanged(field);
        Q_EMIT shownProblemChanged(field);
    }
    check();
}

} // namespace mcpo
