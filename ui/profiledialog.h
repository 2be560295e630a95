// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profiles.h"

#include <QDialog>
#include <QPointer>

#include <functional>
#include <optional>

class QCheckBox;
class QDialogButtonBox;
class QFormLayout;
class QPushButton;

namespace mcpo
{

class CaFileBox;
class ChoiceBox;
class FieldRow;
class PlainLabel;
class ValueEdit;

/// Edits or removes one profile. What the preset settles is shown as a fact. Window-modal: open()
/// it; it deletes itself when closed.
class ProfileDialog : public QDialog
{
    Q_OBJECT
public:
    ProfileDialog(Profiles &profiles, Profile profile, QWidget *parent);

    /// Answers a question with no, else closes without saving.
    void reject() override;

private:
    void fillIn();
    void addRows(QFormLayout *rows);
    bool lockManagedFields(); ///< whether there are any
    QWidget *makeButtons();
    QWidget *makeQuestion();
    void checkAddress();
    void suggestColor();
    void ask(const QString &text, const QString &no, const QString &yes,
             const std::function<void()> &onYes);
    void showQuestion(bool isAsking);
    void askToRemove();
    std::optional<Profile> checkedProfile();
    void save();
    void store(const Profile &changed);
    void removeProfile();

    Profiles &m_profiles;
    const Profile m_profile;
    ValueEdit *m_name;
    ChoiceBox *m_color;
    ValueEdit *m_address;
    FieldRow *m_nameRow;
    FieldRow *m_colorRow;
    QCheckBox *m_production;
    FieldRow *m_addressRow;
    CaFileBox *m_caFile;
    QWidget *m_buttons = nullptr;
    QWidget *m_question = nullptr; ///< before a token is removed, in place of the buttons
    PlainLabel *m_questionText = nullptr;
    QPushButton *m_no = nullptr;
    QPushButton *m_yes = nullptr;
    QPushButton *m_save = nullptr;
    std::function<void()> m_onYes;
    QPointer<QWidget> m_askedFrom; ///< what had the focus then
};

} // namespace mcpo
