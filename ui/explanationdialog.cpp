// SPDX-License-Identifier: Apache-2.0
#include "ui/explanationdialog.h"

#include "ui/plainlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace mcpo
{

namespace
{

QString buttonText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::ReviewFields: return ExplanationDialog::tr("&Review fields");
    case Remedy::ChooseServer: return ExplanationDialog::tr("Choose &server");
    case Remedy::UseFoundId: return ExplanationDialog::tr("&Use this ID");
    case Remedy::SignIn: return ExplanationDialog::tr("&Sign in\u2026");
    case Remedy::SetMine: return ExplanationDialog::tr("&Fill in for me");
    case Remedy::SwitchAccount: return ExplanationDialog::tr("Switch &account\u2026");
    case Remedy::Refresh: return ExplanationDialog::tr("&Refresh");
    case Remedy::TryAgain: return ExplanationDialog::tr("&Try again");
    case Remedy::EditProfile: return ExplanationDialog::tr("&Edit profile\u2026");
    case Remedy::CopyDetails: return ExplanationDialog::tr("Copy &details");
    case Remedy::ReplaceAnyway: return ExplanationDialog::tr("&Replace anyway");
    case Remedy::LeaveNow: return ExplanationDialog::tr("Do &not wait");
    case Remedy::CleanUpAndSet: return ExplanationDialog::tr("&Clean up and set");
    case Remedy::SetAsIs: return ExplanationDialog::tr("Set as it &is");
    case Remedy::UseLink: return ExplanationDialog::tr("&Use the link");
    case Remedy::SignInThere: return ExplanationDialog::tr("&Sign in there\u2026");
    case Remedy::SwitchControlPlane: return ExplanationDialog::tr("&Switch and use the link");
    case Remedy::Discard: return ExplanationDialog::tr("&Discard");
    case Remedy::SetOnProduction: return ExplanationDialog::tr("&Set on production");
    case Remedy::RemoveOverride: return ExplanationDialog::tr("&Remove override");
    }
    return {};
}

QString dismissalText(Explanation::Dismissal dismissal)
{
    switch (dismissal) {
    case Explanation::Dismissal::Close: return ExplanationDialog::tr("Close");
    case Explanation::Dismissal::Cancel: return ExplanationDialog::tr("Cancel");
    case Explanation::Dismissal::GoBack: return ExplanationDialog::tr("Go &back");
    case Explanation::Dismissal::KeepEditing: return ExplanationDialog::tr("Keep editing");
    }
    return {};
}

constexpr int textWidth = 420;

} // namespace

ExplanationDialog::ExplanationDialog(const Explanation &explanation, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(explanation.title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);

    auto *title = new PlainLabel(this);
    QFont titleFont = title->font();
    titleFont.setBold(true);
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.15);
    title->setFont(titleFont);
    title->setTextWithin(textWidth, explanation.title);
    auto *text = new PlainLabel(this);
    text->setTextWithin(textWidth, explanation.text);
    text->setMinimumWidth(textWidth);

    auto *sign = new QLabel(this);
    const int side = style()->pixelMetric(QStyle::PM_MessageBoxIconSize, nullptr, this);
    sign->setPixmap(
        style()->standardIcon(QStyle::SP_MessageBoxWarning, nullptr, this).pixmap(side, side));

    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(title);
    words->addWidget(text);
    if (!explanation.details.isEmpty())
        addDetails(words, explanation.details);
    if (!explanation.consent.isEmpty())
        words->addWidget(m_consent = new QCheckBox(explanation.consent, this));
    auto *top = new QHBoxLayout;
    top->setSpacing(14);
    top->addWidget(sign, 0, Qt::AlignTop);
    top->addLayout(words, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize); // follows the details as they open and close
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addWidget(makeButtons(explanation));
}

void ExplanationDialog::addDetails(QVBoxLayout *layout, const QString &details)
{
    auto *toggle = new QToolButton(this);
    toggle->setText(tr("&Details"));
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setArrowType(Qt::RightArrow);
    toggle->setAutoRaise(true);
    toggle->setCheckable(true);

    auto *view = new QPlainTextEdit(this);
    view->setPlainText(details);
    view->setReadOnly(true);
    view->setAccessibleName(tr("Details"));
    view->setTabChangesFocus(true);
    constexpr int lines = 7;
    view->setFixedHeight(view->fontMetrics().lineSpacing() * lines + 2 * view->frameWidth() + 8);
    view->hide();
    connect(toggle, &QToolButton::toggled, this, [toggle, view](bool open) {
        toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        view->setVisible(open);
    });
    layout->addWidget(toggle, 0, Qt::AlignLeft);
    layout->addWidget(view);
}

QWidget *ExplanationDialog::makeButtons(const Explanation &explanation)
{
    auto *box = new QDialogButtonBox(this);
    // Marked fields can only be reviewed; Escape does the same.
    const bool isReview = explanation.remedies.contains(Remedy::ReviewFields);
    QPushButton *first = isReview ? nullptr
                                  : box->addButton(dismissalText(explanation.dismissal),
                                                   QDialogButtonBox::RejectRole);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (qsizetype i = explanation.remedies.size() - 1; i >= 0; --i) {
        const Remedy remedy = explanation.remedies.at(i);
        auto *button = new QPushButton(buttonText(remedy), this);
        box->addButton(button, QDialogButtonBox::ActionRole);
        if (remedy == Remedy::CopyDetails) {
            connect(button, &QPushButton::clicked, this, [details = explanation.details] {
                QGuiApplication::clipboard()->setText(details);
            });
            continue;
        }
        if (m_consent) {
            button->setEnabled(false);
            connect(m_consent, &QCheckBox::toggled, button, &QWidget::setEnabled);
        }
        connect(button, &QPushButton::clicked, this, [this, remedy] {
            // Hidden first, so that focus is free to go where the remedy sends it.
            hide();
            Q_EMIT chosen(remedy);
            close();
        });
        if (isReview) // there is no other, and it only goes to the form
            first = button;
    }
    // The safe answer: no remedy begins with Return.
    first->setDefault(true);
    first->setFocus();
    return box;
}

} // namespace mcpo
