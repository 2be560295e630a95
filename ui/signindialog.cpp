// SPDX-License-Identifier: Apache-2.0
#include "ui/signindialog.h"

#include "ui/appearance.h"
#include "ui/cafilebox.h"
#include "ui/fieldrow.h"
#include "ui/plainlabel.h"
#include "ui/retryline.h"
#include "ui/revealbutton.h"
#include "ui/secretedit.h"
#include "ui/words/changewords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/keychainwords.h"
#include "ui/words/linkwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/presetwords.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int fieldWidth = 380;

/// What a token says of itself, as a help to notice the wrong one.
QString claimsLine(const QString &token)
{
    const std::optional<TokenClaims> claims = readTokenClaims(token);
    if (!claims)
        return {};
    QStringList parts;
    const QString &name = claims->displayName.isEmpty() ? claims->subjectId : claims->displayName;
    if (!name.isEmpty())
        parts.append(SignInDialog::tr("Token of %1.").arg(visibleLine(name, 80)));
    if (claims->expiresAt.isValid()) {
        const QString when =
            QLocale().toString(claims->expiresAt.toLocalTime(), QLocale::ShortFormat);
        const bool isOver = claims->expiresAt <= QDateTime::currentDateTimeUtc();
        parts.append(isOver ? SignInDialog::tr("It expired %1.").arg(when)
                            : SignInDialog::tr("It expires %1.").arg(when));
    }
    return parts.join(u' ');
}

} // namespace

SignInDialog::SignInDialog(Session &session, const QString &address, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_proposed(address)
    , m_address(new ValueEdit)
    , m_token(new SecretEdit)
    , m_addressRow(new FieldRow(m_address, tr("Control plane"), this))
    , m_tokenRow(new FieldRow(m_token, tr("Access token"), this))
    , m_keep(new QCheckBox(tr("&Keep the token in the keychain"), this))
    , m_caFile(new CaFileBox(this))
    , m_managed(new PlainLabel(this))
    , m_demo(new QVBoxLayout)
    , m_message(new PlainLabel(this))
    , m_keyring(new PlainLabel(this))
    , m_progress(new QProgressBar(this))
    , m_waiting(new QVBoxLayout)
{
    // Not "Sign in": assistive technology finds the button by that name.
    setWindowTitle(tr("Sign in to a control plane"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);

    m_address->setPlaceholderText(u"https://app.truefoundry.com"_s);
    m_addressRow->setMinimumWidth(fieldWidth); // as a fact, too
    m_address->setValue(address);
    m_tokenRow->addBeside(new RevealButton(*m_token, tr("Access token"), m_tokenRow));
    m_keep->setChecked(true);
    m_managed->setText(managedHere());
    m_managed->hide();
    setTextTone(m_managed, TextTone::Quiet);
    m_message->setAccessibleName(tr("Message"));
    m_message->hide();
    m_keyring->setAccessibleName(tr("Keychain"));
    m_keyring->hide();
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(4);
    m_progress->hide();

    auto *fields = new QFormLayout;
    fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    fields->setVerticalSpacing(10);
    auto addRow = [this, fields](const QString &label, FieldRow *row) {
        auto *labelWidget = new QLabel(label, this);
        labelWidget->setBuddy(row->control());
        fields->addRow(labelWidget, row);
    };
    addRow(tr("Control &plane"), m_addressRow);
    addRow(tr("Access &token"), m_tokenRow);
    fields->addRow(QString(), m_keep);
    fields->addRow(QString(), m_caFile);
    fields->addRow(m_managed);
    fields->addRow(QString(), m_demo);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->setSizeConstraint(QLayout::SetFixedSize); // follows the lines that come and go
    layout->addLayout(fields);
    layout->addWidget(m_message);
    m_waiting->addWidget(m_keyring);
    m_waiting->addWidget(m_progress);
    layout->addLayout(m_waiting);
    layout->addWidget(makeButtons());

    connect(m_address, &ValueEdit::valueChanged, this, &SignInDialog::checkAddress);
    connect(m_token, &ValueEdit::valueChanged, this, &SignInDialog::checkToken);
    connect(&m_session, &Session::busyChanged, this, &SignInDialog::setBusy);
    connect(&m_session, &Session::waitingForKeychainChanged, this, &SignInDialog::showWaiting);
    connect(&m_session, &Session::signedIn, this, &QDialog::accept);
    connect(&m_session, &Session::signInFailed, this, &SignInDialog::showFailure);
    connect(&m_session, &Session::tokenNotKept, this, &SignInDialog::showNotKept);
    (address.isEmpty() ? m_address : m_token)->setFocus();
    setBusy(m_session.isBusy()); // a stored token may just be looked for
    showWaiting();
}

QWidget *SignInDialog::makeButtons()
{
    auto *box = new QDialogButtonBox(this);
    box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    m_signIn = box->addButton(tr("&Sign in"), QDialogButtonBox::AcceptRole);
    m_signIn->setDefault(true);
    m_thisSessionOnly = box->addButton(tr("This session &only"), QDialogButtonBox::ActionRole);
    m_thisSessionOnly->setToolTip(
        tr("Continues without the keychain: the token is discarded when the program ends."));
    m_thisSessionOnly->hide();
    connect(box, &QDialogButtonBox::rejected, this, &SignInDialog::reject);
    // Not the box's accepted signal: the dialog closes when the session is signed in.
    connect(m_signIn, &QPushButton::clicked, this, [this] {
        signIn(m_keep->isChecked() ? TokenStorage::Keychain : TokenStorage::ThisSessionOnly);
    });
    connect(m_thisSessionOnly, &QPushButton::clicked, this,
            [this] { signIn(TokenStorage::ThisSessionOnly); });
    return box;
}

void SignInDialog::offerDemoTokens(const QList<DemoToken> &tokens)
{
    m_keep->setChecked(false);
    auto *label = new PlainLabel(this);
    label->setText(tr("A sandbox on this computer: nothing is sent to others. Sign in as:"));
    auto *buttons = new QHBoxLayout;
    QWidget *before = m_caFile->lastTabStop();
    for (const DemoToken &demo : tokens) {
        auto *button = new QPushButton(demo.label, this);
        setTabOrder(std::exchange(before, button), button);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, token = demo.token] {
            m_token->setValue(token);
            m_signIn->setFocus();
        });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    m_demo->addWidget(label);
    m_demo->addLayout(buttons);
}

void SignInDialog::say(const QString &message)
{
    setTextTone(m_message, TextTone::Problem);
    m_message->say(message);
}

void SignInDialog::inform(const QString &message)
{
    setTextTone(m_message, TextTone::Normal);
    m_message->say(message);
}

void SignInDialog::beginAtAddress()
{
    m_address->selectAll();
    m_address->setFocus();
}

void SignInDialog::proposeFromLink(const ControlPlaneAddress &address)
{
    m_proposed = address.text();
    m_address->setValue(m_proposed);
    m_addressRow->setHint(addressFromLink());
    m_token->setFocus();
}

std::optional<ControlPlaneAddress> SignInDialog::address() const
{
    const auto parsed = ControlPlaneAddress::parse(m_address->value());
    const auto *address = std::get_if<ControlPlaneAddress>(&parsed);
    return address ? std::optional(*address) : std::nullopt;
}

bool SignInDialog::isUntouched() const
{
    return m_address->value() == m_proposed && m_token->value().isEmpty() && !m_session.isBusy();
}

void SignInDialog::setPreset(const Preset &preset)
{
    m_preset = preset;
    m_keep->setVisible(preset.offers(Feature::TokenWithoutKeychain));
    if (const auto only = preset.onlyControlPlane()) {
        m_proposed = only->text();
        m_address->setValue(m_proposed);
        m_addressRow->setFact(only->text());
        m_token->setFocus();
    }
    showManaged();
}

void SignInDialog::proposeCaFile(const QString &file) { m_caFile->setFile(file); }

/// A managed CA file belongs to one control plane.
void SignInDialog::showManaged()
{
    const std::optional<ControlPlaneAddress> typed = address();
    const QString managed = typed ? m_preset.caFileAt(*typed, {}) : QString();
    m_caFile->setFact(managed);
    m_caFile->setVisible(!managed.isEmpty() || m_preset.offers(Feature::OwnCaFile));
    m_managed->setVisible(!managed.isEmpty() || m_preset.onlyControlPlane());
}

void SignInDialog::showRetries(const Retries &retries)
{
    m_waiting->addWidget(new RetryLine(retries, this));
}

void SignInDialog::checkAddress()
{
    m_addressRow->setProblem({});
    m_addressRow->setHint({});
    m_thisSessionOnly->hide();
    showManaged();
}

void SignInDialog::checkToken()
{
    const CleanToken clean = cleanPastedToken(m_token->value());
    m_tokenRow->setProblem(clean.problem == TokenProblem::Empty ? QString()
                                                                : describe(clean.problem));
    m_tokenRow->setHint((describe(clean.cleanups) + u' ' + claimsLine(clean.token)).trimmed());
    m_thisSessionOnly->hide();
}

void SignInDialog::signIn(TokenStorage storage)
{
    say({});
    const auto parsed = ControlPlaneAddress::parse(m_address->value());
    if (const auto *problem = std::get_if<ControlPlaneAddress::Problem>(&parsed)) {
        m_addressRow->setProblem(describe(*problem));
        m_address->setFocus();
        return;
    }
    if (!m_caFile->check())
        return;
    const CleanToken clean = cleanPastedToken(m_token->value());
    if (clean.problem != TokenProblem::None) {
        m_tokenRow->setProblem(describe(clean.problem));
        m_token->setFocus();
        return;
    }
    m_token->setRevealed(false);
    m_session.signIn({std::get<ControlPlaneAddress>(parsed), clean.token, m_caFile->file()},
                     storage);
}

void SignInDialog::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_address->setLocked(busy);
    m_token->setLocked(busy);
    m_caFile->setLocked(busy);
    m_signIn->setEnabled(!busy);
    m_thisSessionOnly->setEnabled(!busy);
    m_keep->setEnabled(!busy);
}

void SignInDialog::showWaiting()
{
    const bool isWaiting = m_session.isBusy() && m_session.isWaitingForKeychain();
    m_keyring->say(isWaiting ? waitingForKeyring() : QString());
}

void SignInDialog::showFailure(const Failure &failure)
{
    const Explanation explanation = describe(failure, {});
    const bool isRefusal = std::holds_alternative<SignInExpired>(failure);
    say(isRefusal ? tr("The control plane does not accept this token. Copy it again, or "
                       "create a new one.")
                  : explanation.title + u". "_s + explanation.text);
    m_token->setFocus();
}

void SignInDialog::showNotKept(const VaultAnswer &answer)
{
    say(tr("The token is valid, but it was not stored. %1").arg(describe(answer)));
    if (!m_preset.offers(Feature::TokenWithoutKeychain))
        return;
    m_thisSessionOnly->show();
    m_thisSessionOnly->setFocus();
}

/// Escape hides a token that can be read before it closes the dialog.
void SignInDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_token->isRevealed())
        m_token->setRevealed(false);
    else
        QDialog::keyPressEvent(event);
}

void SignInDialog::reject()
{
    // The first press stops what is under way, the next one closes.
    if (m_session.isBusy()) {
        m_session.cancel();
        inform(tr("Stopped."));
        return;
    }
    QDialog::reject();
}

} // namespace mcpo
