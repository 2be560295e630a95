// SPDX-License-Identifier: Apache-2.0
#include "ui/presetdialog.h"

#include "ui/appearance.h"
#include "ui/factlabel.h"
#include "ui/words/presetwords.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace mcpo
{

namespace
{

constexpr int textWidth = 420;

} // namespace

PresetDialog::PresetDialog(const Preset &preset, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Managed settings"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);

    auto *why = new PlainLabel(this);
    why->setText(tr("Your administrator manages these settings. You cannot change them in this "
                    "program."));
    why->setMinimumWidth(textWidth);
    auto *rows = new QFormLayout;
    rows->setVerticalSpacing(8);
    rows->setHorizontalSpacing(14);
    rows->setLabelAlignment(Qt::AlignLeft);
    for (const ManagedSetting &setting : managedSettings(preset))
        add(setting, *rows);
    auto *box = new QDialogButtonBox(this);
    QPushButton *close = box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    close->setFocus();
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(14);
    layout->addWidget(why);
    layout->addLayout(rows);
    addFaults(presetFaults(preset), *layout);
    layout->addWidget(box);
}

void PresetDialog::add(const ManagedSetting &setting, QFormLayout &rows)
{
    auto *label = new QLabel(setting.label, this);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop); // beside the first of several lines
    setTextTone(label, TextTone::Quiet);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    for (const QString &line : setting.lines) {
        auto *shown = new FactLabel(this);
        shown->setMaximumWidth(textWidth);
        shown->setAccessibleName(setting.label);
        shown->state(line);
        lines->addWidget(shown);
        label->setBuddy(shown);
    }
    rows.addRow(label, lines);
}

void PresetDialog::addFaults(const QStringList &faults, QVBoxLayout &layout)
{
    if (faults.isEmpty())
        return;
    auto *shown = new PlainLabel(this);
    shown->setAccessibleName(tr("Ignored settings"));
    shown->say(tr("Some settings were ignored:") + u'\n' + faults.join(u'\n'));
    setTextTone(shown, TextTone::Problem);
    // A long word does not make the dialog wider.
    shown->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout.addWidget(shown);
}

} // namespace mcpo
