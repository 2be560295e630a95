// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/windowbench.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

inline const Caller manager{
    {u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};
inline const QString hostileWords = u"<b>no</b> <img src=\"file:///x\"> \u202E end"_s;
inline const QString hostileWordsShown =
    u"<b>no</b> <img src=\"file:///x\"> \u2039U+202E\u203A end"_s;
inline const QString secret = u"hunter2"_s;
inline const QString headerField = u"/authOverride/headerValue"_s;

inline ServerReply reply(int status) { return {status, u"req-<i>1</i>"_s, hostileWords}; }

struct DialogFakes {
    DialogFakes() { controlPlane.hasEmptyDirectories = true; }

    FakeControlPlane controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// A signed-in window whose form is filled in, on fakes.
struct DialogBench : DialogFakes, WindowBench {
    explicit DialogBench(const Caller &caller = manager)
        : WindowBench(DialogFakes::controlPlane, DialogFakes::vault, neverStill)
    {
        controlPlane.caller.add(caller);
        session.signIn({addressOf(u"https://cp.example.com"_s), u"token"_s},
                       TokenStorage::ThisSessionOnly);
        if (!QTest::qWaitFor([this] { return session.isSignedIn(); }))
            qFatal("Not signed in");
        openForm();
        find::paste(line(u"MCP server"_s), u"mcp-1"_s);
        find::paste(line(u"Subject"_s), u"user-5"_s);
        find::paste(line(u"Header value"_s), secret);
    }

    QLineEdit &line(const QString &name)
    {
        QLineEdit *found = find::line(window, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }

    void click(const QString &name) { clickIn(window, name); }
    static void clickIn(QWidget &where, const QString &name)
    {
        QAbstractButton *button = find::button(where, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }

    /// What the list says before anything is sent: nothing stands in the way.
    void expectCheck() { controlPlane.overrides.add(QList<OverrideRow>()); }
    void expectSending(const ChangeOutcome &outcome)
    {
        expectCheck();
        controlPlane.setResult.add(outcome);
    }
    /// That nobody answers to the request itself.
    void expectSilence()
    {
        expectCheck();
        controlPlane.setResult.addSilence();
    }
    void expectSaving(const EffectiveAuth &auth = {})
    {
        expectSending(Saved{});
        controlPlane.effectiveAuth.add(auth);
        controlPlane.overrides.add(QList<OverrideRow>());
    }

    /// Sends the form and waits for the dialog.
    QDialog *submit(const QString &title)
    {
        click(u"Set override"_s);
        QDialog *dialog = find::dialog(title);
        if (dialog && !find::activate(*dialog))
            return nullptr;
        return dialog;
    }
    QDialog *submit(const QString &title, const ChangeOutcome &outcome)
    {
        expectSending(outcome);
        return submit(title);
    }

    bool isEverythingKept() const
    {
        return form.text(fields::server) == "mcp-1"_L1 &&
               form.text(fields::subject) == "user-5"_L1 && form.text(headerField) == secret;
    }
};

} // namespace mcpo
