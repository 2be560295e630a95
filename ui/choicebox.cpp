// SPDX-License-Identifier: Apache-2.0
#include "ui/choicebox.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyleOptionComboBox>
#include <QStyledItemDelegate>

namespace mcpo
{

namespace
{

/// The text of an entry without its reason, once there was one.
constexpr int labelRole = Qt::UserRole + 1;

/// Speaks for a choice as Qt's own interface does, but for the name.
class SpokenChoice : public QAccessibleWidget
{
public:
    explicit SpokenChoice(QComboBox &choice)
        : QAccessibleWidget(&choice, QAccessible::ComboBox)
        , m_choice(choice)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_choice.currentText() : QAccessibleWidget::text(kind);
    }

    int childCount() const override { return 1; }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(m_choice.view()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child->object() == m_choice.view() ? 0 : -1;
    }

    QStringList actionNames() const override { return {showMenuAction(), pressAction()}; }
    void doAction(const QString &name) override
    {
        if (!m_choice.isEnabled() || !actionNames().contains(name))
            return;
        if (m_choice.view()->isVisible())
            m_choice.hidePopup();
        else
            m_choice.showPopup();
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QComboBox &m_choice;
};

/// What cannot be chosen has a reason that is to be read: Qt draws it too faintly for that.
class ReasonDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr QSize roomy(4, 6);
        return QStyledItemDelegate::sizeHint(option, index) + roomy;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.flags().testFlag(Qt::ItemIsEnabled))
            return;
        constexpr float quiet = 0.65F; // of the contrast
        QColor text = option->palette.color(QPalette::Active, QPalette::Text);
        text.setAlphaF(quiet);
        option->palette.setColor(QPalette::Text, text);
        option->state |= QStyle::State_Enabled;
        option->font.setItalic(true); // not only shown by its colour
    }
};

QAccessibleInterface *makeSpokenChoice(const QString &, QObject *object)
{
    auto *choice = qobject_cast<ChoiceBox *>(object);
    return choice ? new SpokenChoice(*choice) : nullptr;
}

} // namespace

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{
    QAccessible::installFactory(makeSpokenChoice); // which keeps it once
    setItemDelegate(new ReasonDelegate(this));
    constexpr int someLetters = 12;
    setMinimumContentsLength(someLetters);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ChoiceBox::setReason(int index, const QString &reason, bool isEnabled)
{
    if (itemData(index, labelRole).isNull())
        setItemData(index, itemText(index), labelRole);
    const QString label = itemData(index, labelRole).toString();
    setItemText(index, reason.isEmpty() ? label : tr("%1 (%2)").arg(label, reason));
    // The model that every QComboBox has that was given no other.
    auto *entries = qobject_cast<QStandardItemModel *>(model());
    entries->item(index)->setEnabled(isEnabled);
}

void ChoiceBox::showPopup()
{
    const int margin = 2 * view()->frameWidth() + view()->verticalScrollBar()->sizeHint().width();
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + margin);
    QComboBox::showPopup();
}

void ChoiceBox::initStyleOption(QStyleOptionComboBox *option) const
{
    QComboBox::initStyleOption(option);
    const QVariant label = currentData(labelRole);
    if (!label.isNull())
        option->currentText = label.toString();
}

} // namespace mcpo
