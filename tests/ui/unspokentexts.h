// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pickmodel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace mcpo
{

/// What can be seen in the open windows and is not to be heard: a text that neither the name, nor
/// the description, the value or the content of its control contains. Empty where there is none.
class UnspokenTexts
{
public:
    UnspokenTexts()
    {
        for (QWidget *widget : QApplication::allWidgets()) {
            if (widget->isVisible())
                lookAt(*widget);
        }
    }

    const QStringList &faults() const { return m_faults; }

private:
    static QString withoutAccessKeys(QString text)
    {
        const QString kept(QChar(0x1));
        return text.replace(QStringLiteral("&&"), kept).remove(u'&').replace(kept, QString(u'&'));
    }

    static QString spokenBy(QAccessibleInterface *spoken)
    {
        if (spoken == nullptr)
            return {};
        QStringList texts;
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
            texts.append(spoken->text(kind));
        if (QAccessibleTextInterface *content = spoken->textInterface())
            texts.append(content->text(0, content->characterCount()));
        return texts.join(u'\n');
    }

    void require(const QWidget &widget, const QString &shown, const QString &spoken)
    {
        // A text that is cut with "…" is to be heard whole.
        QString begin = shown.trimmed();
        if (begin.endsWith(u'\u2026'))
            begin.chop(1);
        if (begin.endsWith(u'\u200D')) // Qt joins the last letter with the dots
            begin.chop(1);
        if (begin.isEmpty() || spoken.contains(begin))
            return;
        m_faults.append(QString::fromLatin1(widget.metaObject()->className()) +
                        QStringLiteral(" shows \"") + shown.left(80) +
                        QStringLiteral("\" and says \"") + spoken.left(80) + u'"');
    }

    void lookAt(QWidget &widget)
    {
        const QString spoken = spokenBy(QAccessible::queryAccessibleInterface(&widget));
        if (const auto *label = qobject_cast<QLabel *>(&widget)) {
            // The preview of a secret has words of its own to be spoken.
            if (!label->accessibleDescription().isEmpty())
                return;
            // The title of a field is the name of the field.
            const QString field =
                label->buddy() ? spokenBy(QAccessible::queryAccessibleInterface(label->buddy()))
                               : QString();
            require(widget, label->buddy() ? withoutAccessKeys(label->text()) : label->text(),
                    spoken + field);
        } else if (const auto *button = qobject_cast<QAbstractButton *>(&widget)) {
            require(widget, withoutAccessKeys(button->text()), spoken);
        } else if (const auto *choice = qobject_cast<QComboBox *>(&widget)) {
            require(widget, choice->currentText(), spoken);
        } else if (const auto *box = qobject_cast<QGroupBox *>(&widget)) {
            require(widget, withoutAccessKeys(box->title()), spoken);
        } else if (const auto *text = qobject_cast<QPlainTextEdit *>(&widget)) {
            require(widget, text->toPlainText(), spoken);
        } else if (auto *view = qobject_cast<QAbstractItemView *>(&widget)) {
            lookAt(*view);
        } else if (const auto *line = qobject_cast<QLineEdit *>(&widget)) {
            // What is masked is not to be heard.
            if (line->echoMode() == QLineEdit::Normal)
                require(widget, line->text(), spoken);
        }
        if (spoken.trimmed().isEmpty() && widget.focusPolicy() != Qt::NoFocus &&
            !widget.isWindow() && widget.accessibleName().isEmpty() && isControl(widget))
            m_faults.append(QString::fromLatin1(widget.metaObject()->className()) +
                            QStringLiteral(" has no name"));
    }

    static bool isControl(const QWidget &widget)
    {
        return qobject_cast<const QAbstractButton *>(&widget) != nullptr ||
               qobject_cast<const QComboBox *>(&widget) != nullptr ||
               qobject_cast<const QLineEdit *>(&widget) != nullptr ||
               qobject_cast<const QAbstractItemView *>(&widget) != nullptr;
    }

    /// Every cell of the first rows, and what a delegate draws beside it.
    void lookAt(QAbstractItemView &view)
    {
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&view);
        QAccessibleTableInterface *cells = spoken ? spoken->tableInterface() : nullptr;
        if (view.model() == nullptr || cells == nullptr)
            return;
        constexpr int enoughRows = 20;
        const int rows = std::min(view.model()->rowCount(), enoughRows);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < cells->columnCount(); ++column) {
                const QModelIndex index = view.model()->index(row, column);
                const QString cell = spokenBy(cells->cellAt(row, column));
                require(view, index.data().toString(), cell);
                // What PickDelegate draws beside the text.
                for (const int role : {PickModel::DetailRole, PickModel::MarkRole}) {
                    if (qobject_cast<PickModel *>(view.model()) != nullptr)
                        require(view, index.data(role).toString(), cell);
                }
            }
        }
    }

    QStringList m_faults;
};

} // namespace mcpo
