// SPDX-License-Identifier: Apache-2.0
// The window's program as it is shipped, except that its memory may be read, with hands: it does
// what each line of standard input tells it (words between tabs), as real events of this process,
// and answers "done" or "missing". So a form can be filled in where there is no accessibility bus
// (offscreen), and a test that is not root can look at what stays in memory.
//
//   set     NAME  TEXT   as assistive technology does
//   type    NAME  TEXT   key by key
//   paste   NAME         what is on the clipboard, by Ctrl+V
//   own     TEXT         puts it on the clipboard: offscreen, each process has one of its own
//   press   NAME         a button
//   choose  NAME  TEXT   an entry of a list of choices
//   says    NAME  TEXT   whether a label holds the text
//   action  TEXT         an entry of any menu

#include "app/gui/guiprogram.h"
#include "tests/ui/find.h"

#include <QAction>
#include <QMenu>
#include <QSocketNotifier>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace mcpo;

namespace
{

template<class T>
T *controlOf(const QString &name)
{
    const QWidget *dialog = QApplication::activeModalWidget();
    for (QWidget *window : QApplication::topLevelWidgets()) {
        const bool isInReach = window->isVisible() && (dialog == nullptr || dialog == window);
        if (T *found = isInReach ? find::control<T>(*window, name) : nullptr)
            return found;
    }
    return nullptr;
}

bool setText(const QString &name, const QString &text)
{
    auto *line = controlOf<QLineEdit>(name);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(line);
    if (line == nullptr || spoken->editableTextInterface() == nullptr)
        return false;
    spoken->editableTextInterface()->replaceText(0, spoken->textInterface()->characterCount(),
                                                 text);
    return true;
}

bool typeText(const QString &name, const QString &text)
{
    auto *line = controlOf<QLineEdit>(name);
    if (line == nullptr)
        return false;
    line->setFocus();
    for (const QChar c : text)
        QTest::keyClick(line, c.toLatin1());
    return true;
}

bool paste(const QString &name)
{
    auto *line = controlOf<QLineEdit>(name);
    if (line == nullptr)
        return false;
    line->setFocus();
    QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    return true;
}

bool own(const QString &text)
{
    QApplication::clipboard()->setText(text);
    return true;
}

bool press(const QString &name)
{
    auto *button = controlOf<QAbstractButton>(name);
    if (button == nullptr || !button->isEnabled())
        return false;
    find::click(*button);
    return true;
}

bool choose(const QString &name, const QString &text)
{
    auto *choice = controlOf<QComboBox>(name);
    if (choice == nullptr || choice->findText(text) < 0)
        return false;
    choice->setCurrentIndex(choice->findText(text));
    return true;
}

bool says(const QString &name, const QString &text)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::any_of(windows.cbegin(), windows.cend(), [&](QWidget *window) {
        const QLabel *label = find::label(*window, name);
        return label != nullptr && label->text().contains(text);
    });
}

bool trigger(const QString &text)
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        for (QMenu *menu : window->findChildren<QMenu *>()) {
            Q_EMIT menu->aboutToShow();
            for (QAction *action : menu->actions()) {
                if (action->text().remove(u'&') == text) {
                    action->trigger();
                    return true;
                }
            }
        }
    }
    return false;
}

bool carryOut(const QString &verb, const QString &name, const QString &text)
{
    if (verb == "set"_L1)
        return setText(name, text);
    if (verb == "type"_L1)
        return typeText(name, text);
    if (verb == "paste"_L1)
        return paste(name);
    if (verb == "own"_L1)
        return own(name);
    if (verb == "press"_L1)
        return press(name);
    if (verb == "choose"_L1)
        return choose(name, text);
    if (verb == "says"_L1)
        return says(name, text);
    return verb == "action"_L1 && trigger(name);
}

/// One line at a time, byte by byte: nothing of it stays here once it is carried out.
void obey()
{
    QByteArray line;
    for (char byte = 0; byte != '\n'; line.append(byte)) {
        if (read(STDIN_FILENO, &byte, 1) != 1) {
            QCoreApplication::quit();
            return;
        }
    }
    line.chop(1);
    const QStringList words = QString::fromUtf8(line).split(u'\t');
    const bool isDone = carryOut(words.value(0), words.value(1), words.value(2));
    std::puts(isDone ? "done" : "missing");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    // As in app/gui/main.cpp: settings and keychain entries are told apart by these.
    QApplication::setApplicationName(u"mcp-override"_s);
    QApplication::setOrganizationName(u"mcp-override"_s);
    const auto read = readGuiOptions(QApplication::arguments(), {});
    const auto *options = std::get_if<GuiOptions>(&read);
    GuiProgram program;
    if (options == nullptr || program.start(*options))
        return 2;
    const QSocketNotifier orders(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &program.window(), obey);
    return QApplication::exec();
}
