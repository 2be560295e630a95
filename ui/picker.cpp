// SPDX-License-Identifier: Apache-2.0
#include "ui/picker.h"

#include "ui/pickdelegate.h"
#include "ui/pickmodel.h"
#include "ui/valueedit.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QListView>
#include <QToolButton>

namespace mcpo
{

Picker::Picker(ValueEdit &line, PickModel &model, const QString &name)
    : QObject(&line)
    , m_line(line)
    , m_model(&model)
    , m_name(name)
    , m_button(new QToolButton(&line))
{
    m_line.installEventFilter(this);
    connect(&m_line, &QLineEdit::textEdited, this, &Picker::offer);
    m_button->setArrowType(Qt::DownArrow);
    m_button->setFocusPolicy(Qt::NoFocus); // the line itself opens the list by the Down key
    m_button->setAutoRaise(true);
    m_button->setAccessibleName(name);
    connect(m_button, &QToolButton::clicked, this, [this] {
        m_line.setFocus(Qt::MouseFocusReason);
        openAll();
    });
}

QCompleter &Picker::completer()
{
    if (m_completer)
        return *m_completer;
    m_completer = new QCompleter(m_model, this);
    auto *list = new QListView;
    list->setUniformItemSizes(true);
    list->setAccessibleName(m_name);
    m_completer->setPopup(list); // which takes it over, and puts in its own delegate
    list->setItemDelegate(new PickDelegate(list));
    list->installEventFilter(this); // after the completer, and so before it
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCompletionRole(PickModel::IdRole);
    m_completer->setMaxVisibleItems(9);
    // Not QLineEdit::setCompleter(), which would complete what is typed by itself.
    m_completer->setWidget(&m_line);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { take(index.data(PickModel::IdRole).toString()); });
    return *m_completer;
}

void Picker::setModel(PickModel &model)
{
    m_model = &model;
    if (m_completer)
        m_completer->setModel(m_model);
}

bool Picker::isOpen() const { return m_completer != nullptr && m_completer->popup()->isVisible(); }

void Picker::close()
{
    if (isOpen())
        m_completer->popup()->hide();
}

bool Picker::eventFilter(QObject *watched, QEvent *event)
{
    // Where a fact takes the place of the line there is nothing to pick.
    if (watched == &m_line &&
        (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        m_button->setVisible(event->type() == QEvent::ShowToParent);
    if (watched == &m_line && event->type() == QEvent::KeyPress) {
        const auto *key = dynamic_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down && !isOpen()) {
            openAll();
            return true;
        }
    }
    if (isOpen() && watched == m_completer->popup() && event->type() == QEvent::KeyPress) {
        const auto *key = dynamic_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && takeTyped())
            return true;
    }
    return QObject::eventFilter(watched, event);
}

void Picker::openAll()
{
    if (m_line.isReadOnly() || m_model->entryCount() == 0)
        return;
    m_model->setFilter({});
    completer().complete();
    const int row = m_model->rowOf(m_line.value());
    if (row >= 0)
        m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(row, 0));
}

void Picker::offer(const QString &typed)
{
    if (typed.trimmed().isEmpty() || m_line.holdsLongValue() || m_line.isReadOnly()) {
        close();
        return;
    }
    m_model->setFilter(typed);
    // A complete ID needs no list.
    const bool isChosen = m_model->rowCount() == 1 && m_model->rowOf(typed) == 0;
    if (m_model->rowCount() == 0 || isChosen)
        return close();
    completer().complete();
    m_completer->popup()->setCurrentIndex({}); // the first is not chosen by being there
}

/// By Return, while nothing in the list is chosen: an ID stays as it was typed, a name that only
/// one entry has becomes its ID, and one that several have is left to be chosen.
bool Picker::takeTyped()
{
    if (m_completer->popup()->currentIndex().isValid())
        return false;
    const QStringList ids = m_model->idsOf(m_line.value());
    if (ids.size() > 1)
        return true;
    close();
    if (!ids.isEmpty())
        take(ids.constFirst());
    return true;
}

void Picker::take(const QString &id)
{
    m_line.setValue(id);
    m_line.setFocus(Qt::OtherFocusReason);
}

} // namespace mcpo
