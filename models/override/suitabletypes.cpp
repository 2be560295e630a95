// SPDX-License-Identifier: Apache-2.0
#include "models/override/suitabletypes.h"

#include "models/override/overrideform.h"
#include "models/override/targetfacts.h"

#include <algorithm>

namespace mcpo
{

namespace
{

bool isAnythingTyped(const OverrideDraft &draft)
{
    const auto typed = draft.credentials.value(draft.credentialType);
    return std::any_of(typed.cbegin(), typed.cend(),
                       [](const QString &text) { return !text.isEmpty(); });
}

} // namespace

SuitableTypes::SuitableTypes(OverrideForm &form, const TargetFacts &facts, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_facts(facts)
    , m_reasons(reasons())
{
    connect(&m_facts, &TargetFacts::serverChanged, this, &SuitableTypes::update);
    connect(&m_form, &OverrideForm::textChanged, this, [this](const QString &field) {
        if (field == fields::subjectType)
            update();
    });
}

Unsuited SuitableTypes::whyNot(const QString &credentialType) const
{
    if (!m_facts.server().isKnown())
        return Unsuited::No;
    const ServerEntry &server = m_facts.server().value;
    if (!server.takesOverrides)
        return Unsuited::ServerTakesNone;
    return unsuited(server.auth, credentialType, m_form.draft().subject.type);
}

bool SuitableTypes::isOffered(const QString &credentialType) const
{
    return whyNot(credentialType) == Unsuited::No || !m_reasons.contains(Unsuited::No);
}

QList<Unsuited> SuitableTypes::reasons() const
{
    QList<Unsuited> reasons;
    for (const CredentialType &type : m_form.description().credentialTypes())
        reasons.append(whyNot(type.name));
    return reasons;
}

void SuitableTypes::update()
{
    QList<Unsuited> now = reasons();
    if (now == m_reasons)
        return;
    m_reasons = std::move(now);
    leaveUnsuited();
    Q_EMIT changed();
}

void SuitableTypes::leaveUnsuited()
{
    const qsizetype suited = m_reasons.indexOf(Unsuited::No);
    if (isOffered(m_form.draft().credentialType) || isAnythingTyped(m_form.draft()))
        return;
    m_form.setText(fields::credentialType, m_form.description().credentialTypes().at(suited).name);
}

} // namespace mcpo
