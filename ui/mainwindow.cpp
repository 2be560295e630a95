// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow.h"

#include "ui/accountbar.h"
#include "ui/activitydialog.h"
#include "ui/appearance.h"
#include "ui/backgroundtasknotifier.h"
#include "ui/dialogqueue.h"
#include "ui/explanationdialog.h"
#include "ui/linkhandler.h"
#include "ui/overridepanel.h"
#include "ui/plainlabel.h"
#include "ui/retryline.h"
#include "ui/windowmodels.h"
#include "ui/words/activitywords.h"
#include "ui/words/changewords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/keychainwords.h"
#include "ui/words/linkwords.h"
#include "ui/workspace.h"

#include <QCloseEvent>
#include <QFrame>
#include <QScreen>
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

MainWindow::MainWindow(WindowModels &models)
    : m_models(models)
    , m_panel(new OverridePanel(models.form, models.change, models.session, models.facts, this))
    , m_accountBar(new AccountBar(models.session, models.profiles, this))
    , m_workspace(new Workspace(models, *m_panel, this))
    , m_links(new LinkHandler(models, *m_panel, *this))
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
    layout->addWidget(m_workspace, 1);
    layout->addWidget(new RetryLine(models.port.retries(), content));
    setCentralWidget(content);
    constexpr QSize roomy(680, 640);
    resize(roomy);
    followBackgroundTasks();

    m_models.profiles.setLeaveGuard(
        [this](const std::function<void()> &leave) { leaveWhenDone(leave); });
    connect(m_accountBar, &AccountBar::signInWanted, this,
            [this] { leaveWhenDone([this] { openSignIn(); }); });
    connect(m_accountBar, &AccountBar::otherSignInWanted, this, [this] {
        leaveWhenDone([this] {
            openSignIn();
            if (!m_models.profiles.preset().onlyControlPlane())
                m_signIn->beginAtAddress();
        });
    });
    connect(&m_models.profiles, &Profiles::signInWanted, this, [this] {
        m_panel->showStatus({}); // no longer signing in
        openSignIn();
    });
    connect(&m_models.profiles, &Profiles::notWritten, this, [this] {
        m_panel->showStatus(tr("The settings could not be saved. Your changes to the profiles "
                               "are lost when the program ends."));
    });
    connect(m_accountBar, &AccountBar::activityWanted, this, &MainWindow::openActivity);
    connect(&m_models.directory, &Directory::rolesChanged, m_accountBar, [this] {
        m_accountBar->setManagesSomething(!m_models.directory.isForSelfServiceOnly());
    });
    connect(&m_models.recorder, &ActivityRecorder::failed, this,
            [this](const ActivityProblem &problem) {
                m_panel->showStatus(describe(problem, m_models.activity.path()));
            });
    connect(m_links, &LinkHandler::signInWanted, this, [this] { openSignIn(); });
    connect(m_links, &LinkHandler::waits, this, &MainWindow::makeWayForLink);
    connect(m_links, &LinkHandler::dismissed, this, [this] {
        if (m_hasMadeWay)
            openSignIn();
    });
    connect(m_links, &LinkHandler::filledIn, m_workspace, &Workspace::openForm);
    connect(m_workspace, &Workspace::roomWanted, this, &MainWindow::makeRoom);
    connect(m_workspace, &Workspace::signInWanted, this, &MainWindow::askForSignIn);
    connect(m_panel, &OverridePanel::signInWanted, this, &MainWindow::askForSignIn);
    connect(m_workspace, &Workspace::profileWanted, m_accountBar, &AccountBar::editCurrent);
    connect(m_panel, &OverridePanel::profileWanted, m_accountBar, &AccountBar::editCurrent);
    connect(&m_models.session, &Session::busyChanged, this, [this](bool isBusy) {
        if (!m_signIn) // which shows that itself
            m_panel->showStatus(isBusy ? tr("Signing in\u2026") : QString());
    });
    connect(&m_models.session, &Session::signedIn, this, &MainWindow::begunSession);
    connect(&m_models.session, &Session::signedOut, this, &MainWindow::endedSession);
    connect(&m_models.session, &Session::signInFailed, this, &MainWindow::signInFailed);
    connect(&m_models.session, &Session::tokenNotRead, this, [this](const VaultAnswer &answer) {
        if (answer.state == VaultState::NotFound)
            return; // the profiles ask for a sign-in

        m_panel->showStatus({}); // no longer signing in
        explainKeychain(answer);
    });
    connect(&m_models.session, &Session::tokenNotRemoved, this, [this](const VaultAnswer &answer) {
        m_panel->showStatus(tr("Signed out here, but the token is still in the keychain. %1")
                                .arg(describe(answer)));
    });
}

/// Waits for the response to a sent request, unless the user does not want to.
void MainWindow::leaveWhenDone(const std::function<void()> &leave)
{
    OverrideChange &change = m_models.change;
    if (!change.hasSent()) {
        change.cancel();
        return leave();
    }
    if (m_leaveQuestion && m_leaveQuestion->isVisible())
        return m_leaveQuestion->activateWindow();
    auto *question = new ExplanationDialog(leaveQuestion(change.request()), this);
    m_leaveQuestion = question;
    connect(question, &ExplanationDialog::chosen, this, [this, leave] {
        m_models.change.cancel();
        leave();
    });
    connect(&change, &OverrideChange::finished, question,
            [question, leave](const ChangeReport &report) {
                question->close();
                if (report.isDone())
                    leave();
            });
    DialogQueue::open(*question);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_models.change.hasSent())
        return QMainWindow::closeEvent(event);
    event->ignore();
    leaveWhenDone([this] { close(); });
}

void MainWindow::followBackgroundTasks()
{
    auto *notifier = new BackgroundTaskNotifier(*this);
    notifier->follow(m_models.change);
    notifier->follow(m_models.browser.listing());
    connect(notifier, &BackgroundTaskNotifier::endedUnwatched, this, &MainWindow::endedUnwatched);
}

void MainWindow::begin(const std::optional<ControlPlaneAddress> &address)
{
    m_models.profiles.begin(address);
}

void MainWindow::begunSession()
{
    m_panel->showStatus({});
    const ControlPlaneAddress &address = m_models.session.account().address;
    const bool isElsewhere = m_lastAddress && *m_lastAddress != address;
    m_lastAddress = address;
    if (isElsewhere && m_models.form.forgetCredentials())
        m_panel->showStatus(tr("The credential that you entered was for another control plane, "
                               "so it was cleared."));
}

/// What was typed is discarded only by a sign-out in this window.
void MainWindow::endedSession(SignOutOrigin origin)
{
    DialogQueue::of(*this).closeAboutAccount();
    m_models.change.cancel();
    if (origin == SignOutOrigin::Here)
        m_models.form.clearSecrets();
    m_panel->showStatus(origin == SignOutOrigin::Here
                            ? tr("Signed out.")
                            : tr("Signed out by the command line. Sign in again to continue. What "
                                 "you typed is kept."));
}

void MainWindow::openLink(const QString &link) { m_links->open(link); }

void MainWindow::openActivity()
{
    if (!m_activity)
        m_activity = new ActivityDialog(m_models.activity, this);
    m_activity->show();
    m_activity->raise();
    m_activity->activateWindow();
}

void MainWindow::makeRoom(const QSize &wanted)
{
    if (isMaximized() || isFullScreen())
        return;
    const QRect available = screen()->availableGeometry();
    resize(size().expandedTo(wanted).boundedTo(available.size()));
    // What grew over the edge comes back.
    move(std::max(available.left(), std::min(x(), available.right() - frameGeometry().width())),
         std::max(available.top(), std::min(y(), available.bottom() - frameGeometry().height())));
}

void MainWindow::setDemo(const QList<DemoToken> &tokens, const QString &note)
{
    m_demoTokens = tokens;
    m_note->say(note);
}

void MainWindow::openSignIn(const QString &message)
{
    m_hasMadeWay = false;
    if (!m_signIn) {
        const std::optional<ControlPlaneAddress> address = m_models.profiles.proposedAddress();
        m_signIn = new SignInDialog(m_models.session, address ? address->text() : QString(), this);
        const std::optional<ControlPlaneAddress> awaited = m_links->awaitedControlPlane();
        const bool isFromLink = awaited && awaited != address;
        m_signIn->proposeCaFile(isFromLink ? QString() : m_models.profiles.proposedCaFile());
        m_signIn->setPreset(m_models.profiles.preset());
        if (isFromLink)
            m_signIn->proposeFromLink(*awaited);
        m_signIn->showRetries(m_models.port.retries());
        if (!m_demoTokens.isEmpty())
            m_signIn->offerDemoTokens(m_demoTokens);
        connect(m_signIn, &QDialog::finished, this, [this] { m_signIn.clear(); });
        DialogQueue::open(*m_signIn, DialogQueue::About::Window);
    }
    m_signIn->say(message);
}

/// The dialog keeps typed values; an untouched one closes for the question of the link.
void MainWindow::makeWayForLink(const std::optional<ControlPlaneAddress> &controlPlane)
{
    if (!m_signIn)
        return;
    const bool hasQuestion = controlPlane && controlPlane != m_signIn->address();
    if (hasQuestion && m_signIn->isVisible() && m_signIn->isUntouched()) {
        m_hasMadeWay = true;
        m_signIn->close();
    } else {
        m_signIn->inform(linkWaitsForSignIn());
    }
}

/// The token is still there, so this is no reason to ask for another one.
void MainWindow::explainKeychain(const VaultAnswer &answer)
{
    if (m_signIn)
        return m_signIn->say(describe(answer));
    auto *dialog = new ExplanationDialog(explain(answer), this);
    connect(dialog, &ExplanationDialog::chosen, this, [this](Remedy remedy) {
        const std::optional<Profile> profile = m_models.profiles.current();
        if (remedy == Remedy::TryAgain && profile)
            m_models.profiles.switchTo(profile->id);
        else
            openSignIn();
    });
    DialogQueue::open(*dialog, DialogQueue::About::Window);
}

void MainWindow::askForSignIn()
{
    if (const std::optional<VaultAnswer> &fault = m_models.session.keychainFault())
        explainKeychain(*fault);
    else
        openSignIn();
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
