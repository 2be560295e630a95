// SPDX-License-Identifier: Apache-2.0
#include "ui/linkhandler.h"

#include "ui/dialogqueue.h"
#include "ui/explanationdialog.h"
#include "ui/overridepanel.h"
#include "ui/windowmodels.h"
#include "ui/words/linkwords.h"
#include "ui/words/presetwords.h"

namespace mcpo
{

LinkHandler::LinkHandler(WindowModels &models, OverridePanel &panel, QWidget &window)
    : QObject(&window)
    , m_models(models)
    , m_panel(panel)
    , m_window(window)
    , m_dialogs(DialogQueue::of(window))
{
    const auto takeNextLater = [this] {
        QMetaObject::invokeMethod(this, &LinkHandler::takeNext, Qt::QueuedConnection);
    };
    connect(&m_dialogs, &DialogQueue::becameIdle, this, takeNextLater);
    connect(&m_models.session, &Session::busyChanged, this, takeNextLater);
    connect(&m_models.change, &OverrideChange::runningChanged, this, takeNextLater);
    connect(&m_models.session, &Session::signedIn, this, &LinkHandler::signedIn);
    connect(&m_models.form, &OverrideForm::subjectFixedChanged, this, [this] {
        if (!m_note.isEmpty() && m_panel.note() == m_note)
            showNote();
    });
}

void LinkHandler::open(const QString &text)
{
    if (!m_models.profiles.preset().offers(Feature::Links))
        return refuse(withoutFeature(Feature::Links));
    const auto read = readLink(text, m_models.form.description());
    if (const auto *problem = std::get_if<LinkProblem>(&read))
        return refuse(describe(*problem));
    const auto &link = std::get<OverrideLink>(read);
    const bool isInHand = m_link == link && m_stage == Stage::Asked;
    if (isInHand || m_waiting.contains(link))
        return; // the same link, clicked again
    m_waiting.append(link);
    takeNext();
    if (!m_waiting.isEmpty())
        Q_EMIT waits(link.controlPlane);
}

std::optional<ControlPlaneAddress> LinkHandler::awaitedControlPlane() const
{
    return m_link && m_stage == Stage::AwaitsSignIn ? m_link->controlPlane : std::nullopt;
}

bool LinkHandler::isWorking() const
{
    return m_models.session.isBusy() || m_models.change.isRunning();
}

void LinkHandler::takeNext()
{
    if (m_waiting.isEmpty() || !m_dialogs.isIdle() || isWorking())
        return;
    m_link = m_waiting.takeFirst(); // replaces a link that was waiting for a sign-in
    consider();
}

/// Whether the control plane is another one than the one in use.
bool LinkHandler::isElsewhere(const ControlPlaneAddress &address) const
{
    if (m_models.session.isSignedIn())
        return m_models.session.account().address != address;
    const std::optional<Profile> profile = m_models.profiles.current();
    return !profile || profile->address != address;
}

/// Whether a person has typed something, or has not used the link that filled in the form.
bool LinkHandler::isFormInUse() const
{
    return m_models.form.hasDraft() || (!m_note.isEmpty() && m_panel.note() == m_note);
}

/// Asks the questions that come first, or continues.
void LinkHandler::consider()
{
    m_stage = Stage::Considered;
    const std::optional<ControlPlaneAddress> wanted = m_link->controlPlane;
    const Preset &preset = m_models.profiles.preset();
    if (wanted && !preset.allows(*wanted)) {
        const QString why = linkForOtherControlPlane(*wanted, onlyControlPlane(preset));
        m_link.reset();
        return refuse(why);
    }
    if (wanted && isElsewhere(*wanted)) {
        const bool isKnown =
            m_models.profiles.lastUsedAt(*wanted).has_value() || preset.describes(*wanted);
        if (!isKnown)
            return ask(unknownControlPlaneQuestion(*m_link), &LinkHandler::goToControlPlane);
        if (const std::optional<Profile> profile = m_models.profiles.current())
            return ask(switchQuestion(*m_link, profile->address, isFormInUse()),
                       &LinkHandler::goToControlPlane);
    }
    goToControlPlane();
}

void LinkHandler::ask(const Explanation &question, void (LinkHandler::*agreed)())
{
    m_stage = Stage::Asked;
    auto *dialog = new ExplanationDialog(question, &m_window);
    connect(dialog, &ExplanationDialog::chosen, this, agreed);
    connect(dialog, &QDialog::rejected, this, [this] {
        m_link.reset();
        Q_EMIT dismissed();
    });
    DialogQueue::open(*dialog, DialogQueue::About::Window);
}

void LinkHandler::goToControlPlane()
{
    const std::optional<ControlPlaneAddress> wanted = m_link->controlPlane;
    const Session &session = m_models.session;
    if (!wanted || (session.isSignedIn() && session.account().address == *wanted)) {
        if (!isFormInUse())
            return follow();
        return ask(replaceQuestion(*m_link), &LinkHandler::follow);
    }
    m_stage = Stage::AwaitsSignIn;
    m_panel.showNote(linkAwaitsSignIn(*m_link));
    if (const std::optional<Profile> profile = m_models.profiles.lastUsedAt(*wanted))
        m_models.profiles.switchTo(profile->id);
    else
        Q_EMIT signInWanted();
}

void LinkHandler::signedIn()
{
    if (!m_link || m_stage != Stage::AwaitsSignIn)
        return;
    const ControlPlaneAddress wanted = *m_link->controlPlane;
    const ControlPlaneAddress &address = m_models.session.account().address;
    if (address == wanted)
        return goToControlPlane();
    m_link.reset();
    m_panel.showNote({});
    refuse(linkForOtherControlPlane(wanted, signedInElsewhere(address)));
}

void LinkHandler::follow()
{
    const OverrideLink link = *std::exchange(m_link, {});
    if (!m_panel.prefill(link.serverId, link.subject, link.credentialType))
        return refuse(tr("An override is being set. Open the link again when this is done."));
    m_linkedSubject = link.subject;
    showNote();
    Q_EMIT filledIn();
}

void LinkHandler::showNote()
{
    const Subject &own = m_models.form.draft().subject;
    const bool isForAnother = (!m_linkedSubject.id.isEmpty() && m_linkedSubject.id != own.id) ||
                              (!m_linkedSubject.type.isEmpty() && m_linkedSubject.type != own.type);
    m_note = m_models.form.isSubjectFixed() && isForAnother ? filledInForAnother(m_linkedSubject)
                                                            : filledInFromLink();
    m_panel.showNote(m_note);
}

void LinkHandler::refuse(const QString &why)
{
    DialogQueue::open(*new ExplanationDialog(linkRefusal(why), &m_window),
                      DialogQueue::About::Window);
    Q_EMIT dismissed();
}

} // namespace mcpo
