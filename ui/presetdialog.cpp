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
    setWindowTitle(tr("Settled for this computer"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);

    auto *why = new PlainLabel(this);
    why->setText(tr("This computer is set up by whoever looks after it. What is settled cannot be "
                    "changed in this program."));
    why->setMinimumWidth(textWidth);
    auto *rows = new QFormLayout;
    rows->setVerticalSpacing(8);
    rows->setHorizontalSpacing(14);
    rows->setLabelAlignment(Qt::AlignLeft);
    for (const PresetFact &fact : presetFacts(preset))
        add(fact, *rows);
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

void PresetDialog::add(const PresetFact &fact, QFormLayout &rows)
{
    auto *label = new QLabel(fact.label, this);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop); // beside the first of several lines
    setTextTone(label, TextTone::Quiet);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    for (const QString &line : fact.lines) {
        auto *shown = new FactLabel(this);
        shown->setMaximumWidth(textWidth);
        shown->setAccessibleName(fact.label);
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
    shown->setAccessibleName(tr("Not in force"));
    shown->say(tr("Not all of it is in force:") + u'\n' + faults.join(u'\n'));
    setTextTone(shown, TextTone::Problem);
    // However long a word is, the dialog stays as narrow as it was.
    shown->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout.addWidget(shown);
}

} // namespace mcpo
