// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pickmodel.h"

#include <QObject>

namespace mcpo
{

class Directory;
class FormRows;
class OverrideForm;
class Picker;
struct ServerEntry;
struct SubjectEntry;

/// How servers and subjects are shown in a list to choose from.
PickEntry pickEntry(const ServerEntry &server);
PickEntry pickEntry(const SubjectEntry &subject);

/// Offers what the directory lists under the form's server and subject: users or virtual accounts,
/// as the form's subject type says.
class FormPickers : public QObject
{
    Q_OBJECT
public:
    /// Belongs to the rows.
    FormPickers(const Directory &directory, OverrideForm &form, FormRows &rows);

private:
    void addServers(qsizetype first);
    void addSubjects(qsizetype first);
    void pickSubjectsOfType();

    const Directory &m_directory;
    const OverrideForm &m_form;
    PickModel m_servers;
    PickModel m_users;
    PickModel m_virtualAccounts;
    Picker *m_subjectPicker = nullptr;
};

} // namespace mcpo
