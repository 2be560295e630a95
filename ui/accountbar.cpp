// SPDX-License-Identifier: Apache-2.0
#include "ui/accountbar.h"

#include "models/session/profiles.h"
#include "ui/appearance.h"
#include "ui/dialogqueue.h"
#include "ui/factlabel.h"
#include "ui/presetdialog.h"
#include "ui/productionbadge.h"
#include "ui/profiledialog.h"
#include "ui/wordbutton.h"
#include "ui/words/keychainwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"

#include <QActionGroup>
#include <QEvent>
#include <QGridLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int edgeWidth = 5;
constexpr qsizetype longestFact = 60;
constexpr qsizetype longestAccount = 40; // on a button, which does not cut it

QString roleName(Role role, bool managesSomething)
{
    switch (role) {
    case Role::Manager: return AccountBar::tr("Manager");
    case Role::NotManager:
        if (managesSomething)
            return AccountBar::tr("Manager of some servers");
        return AccountBar::tr("Self-service");
    case Role::Unknown: break;
    }
    return AccountBar::tr("Role unknown");
}

QString callerName(const Caller &caller)
{
    return caller.name().isEmpty() ? AccountBar::tr("Unnamed account")
                                   : visibleLine(caller.name(), longestAccount);
}

QString tokenLine(const Session &session)
{
    QString place = session.storage() == TokenStorage::Keychain
                        ? AccountBar::tr("Token in the keychain")
                        : AccountBar::tr("Token for this session only");
    const QDateTime expiry = session.tokenExpiresAt();
    if (!expiry.isValid())
        return place;
    return AccountBar::tr("%1, expires %2")
        .arg(place, QLocale().toString(expiry.toLocalTime(), QLocale::ShortFormat));
}

/// What distinguishes this profile from the others of a list.
QString menuLabel(const Profile &profile, const QList<Profile> &all)
{
    const QString place = profile.address.displayName();
    QString label = visibleLine(profile.name, longestFact);
    if (!label.contains(place))
        label = AccountBar::tr("%1 \u2013 %2").arg(label, place);
    const auto twins = std::ranges::count_if(all, [&profile](const Profile &one) {
        return one.name == profile.name && one.address == profile.address;
    });
    if (twins > 1 && !profile.accountId.isEmpty())
        label =
            AccountBar::tr("%1 \u00B7 %2").arg(label, visibleLine(profile.accountId, longestFact));
    return profile.isProduction ? AccountBar::tr("%1 (production)").arg(label) : label;
}

} // namespace

AccountBar::AccountBar(Session &session, Profiles &profiles, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_profiles(profiles)
    , m_name(new FactLabel(this))
    , m_production(new ProductionBadge(this))
    , m_place(new FactLabel(this))
    , m_token(new FactLabel(this))
    , m_fault(new PlainLabel(this))
    , m_managedSettings(new WordButton(this))
    , m_stop(new QPushButton(tr("Stop &waiting"), this))
    , m_account(new QPushButton(this))
    , m_others(new QPushButton(this))
    , m_menu(new QMenu(this))
    , m_listed(new QActionGroup(this))
{
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_name->setAccessibleName(tr("Profile"));
    m_place->setAccessibleName(tr("Control plane in use"));
    m_token->setAccessibleName(tr("Token"));
    m_fault->setAccessibleName(tr("Ignored managed settings"));
    setTextTone(m_place, TextTone::Quiet);
    setTextTone(m_token, TextTone::Quiet);
    setTextTone(m_fault, TextTone::Problem);

    m_managedSettings->setText(tr("Managed settings\u2026"));
    setTextTone(m_managedSettings, TextTone::Quiet);
    m_account->setAccessibleName(tr("Account"));
    m_others->setText(tr("Pro&files"));
    m_others->setMenu(m_menu);
    m_stop->setToolTip(tr("Continues without the keychain."));
    layOut();

    // With an account the button opens its menu, without one it signs in.
    connect(m_account, &QPushButton::clicked, this, &AccountBar::enter);
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_profiles.reload();
        fillMenu();
    });
    connect(m_managedSettings, &QToolButton::clicked, this, &AccountBar::openManagedSettings);
    connect(m_stop, &QPushButton::clicked, &m_session, &Session::stopWaiting);
    connect(&m_session, &Session::busyChanged, this, &AccountBar::showAccount);
    connect(&m_session, &Session::waitingForKeychainChanged, this, &AccountBar::showAccount);
    connect(&m_session, &Session::signedIn, this, &AccountBar::showAll);
    connect(&m_session, &Session::signedOut, this, &AccountBar::showAll);
    connect(&m_profiles, &Profiles::changed, this, &AccountBar::showAll);
    fillMenu();
    showAll();
}

/// The person comes back to the window, perhaps from a terminal. Only the window itself is sent
/// ActivationChange; what is in it is sent WindowActivate.
bool AccountBar::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        m_profiles.reload();
    return QWidget::event(event);
}

void AccountBar::layOut()
{
    constexpr int gap = 10;
    auto *layout = new QGridLayout(this);
    const int start = edgeWidth + gap;
    layout->setContentsMargins(isRightToLeft() ? 0 : start, 2, isRightToLeft() ? start : 0, 2);
    layout->setVerticalSpacing(3);
    layout->setHorizontalSpacing(2 * gap);
    auto *title = new QHBoxLayout;
    title->setSpacing(gap);
    title->addWidget(m_name);
    title->addWidget(m_production);
    title->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addStretch();
    buttons->addWidget(m_stop);
    buttons->addWidget(m_others);
    buttons->addWidget(m_account);
    layout->addLayout(title, 0, 0);
    layout->addLayout(buttons, 0, 1);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(gap);
    facts->addStretch();
    facts->addWidget(m_managedSettings);
    facts->addWidget(m_token);
    layout->addWidget(m_place, 1, 0);
    layout->addLayout(facts, 1, 1);
    layout->addWidget(m_fault, 2, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    setTabOrder(m_others, m_account); // in visual order
}

void AccountBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shownColor(m_color, palette()));
    const int left = isRightToLeft() ? width() - edgeWidth : 0;
    painter.drawRoundedRect(QRectF(left, 0, edgeWidth, height()), 2, 2);
}

void AccountBar::showAll()
{
    m_fault->say(presetFault(m_profiles.preset()));
    m_fault->setVisible(!m_fault->text().isEmpty());
    m_managedSettings->setVisible(!m_profiles.preset().place.isEmpty());
    showPlace();
    showAccount();
}

void AccountBar::showPlace()
{
    const std::optional<Profile> profile = m_profiles.current();
    const std::optional<ControlPlaneAddress> address =
        m_session.isSignedIn() ? m_session.account().address : m_profiles.proposedAddress();
    const QString place = address ? address->displayName() : QString();
    QString name = profile ? visibleLine(profile->name, longestFact) : place;
    if (name.isEmpty())
        name = tr("No control plane yet");
    QStringList facts;
    if (name != place && !place.isEmpty())
        facts.append(place);
    if (!m_session.caller().tenantName.isEmpty())
        facts.append(visibleLine(m_session.caller().tenantName, longestFact));
    const QString proxy = m_session.isSignedIn() ? m_session.proxy() : QString();
    if (!proxy.isEmpty())
        facts.append(tr("through the proxy %1").arg(visibleLine(proxy, longestFact)));
    m_name->state(name);
    m_place->state(facts.join(u" \u00B7 "_s));
    m_production->setVisible(profile && profile->isProduction);
    m_color = profile ? profile->color : ProfileColor::None;
    update();
}

void AccountBar::showAccount()
{
    constexpr int air = 12; // which Fusion does not leave beside a menu's arrow
    const bool isSignedIn = m_session.isSignedIn();
    m_account->setMinimumWidth(0);
    m_account->setMenu(isSignedIn ? m_menu : nullptr);
    m_others->setVisible(!isSignedIn && !m_profiles.list().isEmpty());
    m_stop->setVisible(m_session.isWaitingForKeychain());
    m_account->setVisible(isSignedIn || !m_session.isBusy() || !m_session.isWaitingForKeychain());
    if (!isSignedIn)
        return showSignedOut();
    m_token->state(m_session.isWaitingForKeychain() ? waitingForKeyring() : tokenLine(m_session));
    const Caller &caller = m_session.caller();
    const QString account =
        callerName(caller) + u" \u00B7 "_s + roleName(caller.role, m_managesSomething);
    // A button takes "&" for an access key.
    m_account->setText(QString(account).replace(u'&', u"&&"_s));
    m_account->setMinimumWidth(m_account->sizeHint().width() + air);
    m_account->setAccessibleDescription(account);
}

void AccountBar::showSignedOut()
{
    // A user whose token is in a locked keychain does not need to sign in again.
    const std::optional<VaultAnswer> &fault = m_session.keychainFault();
    QString state = fault ? explain(*fault).title : tr("Not signed in");
    if (m_session.isBusy())
        state = tr("Signing in\u2026");
    if (m_session.isWaitingForKeychain())
        state = waitingForKeyring();
    m_token->state(state);
    const QString action = canTryAgain() ? tr("&Try again") : tr("&Sign in\u2026");
    m_account->setText(action);
    m_account->setAccessibleDescription(QString(action).remove(u'&') + u'\n' + state);
}

bool AccountBar::canTryAgain() const
{
    const std::optional<VaultAnswer> &fault = m_session.keychainFault();
    return fault && explain(*fault).remedies.contains(Remedy::TryAgain);
}

void AccountBar::enter()
{
    const std::optional<Profile> profile = m_profiles.current();
    if (profile && canTryAgain())
        m_profiles.switchTo(profile->id);
    else
        Q_EMIT signInWanted();
}

void AccountBar::setManagesSomething(bool managesSomething)
{
    m_managesSomething = managesSomething;
    showAccount();
}

void AccountBar::fillMenu()
{
    m_menu->clear();
    addProfiles();
    const bool isFixed = m_profiles.preset().onlyControlPlane().has_value();
    m_menu->addAction(isFixed ? tr("Sign in with &another account\u2026")
                              : tr("Sign in to &another control plane\u2026"),
                      this, &AccountBar::otherSignInWanted);
    if (m_profiles.current())
        m_menu->addAction(tr("&Edit profile\u2026"), this, &AccountBar::editCurrent);
    if (!m_profiles.preset().isActivityOff)
        m_menu->addAction(tr("A&ctivity\u2026"), this, &AccountBar::activityWanted);
    if (m_session.isSignedIn())
        m_menu->addAction(tr("Sign &out"), &m_profiles, &Profiles::signOut);
}

void AccountBar::addProfiles()
{
    const QList<Profile> profiles = m_profiles.list();
    const std::optional<Profile> current = m_profiles.current();
    if (profiles.isEmpty())
        return;
    QString usedKeys = u"aeoc"_s; // by the lines below
    for (const Profile &profile : profiles) {
        QAction *action = m_menu->addAction(withAccessKey(menuLabel(profile, profiles), usedKeys));
        action->setIcon(colorIcon(profile.color, *this));
        action->setCheckable(true);
        const bool isCurrent = current && current->id == profile.id;
        action->setChecked(isCurrent);
        // Beside an icon, most styles hardly show a check mark.
        QFont font = m_menu->font();
        font.setBold(isCurrent);
        action->setFont(font);
        m_listed->addAction(action);
        connect(action, &QAction::triggered, &m_profiles,
                [this, id = profile.id] { m_profiles.switchTo(id); });
    }
    m_menu->addSeparator();
}

void AccountBar::editCurrent()
{
    if (const std::optional<Profile> profile = m_profiles.current())
        DialogQueue::open(*new ProfileDialog(m_profiles, *profile, window()),
                          DialogQueue::About::Window);
}

void AccountBar::openManagedSettings()
{
    DialogQueue::open(*new PresetDialog(m_profiles.preset(), window()), DialogQueue::About::Window);
}

} // namespace mcpo
