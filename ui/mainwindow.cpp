// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "models/override/overrideform.h"
#include "models/override/submission.h"
#include "ui/accountbar.h"
#include "ui/appearance.h"
#include "ui/overridepanel.h"
#include "ui/plainlabel.h"
#include "ui/words/fieldwords.h"
#include "ui/words/outcomewords.h"

#include <QFrame>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    return line;
}

} // namespace

MainWindow::MainWindow(Session &session, Profiles &profiles, OverrideForm &form,
                       Submission &submission)
    : m_session(session)
    , m_profiles(profiles)
    , m_submission(submission)
    , m_form(form)
    , m_accountBar(new AccountBar(session, profiles, this))
    , m_panel(new OverridePanel(form, submission, session, this))
    , m_note(new PlainLabel(this))
{
    setWindowTitle(u"MCP Override"_s);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(18, 14, 18, 16);
    layout->setSpacing(12);
    layout->addWidget(m_accountBar);
    layout->addWidget(makeLine(content));
    layout->addWidget(m_note);
    m_note->hide();
    setTextTone(m_note, TextTone::Quiet);
    layout->addWidget(m_panel, 1);
    setCentralWidget(content);
    constexpr QSize roomy(640, 540);
    resize(roomy);

    connect(m_accountBar, &AccountBar::signInWanted, this, [this] { openSignIn(); });
    connect(m_accountBar, &AccountBar::otherSignInWanted, this, [this] {
        openSignIn();
        if (!m_profiles.preset().controlPlane)
            m_signIn->beginAtAddress();
    });
    connect(&m_profiles, &Profiles::signInWanted, this, [this] {
        m_panel->showStatus({}); // no longer signing in
        openSignIn();
    });
    connect(&m_profiles, &Profiles::notWritten, this, [this] {
        m_panel->showStatus(tr("The settings could not be written, so what you changed in the "
                               "profiles is forgotten when the program ends."));
    });
    connect(m_panel, &OverridePanel::signInWanted, this, [this] { openSignIn(); });
    connect(&m_session, &Session::busyChanged, this, [this](bool isBusy) {
        if (!m_signIn) // which shows that itself
            m_panel->showStatus(isBusy ? tr("Signing in\u2026") : QString());
    });
    connect(&m_session, &Session::signedIn, this, [this] { m_panel->showStatus({}); });
    connect(&m_session, &Session::signedOut, this, [this] {
        m_submission.cancel();
        m_form.clearSecrets();
        m_panel->showStatus(tr("Signed out."));
    });
    connect(&m_session, &Session::signInFailed, this, &MainWindow::signInFailed);
    connect(&m_session, &Session::tokenNotRead, this, [this](const VaultAnswer &answer) {
        if (answer.state == VaultState::NotFound)
            return; // the profiles ask for a sign-in

        m_panel->showStatus({}); // no longer signing in
        openSignIn(describe(answer));
    });
    connect(&m_session, &Session::tokenNotRemoved, this, [this](const VaultAnswer &answer) {
        m_panel->showStatus(tr("Signed out here, but the token is still in the keychain. %1")
                                .arg(describe(answer)));
    });
}

void MainWindow::begin(const std::optional<ControlPlaneAddress> &address)
{
    m_profiles.begin(address);
}

void MainWindow::setDemo(const QList<DemoToken> &tokens, const QString &note)
{
    m_demoTokens = tokens;
    m_note->say(note);
}

void MainWindow::openSignIn(const QString &message)
{
    if (!m_signIn) {
        const std::optional<ControlPlaneAddress> address = m_profiles.proposedAddress();
        m_signIn = new SignInDialog(m_session, address ? address->text() : QString(), this);
        if (m_profiles.preset().controlPlane)
            m_signIn->fixAddress(*m_profiles.preset().controlPlane);
        if (!m_demoTokens.isEmpty())
            m_signIn->offerDemoTokens(m_demoTokens);
        m_signIn->open();
    }
    m_signIn->say(message);
}

void MainWindow::signInFailed(const Failure &failure)
{
    // The dialog shows its own failures; here it is a stored token that no longer works.
    if (m_signIn)
        return;
    m_panel->showStatus({}); // no longer signing in
    const Explanation explanation = describe(failure, {});
    openSignIn(explanation.title + u". "_s + explanation.text);
}

} // namespace mcpo
