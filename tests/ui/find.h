// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

/// What a person, or a screen reader for them, finds in a window. Tests see widgets through this,
/// so that they say nothing about how a window is built.
namespace mcpo::find
{

/// What assistive technology calls a widget.
inline QString nameOf(QWidget &widget)
{
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

inline QString descriptionOf(QWidget &widget)
{
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken ? spoken->text(QAccessible::Description) : QString();
}

/// All visible controls of a kind in one window.
template<class T>
QList<T *> all(QWidget &root)
{
    QList<T *> found = root.findChildren<T *>();
    found.removeIf([&root](T *candidate) {
        return !candidate->isVisible() || candidate->window() != root.window();
    });
    return found;
}

/// The one visible control with this accessible name; null where there is none, or two.
template<class T>
T *control(QWidget &root, const QString &name)
{
    QList<T *> found = all<T>(root);
    found.removeIf([&name](T *candidate) { return nameOf(*candidate) != name; });
    return found.size() == 1 ? found.constFirst() : nullptr;
}

inline QLineEdit *line(QWidget &root, const QString &name)
{
    return control<QLineEdit>(root, name);
}
inline QComboBox *choice(QWidget &root, const QString &name)
{
    return control<QComboBox>(root, name);
}
inline QAbstractButton *button(QWidget &root, const QString &name)
{
    return control<QAbstractButton>(root, name);
}

/// A text that is shown under a name, which says what the text is about.
inline QLabel *label(QWidget &root, const QString &name)
{
    QList<QLabel *> found = all<QLabel>(root);
    found.removeIf(
        [&name](QLabel *one) { return one->buddy() != nullptr || one->accessibleName() != name; });
    return found.size() == 1 ? found.constFirst() : nullptr;
}

/// Whatever can be read in a window, piece by piece.
inline QStringList visibleTexts(QWidget &root)
{
    QStringList texts{root.windowTitle()};
    for (QWidget *widget : all<QWidget>(root)) {
        if (const auto *oneLabel = qobject_cast<QLabel *>(widget))
            texts.append(oneLabel->text());
        else if (const auto *oneButton = qobject_cast<QAbstractButton *>(widget))
            texts.append(oneButton->text());
        else if (const auto *edit = qobject_cast<QLineEdit *>(widget))
            texts.append(edit->displayText());
        else if (const auto *oneChoice = qobject_cast<QComboBox *>(widget))
            texts.append(oneChoice->currentText());
        else if (const auto *text = qobject_cast<QPlainTextEdit *>(widget))
            texts.append(text->toPlainText());
    }
    texts.removeAll(QString());
    return texts;
}

inline QString visibleText(QWidget &root) { return visibleTexts(root).join(u'\n'); }

/// Labels that would read what they show as HTML, if it looks like it.
inline QStringList labelsThatReadHtml(QWidget &root)
{
    QStringList texts;
    for (const QLabel *one : root.findChildren<QLabel *>()) {
        const bool isPlain = one->textFormat() == Qt::PlainText;
        if (!isPlain && (one->textFormat() != Qt::AutoText || Qt::mightBeRichText(one->text())))
            texts.append(one->text());
    }
    return texts;
}

/// The dialog that is meant, once it is open; null if it does not open.
template<class Predicate>
QDialog *dialogThat(Predicate isMeant)
{
    QDialog *found = nullptr;
    const auto isOpen = [&found, &isMeant] {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            auto *candidate = qobject_cast<QDialog *>(window);
            if (candidate && candidate->isVisible() && isMeant(*candidate))
                found = candidate;
        }
        return found != nullptr;
    };
    return QTest::qWaitFor(isOpen) ? found : nullptr;
}

inline QDialog *dialog(const QString &title)
{
    return dialogThat([&title](QDialog &candidate) { return candidate.windowTitle() == title; });
}

inline QDialog *signInDialog()
{
    return dialogThat([](QDialog &candidate) {
        return line(candidate, QStringLiteral("Access token")) != nullptr;
    });
}

inline qsizetype openDialogs()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::count_if(windows.cbegin(), windows.cend(), [](QWidget *window) {
        return qobject_cast<QDialog *>(window) != nullptr && window->isVisible();
    });
}

/// Makes a window the active one, as a window manager does with what was opened last: without one
/// nobody else does it.
inline bool activate(QWidget &window)
{
    window.show();
    window.raise();
    window.activateWindow();
    // Not qWaitForWindowActive(), to which a dialog is active as soon as its parent is.
    return QTest::qWaitForWindowExposed(&window) &&
           QTest::qWaitFor([&window] { return QApplication::activeWindow() == &window; });
}

/// Types where the cursor is, one key after the other.
inline void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }

inline void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *focused = QApplication::focusWidget();
    QTest::keyClick(focused != nullptr ? focused : QApplication::activeWindow(), key, modifiers);
}

/// Where Tab stops on its way round, from the widget that has the focus.
inline QWidgetList tabStops()
{
    QWidgetList stops;
    for (QWidget *at = QApplication::focusWidget(); at != nullptr && !stops.contains(at);
         at = QApplication::focusWidget()) {
        stops.append(at);
        press(Qt::Key_Tab);
    }
    return stops;
}

/// Where Tab goes up in @p root, or back in a row, other than to start again at the top.
inline QString tabGoesBack(QWidget &root)
{
    QWidgetList stops = tabStops();
    stops.removeIf([&root](QWidget *stop) { return !root.isAncestorOf(stop); });
    const auto placeOf = [&root](const QWidget &widget) {
        return QRect(widget.mapTo(&root, QPoint()), widget.size());
    };
    const auto isBefore = [&placeOf](const QWidget *one, const QWidget *other) {
        const QRect first = placeOf(*one);
        const QRect second = placeOf(*other);
        const int middle = second.center().y();
        const bool isSameRow = first.top() <= middle && middle <= first.bottom();
        return isSameRow ? first.left() < second.left() : first.top() < second.top();
    };
    std::rotate(stops.begin(), std::min_element(stops.begin(), stops.end(), isBefore), stops.end());
    QStringList wrong;
    for (qsizetype i = 1; i < stops.size(); ++i) {
        if (!isBefore(stops.at(i - 1), stops.at(i)))
            wrong.append(nameOf(*stops.at(i - 1)) + QStringLiteral(" before ") +
                         nameOf(*stops.at(i)));
    }
    return wrong.join(u'\n');
}

/// Walks once round by Tab from where the focus is: where nothing has it, or nobody can see or use
/// what has it. Empty where there is no such place.
inline QString tabLosesFocus(QWidget &window)
{
    QStringList faults;
    QWidgetList seen;
    QString before = QStringLiteral("the start");
    while (true) {
        QWidget *at = QApplication::focusWidget();
        if (at == nullptr || at->window() != &window) {
            faults.append(QStringLiteral("nothing has the focus after ") + before);
            break;
        }
        if (seen.contains(at))
            break;
        seen.append(at);
        before = QString::fromLatin1(at->metaObject()->className()) + u' ' + nameOf(*at);
        if (!at->isVisible() || !at->isEnabled() || at->visibleRegion().isEmpty())
            faults.append(before + QStringLiteral(" cannot be seen or used"));
        constexpr int frame = 4;
        const QRect place =
            QRect(at->mapTo(&window, QPoint()), at->size()).adjusted(-frame, -frame, frame, frame);
        at->clearFocus();
        const QImage unfocused = window.grab(place).toImage();
        at->setFocus(Qt::ShortcutFocusReason); // as by a key, which makes styles draw it
        const QImage focused = window.grab(place).toImage();
        // A default button has the outline all the time.
        const auto *push = qobject_cast<QPushButton *>(at);
        if (focused == unfocused && (push == nullptr || !push->isDefault()))
            faults.append(before + QStringLiteral(" does not show that it has the focus"));
        press(Qt::Key_Tab);
    }
    return faults.join(u'\n');
}

/// Pastes over whatever a line holds.
inline void paste(QLineEdit &edit, const QString &text)
{
    QApplication::clipboard()->setText(text);
    edit.setFocus();
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
}

inline void click(QWidget &widget) { QTest::mouseClick(&widget, Qt::LeftButton); }

/// Opens the menu of a button. Not with a key or a click: Qt 6.4 starts an event loop for them, and
/// Qt 6.8 sends the button a release that a real mouse sends to the menu.
inline QMenu *openMenu(QWidget &root, const QString &name)
{
    auto *owner = qobject_cast<QPushButton *>(button(root, name));
    QMenu *menu = owner != nullptr ? owner->menu() : nullptr;
    if (menu == nullptr)
        return nullptr;
    menu->popup(owner->mapToGlobal(owner->rect().bottomLeft()));
    return QTest::qWaitForWindowExposed(menu) ? menu : nullptr;
}

/// Chooses from an open menu with the keyboard. A menu of Qt 6.8 ignores a click until the mouse
/// has moved, and the mouse of QTest::mouseClick() does not move.
inline void choose(QMenu &menu, QAction &action)
{
    menu.setActiveAction(&action);
    QTest::keyClick(&menu, Qt::Key_Return);
}

} // namespace mcpo::find
