// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace mcpo
{

class FormRows;
class OverrideForm;
class Session;
class SuitableTypes;
class TargetFacts;

/// Shows in the form what is known about the server and the subject: under the server what it
/// takes, under the subject how it is authenticated now and what is replaced, and among the
/// credential types those that cannot work.
class TargetHints : public QObject
{
    Q_OBJECT
public:
    /// Belongs to @p rows.
    TargetHints(FormRows &rows, OverrideForm &form, TargetFacts &facts, const SuitableTypes &types,
                const Session &session);

private:
    void showServer();
    void showSubject();
    void showSubjectDoubt();
    void showTypes();
    void useFoundId();

    FormRows &m_rows;
    OverrideForm &m_form;
    TargetFacts &m_facts;
    const SuitableTypes &m_types;
    const Session &m_session;
};

} // namespace mcpo
