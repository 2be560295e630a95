// SPDX-License-Identifier: Apache-2.0
#include "ui/profiledialog.h"

#include "ui/appearance.h"
#include "ui/cafilebox.h"
#include "ui/choicebox.h"
#include "ui/fieldrow.h"
#include "ui/plainlabel.h"
#include "ui/valueedit.h"
#include "ui/words/fieldwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"
#include "ui/words/profilewords.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace mcpo
{

namespace
{

constexpr int fieldWidth = 340;

} // namespace

ProfileDialog::ProfileDialog(Profiles &profiles, Profile profile, QWidget *parent)
    : QDialog(parent)
    , m_profiles(profiles)
    , m_profile(std::move(profile))
    , m_name(new ValueEdit)
    , m_color(new ChoiceBox)
    , m_address(new ValueEdit)
    , m_nameRow(new FieldRow(m_name, tr("Name"), this))
    , m_colorRow(new FieldRow(m_color, tr("Colour"), this))
    , m_production(new QCheckBox(tr("Marked as &production"), this))
    , m_addressRow(new FieldRow(m_address, tr("Control plane"), this))
    , m_caFile(new CaFileBox(this))
{
    setWindowTitle(tr("Edit profile"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    fillIn();

    auto *rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    rows->setVerticalSpacing(10);
    addRows(rows);
    if (lockManagedFields()) {
        auto *why = new PlainLabel(this);
        why->setText(managedHere());
        setTextTone(why, TextTone::Quiet);
        rows->addRow(why);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(14);
    layout->setSizeConstraint(QLayout::SetFixedSize); // follows the lines that come and go
    layout->addLayout(rows);
    layout->addWidget(makeQuestion());
    layout->addWidget(makeButtons());

    connect(m_address, &ValueEdit::valueChanged, this, &ProfileDialog::checkAddress);
    connect(m_production, &QCheckBox::toggled, this, &ProfileDialog::suggestColor);
    m_name->selectAll();
    const bool isNameManaged = m_nameRow->focusTarget() != m_name;
    (isNameManaged ? static_cast<QWidget *>(m_save) : m_name)->setFocus();
}

void ProfileDialog::fillIn()
{
    m_name->setMaxLength(static_cast<int>(Profile::longestName));
    m_nameRow->setMinimumWidth(fieldWidth); // as a fact, too
    m_name->setValue(m_profile.name);
    m_name->setPlaceholderText(m_profile.address.displayName()); // the name without one
    for (const ProfileColor color : allProfileColors())
        m_color->addItem(colorIcon(color, *this), colorLabel(color), QVariant::fromValue(color));
    m_color->setCurrentIndex(m_color->findData(QVariant::fromValue(m_profile.color)));
    m_production->setChecked(m_profile.isProduction);
    m_address->setValue(m_profile.address.text());
    m_caFile->setFile(m_profile.caFile);
}

void ProfileDialog::addRows(QFormLayout *rows)
{
    const auto add = [this, rows](const QString &text, FieldRow *row) {
        auto *label = new QLabel(text, this);
        label->setBuddy(row->control());
        rows->addRow(label, row);
    };
    add(tr("&Name"), m_nameRow);
    add(tr("Co&lour"), m_colorRow);
    rows->addRow(QString(), m_production);
    add(tr("&Control plane"), m_addressRow);
    rows->addRow(QString(), m_caFile);
}

bool ProfileDialog::lockManagedFields()
{
    const Preset &preset = m_profiles.preset();
    const QString managedCaFile = preset.caFileAt(m_profile.address, {});
    m_caFile->setFact(managedCaFile);
    m_caFile->setVisible(!managedCaFile.isEmpty() || preset.offers(Feature::OwnCaFile));
    if (preset.onlyControlPlane())
        m_addressRow->setFact(m_profile.address.text());
    if (preset.describes(m_profile.address)) {
        m_nameRow->setFact(visibleLine(preset.name));
        if (preset.color != ProfileColor::None)
            m_colorRow->setFact(colorLabel(preset.color));
        m_production->setEnabled(!preset.isProduction);
        if (preset.isProduction)
            m_production->setAccessibleDescription(managedHere());
    }
    const auto isFact = [](FieldRow *row) { return row->focusTarget() != row->control(); };
    return isFact(m_addressRow) || isFact(m_nameRow) || isFact(m_colorRow) ||
           !m_production->isEnabled() || !managedCaFile.isEmpty();
}

QWidget *ProfileDialog::makeButtons()
{
    auto *box = new QDialogButtonBox(this);
    QPushButton *remove = box->addButton(tr("&Remove profile\u2026"), QDialogButtonBox::ResetRole);
    remove->setAutoDefault(false);
    box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    m_save = box->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    connect(box, &QDialogButtonBox::rejected, this, &ProfileDialog::reject);
    connect(box, &QDialogButtonBox::accepted, this, &ProfileDialog::save);
    connect(remove, &QPushButton::clicked, this, &ProfileDialog::askToRemove);
    m_buttons = box;
    return box;
}

QWidget *ProfileDialog::makeQuestion()
{
    auto *question = new QWidget(this);
    m_questionText = new PlainLabel(question);
    m_questionText->setAccessibleName(tr("Question"));
    auto *box = new QDialogButtonBox(question);
    m_no = box->addButton(QString(), QDialogButtonBox::RejectRole);
    m_yes = box->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_yes->setAutoDefault(false);
    auto *layout = new QVBoxLayout(question);
    layout->setContentsMargins({});
    layout->addWidget(m_questionText);
    layout->addWidget(box);
    connect(box, &QDialogButtonBox::rejected, this, [this] { showQuestion(false); });
    connect(box, &QDialogButtonBox::accepted, this, [this] { m_onYes(); });
    question->hide();
    m_question = question;
    return question;
}

void ProfileDialog::checkAddress()
{
    const auto parsed = ControlPlaneAddress::parse(m_address->value());
    const auto *address = std::get_if<ControlPlaneAddress>(&parsed);
    m_addressRow->setProblem({});
    const bool isChanged = address != nullptr && *address != m_profile.address;
    m_addressRow->setHint(
        isChanged ? changedAddressHint(m_profile, m_profiles.tokenOf(m_profile.id)) : QString());
}

/// A visible colour right away; any other can be chosen afterwards.
void ProfileDialog::suggestColor()
{
    const QVariant none = QVariant::fromValue(ProfileColor::None);
    if (m_production->isChecked() && m_color->currentData() == none)
        m_color->setCurrentIndex(m_color->findData(QVariant::fromValue(ProfileColor::Red)));
}

/// In place of the buttons. Return and Escape mean no.
void ProfileDialog::ask(const QString &text, const QString &no, const QString &yes,
                        const std::function<void()> &onYes)
{
    m_questionText->setText(text);
    m_no->setText(no);
    m_yes->setText(yes);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_questionText, m_no, m_yes})
        widget->setAccessibleDescription(text);
    m_onYes = onYes;
    m_askedFrom = focusWidget();
    showQuestion(true);
}

void ProfileDialog::showQuestion(bool isAsking)
{
    m_question->setVisible(isAsking);
    m_buttons->setVisible(!isAsking);
    (isAsking ? m_no : m_save)->setDefault(true);
    if (QWidget *focused = isAsking ? m_no : m_askedFrom.data())
        focused->setFocus();
}

void ProfileDialog::askToRemove()
{
    ask(removedProfileQuestion(m_profile, m_profiles.tokenOf(m_profile.id)), tr("&Keep"),
        tr("Re&move"), [this] { removeProfile(); });
}

/// Nothing where something in it is wrong, which is then marked.
std::optional<Profile> ProfileDialog::checkedProfile()
{
    const auto parsed = ControlPlaneAddress::parse(m_address->value());
    if (const auto *problem = std::get_if<ControlPlaneAddress::Problem>(&parsed)) {
        m_addressRow->setProblem(describe(*problem));
        m_address->setFocus();
        return {};
    }
    if (!m_caFile->check())
        return {};
    Profile changed = m_profile;
    changed.caFile = m_caFile->file();
    changed.name = m_name->value();
    changed.color = m_color->currentData().value<ProfileColor>();
    changed.isProduction = m_production->isChecked();
    changed.address = std::get<ControlPlaneAddress>(parsed);
    return changed;
}

void ProfileDialog::save()
{
    const std::optional<Profile> changed = checkedProfile();
    if (!changed)
        return;
    const std::optional<TokenStorage> token = m_profiles.tokenOf(m_profile.id);
    if (changed->address == m_profile.address || !token)
        return store(*changed);
    ask(changedAddressQuestion(m_profile, *token), tr("Cancel"), tr("Change &address"), [this] {
        // The fields can be edited during the question, too.
        if (const std::optional<Profile> confirmed = checkedProfile())
            store(*confirmed);
    });
}

void ProfileDialog::store(const Profile &changed)
{
    // Closed first: a new address asks for a sign-in, in a dialog of its own.
    hide();
    m_profiles.edit(changed);
    accept();
}

void ProfileDialog::removeProfile()
{
    hide();
    m_profiles.remove(m_profile.id);
    accept();
}

void ProfileDialog::reject()
{
    if (m_question->isVisible())
        showQuestion(false);
    else
        QDialog::reject();
}

} // namespace mcpo
