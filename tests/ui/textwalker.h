// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/text/suspiciouscharacters.h"
#include "tests/ui/hostiletexts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStatusBar>
#include <QTabBar>
#include <QTextBlock>
#include <QTextEdit>

namespace mcpo
{

/// Walks over everything that is alive in the windows of this program, shown or not, and looks at
/// each text that holds the mark of a hostile one.
class TextWalker
{
public:
    /// @p hostile is what is shown somewhere.
    explicit TextWalker(QString hostile)
        : m_hostile(std::move(hostile))
    {
        for (QWidget *widget : QApplication::allWidgets())
            lookAt(*widget);
    }

    /// Where it would be more than plain text, one line each.
    const QStringList &faults() const { return m_faults; }
    /// In how many places it is shown: a walk that finds none proves nothing.
    int places() const { return m_places; }

private:
    enum class Lines { One, Many };

    void lookAt(QWidget &widget)
    {
        m_where =
            QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.accessibleName();
        plain("title", widget.windowTitle(), Lines::One);
        tip("tool tip", widget.toolTip());
        tip("What's This", widget.whatsThis());
        plain("status tip", widget.statusTip(), Lines::One);
        if (QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&widget)) {
            plain("spoken name", spoken->text(QAccessible::Name), Lines::Many);
            plain("spoken description", spoken->text(QAccessible::Description), Lines::Many);
            plain("spoken help", spoken->text(QAccessible::Help), Lines::Many);
        }
        for (const QAction *action : widget.actions())
            lookAt(*action);
        lookAtKind(widget);
    }

    void lookAtKind(QWidget &widget)
    {
        if (const auto *label = qobject_cast<QLabel *>(&widget))
            lookAt(*label);
        else if (const auto *button = qobject_cast<QAbstractButton *>(&widget))
            withAccessKeys("button", button->text());
        else if (const auto *line = qobject_cast<QLineEdit *>(&widget))
            plain("placeholder", line->placeholderText(), Lines::One);
        else if (const auto *choice = qobject_cast<QComboBox *>(&widget))
            lookAt(*choice->model());
        else if (const auto *view = qobject_cast<QAbstractItemView *>(&widget))
            lookAt(view->model());
        else if (const auto *rich = qobject_cast<QTextEdit *>(&widget))
            noRichText(*rich);
        else if (const auto *text = qobject_cast<QPlainTextEdit *>(&widget))
            lookAt(*text);
        else if (const auto *group = qobject_cast<QGroupBox *>(&widget))
            withAccessKeys("group", group->title());
        else if (const auto *status = qobject_cast<QStatusBar *>(&widget))
            plain("status", status->currentMessage(), Lines::One);
        else if (const auto *progress = qobject_cast<QProgressBar *>(&widget))
            plain("progress", progress->text(), Lines::One);
        else if (const auto *tabs = qobject_cast<QTabBar *>(&widget))
            lookAt(*tabs);
        else if (const auto *menu = qobject_cast<QMenu *>(&widget))
            withAccessKeys("menu", menu->title());
    }

    void lookAt(const QLabel &label)
    {
        plain("label", label.text(), Lines::Many);
        const bool readsMarkup = label.textFormat() != Qt::PlainText &&
                                 (label.textFormat() != Qt::AutoText || isOurs(label.text()) ||
                                  Qt::mightBeRichText(label.text()));
        if (readsMarkup && label.text().contains(hostileMark))
            fault("a label that may read markup", label.text());
        if (label.openExternalLinks())
            fault("a label that opens links", label.text());
        if (label.buddy() != nullptr)
            withAccessKeys("label", label.text());
    }

    void lookAt(const QAction &action)
    {
        withAccessKeys("action", action.text());
        plain("status tip of an action", action.statusTip(), Lines::One);
        tip("What's This of an action", action.whatsThis());
        if (action.menu() != nullptr && action.menu()->toolTipsVisible())
            tip("tool tip of an action", action.toolTip());
    }

    void lookAt(const QTabBar &tabs)
    {
        for (int i = 0; i < tabs.count(); ++i) {
            withAccessKeys("tab", tabs.tabText(i));
            tip("tool tip of a tab", tabs.tabToolTip(i));
        }
    }

    void lookAt(const QPlainTextEdit &edit)
    {
        plain("text", edit.toPlainText(), Lines::Many);
        for (QTextBlock block = edit.document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextCharFormat format = part.fragment().charFormat();
                if (format.isAnchor() || format.isImageFormat())
                    fault("a link or a picture", part.fragment().text());
            }
        }
    }

    void lookAt(const QAbstractItemModel *model)
    {
        if (model != nullptr)
            lookAt(*model);
    }

    void lookAt(const QAbstractItemModel &model)
    {
        for (int column = 0; column < model.columnCount(); ++column) {
            const auto head = [&](int role) {
                return model.headerData(column, Qt::Horizontal, role).toString();
            };
            plain("head", head(Qt::DisplayRole), Lines::One);
            tip("tool tip of a head", head(Qt::ToolTipRole));
            for (int row = 0; row < model.rowCount(); ++row) {
                const auto cell = [index = model.index(row, column)](int role) {
                    return index.data(role).toString();
                };
                for (const int role :
                     {Qt::DisplayRole, Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole})
                    plain("cell", cell(role), Lines::One);
                for (const int role : {Qt::ToolTipRole, Qt::WhatsThisRole, Qt::StatusTipRole})
                    tip("tool tip of a cell", cell(role));
            }
        }
    }

    void noRichText(const QTextEdit &edit)
    {
        if (!edit.toPlainText().contains(hostileMark))
            return;
        ++m_places;
        fault("an editor that reads markup", edit.toPlainText());
    }

    /// Whoever shows foreign text has said so, whether this one looks like markup or not.
    static bool isOurs(const QString &text) { return text.contains(hostileMark); }

    void plain(const char *what, const QString &text, Lines lines)
    {
        constexpr qsizetype longest = 6'000;
        if (!text.contains(hostileMark))
            return;
        ++m_places;
        if (text.size() > longest)
            fault(what + QByteArray(" without end"), text);
        // With Arabic, Qt joins the last letter to the dots by which it cuts.
        const QString shown = QString(text).remove(QStringLiteral("\u200D\u2026"));
        for (const char32_t c : shown.toUcs4()) {
            if (isInvisible(c) && (c != U'\n' || lines == Lines::One))
                return fault(what + QByteArray(" with something unseen"), text);
        }
        // toUcs4() replaces it.
        if (!text.isValidUtf16())
            fault(what + QByteArray(" with half a character"), text);
    }

    /// A tool tip decides by itself whether it reads markup: all of it has to be escaped then.
    void tip(const char *what, const QString &text)
    {
        plain(what, text, Lines::Many);
        if (!text.contains(hostileMark) || !Qt::mightBeRichText(text))
            return;
        QString inside = text;
        if (inside.startsWith(QLatin1StringView("<qt>")) &&
            inside.endsWith(QLatin1StringView("</qt>")))
            inside = inside.sliced(4).chopped(5);
        if (inside.contains(u'<'))
            fault(what + QByteArray(" that reads markup"), text);
    }

    /// "&" has a meaning here: at most one is ours, all others have to be doubled.
    void withAccessKeys(const char *what, const QString &text)
    {
        plain(what, text, Lines::One);
        if (!text.contains(hostileMark))
            return;
        const QString doubled = QStringLiteral("&&");
        const bool isShort = m_hostile.contains(u'&') && m_hostile.size() < 40;
        const QString shown = QString(text)
                                  .replace(doubled, QChar(0xFFFF))
                                  .remove(u'&')
                                  .replace(QChar(0xFFFF), QStringLiteral("&"));
        if (QString(text).remove(doubled).count(u'&') > 1 ||
            (isShort && !shown.contains(m_hostile)))
            fault(what + QByteArray(" with foreign access keys"), text);
    }

    void fault(const QByteArray &what, const QString &text)
    {
        m_faults.append(m_where + QLatin1StringView(": ") + QString::fromLatin1(what) +
                        QLatin1StringView(": ") + text.left(200));
    }

    QString m_hostile;
    QString m_where;
    QStringList m_faults;
    int m_places = 0;
};

} // namespace mcpo
