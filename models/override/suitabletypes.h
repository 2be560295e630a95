// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"

#include <QObject>

namespace mcpo
{

class OverrideForm;
class TargetFacts;

/// Which credential types can work for what stands in the form. Where nothing is known of the
/// server, all can. Only a help to choose by: the facts are inferred, and nobody is kept from
/// sending.
class SuitableTypes : public QObject
{
    Q_OBJECT
public:
    SuitableTypes(OverrideForm &form, const TargetFacts &facts, QObject *parent = nullptr);

    /// By the name of a type in the schema.
    Unsuited whyNot(const QString &credentialType) const;
    /// False for a type that cannot work while another can: where none can, somebody may know
    /// better.
    bool isOffered(const QString &credentialType) const;

Q_SIGNALS:
    /// For at least one type. By then the form has another type where the chosen one turned out not
    /// to work, another does, and nothing was typed for it.
    void changed();

private:
    void update();
    QList<Unsuited> reasons() const;
    void leaveUnsuited();

    OverrideForm &m_form;
    const TargetFacts &m_facts;
    QList<Unsuited> m_reasons; ///< one for each type of the form's description
};

} // namespace mcpo
