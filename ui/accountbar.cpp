// SPDX-License-Identifier: Apache-2.0
#include "ui/accountbar.h"

#include "models/session/session.h"
#include "ui/appearance.h"
#include "ui/plainlabel.h"
#include "ui/words/plaintext.h"

#include <QGridLayout>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString roleName(Role role)
{
    switch (role) {
    case Role::Manager: return AccountBar::tr("Manager");
    case Role::NotManager: return AccountBar::tr("Self-service");
    case Role::Unknown: break;
    }
    return AccountBar::tr("Role unknown");
}

QString callerName(const Caller &caller)
{
    const QString name = caller.displayName.isEmpty() ? caller.subject.id : caller.displayName;
    return name.isEmpty() ? AccountBar::tr("Unnamed account") : visibleLine(name, 60);
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

} // namespace

AccountBar::AccountBar(const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_address(new PlainLabel(this))
    , m_token(new PlainLabel(this))
    , m_account(new QToolButton(this))
    , m_menu(new QMenu(m_account))
{
    QFont bold = m_address->font();
    bold.setBold(true);
    m_address->setFont(bold);
    m_address->setAccessibleName(tr("Control plane in use"));
    m_address->setWordWrap(false);
    m_token->setAccessibleName(tr("Token"));
    setTextTone(m_token, TextTone::Quiet);

    m_menu->addAction(tr("&Switch account\u2026"), this, &AccountBar::signInWanted);
    m_menu->addAction(tr("Sign &out"), this, &AccountBar::signOutWanted);
    m_account->setPopupMode(QToolButton::InstantPopup);
    m_account->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_account->setAccessibleName(tr("Account"));
    m_account->setFocusPolicy(Qt::StrongFocus);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setVerticalSpacing(2);
    layout->addWidget(m_address, 0, 0);
    layout->addWidget(m_account, 0, 1, 2, 1, Qt::AlignTop | Qt::AlignRight);
    layout->addWidget(m_token, 1, 0);
    layout->setColumnStretch(0, 1);

    // With an account the button opens its menu, without one it signs in.
    connect(m_account, &QToolButton::clicked, this, &AccountBar::signInWanted);
    connect(&m_session, &Session::signedIn, this, &AccountBar::showSession);
    connect(&m_session, &Session::signedOut, this, &AccountBar::showSession);
    showSession();
}

void AccountBar::setAddress(const QString &displayName)
{
    m_lastAddress = displayName;
    showSession();
}

void AccountBar::showSession()
{
    const bool isSignedIn = m_session.isSignedIn();
    m_account->setMenu(isSignedIn ? m_menu : nullptr);
    if (!isSignedIn) {
        m_address->say(m_lastAddress.isEmpty() ? tr("No control plane yet") : m_lastAddress);
        m_token->say(tr("Not signed in"));
        m_account->setText(tr("&Sign in\u2026"));
        m_account->setAccessibleDescription(tr("Not signed in"));
        return;
    }
    const Caller &caller = m_session.caller();
    const QString tenant = caller.tenantName.isEmpty()
                               ? QString()
                               : u" \u00B7 "_s + visibleLine(caller.tenantName, 60);
    m_address->say(m_session.account().address.displayName() + tenant);
    m_token->say(tokenLine(m_session));
    const QString account = callerName(caller) + u" \u00B7 "_s + roleName(caller.role);
    // A tool button takes "&" for an access key.
    m_account->setText(QString(account).replace(u'&', u"&&"_s));
    m_account->setAccessibleDescription(account);
}

} // namespace mcpo
