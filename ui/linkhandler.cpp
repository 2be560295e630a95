// SPDX-License-Identifier: Apache-2.0
#include "ui/linkhandler.h"

#include "ui/explanationdialog.h"
#include "ui/overridepanel.h"
#include "ui/windowmodels.h"
#include "ui/words/linkwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

LinkHandler::LinkHandler(WindowModels &models, OverridePanel &panel, QWidget &window)
    : QObject(&window)
    , m_models(models)
    , m_panel(panel)
    , m_window(window)
{
    // A link that had to change the profile goes on when that is signed in.
    connect(&m_models.session, &Session::signedIn, this, [this] {
        if (m_link)
            follow();
    });
}

void LinkHandler::open(const QString &text)
{
    if (!m_models.profiles.preset().offers(Feature::Links))
        return refuse(withoutFeature(Feature::Links));
    const auto read = readLink(text, m_models.form.description());
    if (const auto *problem = std::get_if<LinkProblem>(&read)) {
        m_link.reset();
        refuse(describe(*problem));
        return;
    }
    m_link = std::get<OverrideLink>(read);
    if (!m_models.form.isBlank())
        ask();
    else if (goToControlPlane())
        follow();
}

void LinkHandler::ask()
{
    Explanation question;
    question.title = tr("Use the link?");
    question.text = tr("A link wants to fill in the form for \"%1\". What is in the form now would "
                       "be replaced.")
                        .arg(visibleLine(m_link->serverId, 80));
    question.remedies = {Remedy::UseLink};
    question.dismissal = Explanation::Dismissal::Cancel;
    auto *dialog = new ExplanationDialog(question, &m_window);
    connect(dialog, &ExplanationDialog::chosen, this, [this] {
        if (m_link && goToControlPlane())
            follow();
    });
    connect(dialog, &QDialog::rejected, this, [this] { m_link.reset(); });
    dialog->open();
}

/// False when the link has to wait for a sign-in, or is refused.
bool LinkHandler::goToControlPlane()
{
    const std::optional<ControlPlaneAddress> wanted = m_link->controlPlane;
    const Session &session = m_models.session;
    if (!wanted || (session.isSignedIn() && session.account().address == *wanted))
        return true;
    if (!m_models.profiles.preset().allows(*wanted)) {
        m_link.reset();
        refuse(tr("The link is for the control plane \"%1\". %2")
                   .arg(wanted->displayName(), onlyControlPlane(m_models.profiles.preset())));
        return false;
    }
    const QList<Profile> profiles = m_models.profiles.list();
    const Profile *profile = firstProfileAt(profiles, *wanted);
    if (!profile) {
        m_link.reset();
        refuse(tr("The link is for the control plane \"%1\", which is none of your profiles. If "
                  "you trust it, sign in to it yourself and open the link again.")
                   .arg(wanted->displayName()));
        return false;
    }
    m_models.profiles.switchTo(profile->id);
    return false;
}

void LinkHandler::follow()
{
    const OverrideLink link = *std::exchange(m_link, {});
    if (!m_panel.prefill(link.serverId, link.subject, link.credentialType)) {
        refuse(tr("An override is being set. Open the link again when that is done."));
        return;
    }
    const Subject &subject = m_models.form.draft().subject;
    const bool isForAnother = m_models.form.isSubjectFixed() && !link.subject.id.isEmpty() &&
                              link.subject.id != subject.id;
    m_panel.showNote(isForAnother
                         ? tr("Filled in from a link, which was made for \"%1\". You can set your "
                              "own override only.")
                               .arg(visibleLine(link.subject.id, 80))
                         : tr("Filled in from a link. Check it before you set the override."));
    Q_EMIT filledIn();
}

void LinkHandler::refuse(const QString &why)
{
    Explanation explanation;
    explanation.title = tr("Link not used");
    explanation.text = why;
    (new ExplanationDialog(explanation, &m_window))->open();
}

} // namespace mcpo
