// SPDX-License-Identifier: Apache-2.0
#include "ui/subjectcard.h"

#include "models/directory/directory.h"
#include "models/directory/effectiveauthreader.h"
#include "models/session/preset.h"
#include "ui/appearance.h"
#include "ui/plainlabel.h"
#include "ui/words/changewords.h"
#include "ui/words/directorywords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/idwords.h"
#include "ui/words/plaintext.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

SubjectCard::SubjectCard(const EffectiveAuthReader &effectiveAuth, const Directory &directory,
                         const RequestDescription &description, const Preset &preset,
                         QWidget *parent)
    : QWidget(parent)
    , m_effectiveAuth(effectiveAuth)
    , m_directory(directory)
    , m_description(description)
    , m_preset(preset)
    , m_title(new PlainLabel(this))
    , m_facts(new PlainLabel(this))
    , m_now(new PlainLabel(this))
    , m_reason(new PlainLabel(this))
    , m_place(new PlainLabel(this))
    , m_set(new QPushButton(this))
    , m_remove(new QPushButton(tr("Remove\u2026"), this))
    , m_copy(new QPushButton(this))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setAccessibleName(tr("Chosen"));
    m_facts->setAccessibleName(tr("Override"));
    m_now->setAccessibleName(tr("Effective auth"));
    setTextTone(m_facts, TextTone::Quiet);
    setTextTone(m_reason, TextTone::Quiet);
    m_reason->hide();
    m_place->setAccessibleName(tr("Control plane"));
    setTextTone(m_place, TextTone::Quiet);
    m_set->setAutoDefault(false);
    m_remove->setAutoDefault(false);
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy"));
    m_copy->setAutoDefault(false);
    auto *menu = new QMenu(m_copy);
    fillCopyMenu(*menu);
    m_copy->setMenu(menu);
    m_copy->setVisible(!menu->isEmpty());

    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    texts->addWidget(m_title);
    texts->addWidget(m_facts);
    texts->addWidget(m_now);
    texts->addWidget(m_reason);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_set);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_place, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addLayout(texts);
    layout->addLayout(buttons);

    connect(m_set, &QPushButton::clicked, this, &SubjectCard::setWanted);
    connect(m_remove, &QPushButton::clicked, this, &SubjectCard::removalWanted);
    connect(&m_effectiveAuth, &EffectiveAuthReader::changed, this, &SubjectCard::showEffectiveAuth);
    showLine({});
}

void SubjectCard::fillCopyMenu(QMenu &menu)
{
    if (m_preset.offers(Feature::Links))
        menu.addAction(tr("&Link for the subject"), this, &SubjectCard::linkWanted);
    if (!m_preset.offers(Feature::CopyCommands))
        return;
    if (!menu.isEmpty())
        menu.addSection(tr("Command, without secrets"));
    const auto add = [&](const QString &text, auto signal, CommandKind kind) {
        menu.addAction(text, this, [this, signal, kind] { Q_EMIT(this->*signal)(kind); });
    };
    add(tr("Set as c&url"), &SubjectCard::setCommandWanted, CommandKind::Curl);
    add(tr("Set as &PowerShell"), &SubjectCard::setCommandWanted, CommandKind::PowerShell);
    add(tr("Set as &mcp-override-cli"), &SubjectCard::setCommandWanted, CommandKind::Cli);
    add(tr("&Remove as curl"), &SubjectCard::removeCommandWanted, CommandKind::Curl);
    add(tr("Remove as Power&Shell"), &SubjectCard::removeCommandWanted, CommandKind::PowerShell);
    add(tr("Remove as mcp-&override-cli"), &SubjectCard::removeCommandWanted, CommandKind::Cli);
}

void SubjectCard::fillMenu(QMenu &menu)
{
    menu.addAction(m_set->text(), this, &SubjectCard::setWanted)->setEnabled(m_set->isEnabled());
    menu.addAction(m_remove->text(), this, &SubjectCard::removalWanted)
        ->setEnabled(m_remove->isEnabled());
    if (m_preset.offers(Feature::Links)) // before the commands there is a section
        menu.addSeparator();
    fillCopyMenu(menu);
}

void SubjectCard::showPlace(const QString &text) { m_place->say(text); }

void SubjectCard::showLine(const std::optional<OverrideTableModel::Line> &line,
                           const QString &readOnlyReason)
{
    m_line = line;
    setVisible(line.has_value());
    if (!line)
        return;
    const QString server = labelOf(m_directory.serverName(line->serverId), line->serverId, 60);
    const QString subject = visibleLine(m_directory.subjectLabel(line->subject), 80);
    m_title->setText(tr("%1 on %2").arg(subject, server));
    const QString id =
        tr("%1 %2").arg(subjectTypeLabel(line->subject.type), visibleLine(line->subject.id, 80));
    if (line->override) {
        m_facts->setText(tr("%1 \u00B7 %2, set by %3, %4")
                             .arg(id,
                                  credentialTypeText(line->override->credentialType, m_description),
                                  setterText(*line->override, m_directory),
                                  timeText(line->override->updatedAt)));
    } else {
        m_facts->setText(tr("%1 \u00B7 no override").arg(id));
    }
    m_set->setText(line->override ? tr("Replace\u2026") : tr("Set override\u2026"));
    m_reason->say(readOnlyReason);
    m_set->setEnabled(readOnlyReason.isEmpty());
    m_remove->setEnabled(readOnlyReason.isEmpty());
    m_remove->setVisible(line->override.has_value());
    showEffectiveAuth();
}

void SubjectCard::showEffectiveAuth()
{
    const auto &answer = m_effectiveAuth.answer();
    if (!answer) {
        m_now->setText(m_effectiveAuth.isReading() ? tr("Now: \u2026") : QString());
        return;
    }
    if (const auto *failure = std::get_if<Failure>(&*answer)) {
        m_now->setText(tr("Now: unknown. %1").arg(effectiveAuthUnknown(*failure)));
        return;
    }
    const auto &auth = std::get<EffectiveAuth>(*answer);
    const QString line = tr("Now: %1").arg(effectiveAuthLine(auth));
    m_now->setText(auth.reason.isEmpty() ? line : line + u". "_s + visibleLine(auth.reason));
}

} // namespace mcpo
