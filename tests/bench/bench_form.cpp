// SPDX-License-Identifier: Apache-2.0
// One keystroke, a 1 MB paste, and "Set override" to "Saved" against the sandbox.

#include "models/override/overridechange.h"
#include "models/override/overrideform.h"
#include "models/session/session.h"
#include "net/controlplaneclient.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "ui/formrows.h"
#include "ui/secretedit.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace mcpo;

namespace
{

/// Microseconds: the median of @p rounds calls.
template<class Action>
double medianOf(int rounds, Action action)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        action(round);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e3);
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

void print(const char *what, double microseconds, double baseline, const char *aim)
{
    std::printf("%-36s %12.1f us", what, microseconds);
    if (baseline > 0)
        std::printf("  bare %10.1f us  ratio %6.2f", baseline, microseconds / baseline);
    std::printf("   aim %s\n", aim);
}

void fillIn(OverrideForm &form)
{
    form.setText(fields::server, u"mcp-01hx0jira"_s);
    form.setText(fields::subject, u"user-17"_s);
    form.setText(u"/authOverride/headerValue"_s, u"a value of usual length 0123456789"_s);
}

void benchCheck()
{
    OverrideForm form(RequestDescription::builtIn());
    fillIn(form);
    const double check = medianOf(20000, [&form](int round) {
        form.setText(u"/authOverride/headerValue"_s,
                     u"a value of usual length 012345678"_s + QChar(u'0' + round % 10));
    });
    print("one check (model alone)", check, 0, "<= 20 us");
}

SecretEdit *headerEdit(const QWidget &rows)
{
    for (SecretEdit *edit : rows.findChildren<SecretEdit *>()) {
        if (edit->accessibleName() == u"Header value"_s)
            return edit;
    }
    qFatal("No header value");
}

void benchKeystrokeAndPaste()
{
    OverrideForm form(RequestDescription::builtIn());
    fillIn(form);
    FormRows rows(form);
    rows.show();
    QLineEdit bare;
    bare.setEchoMode(QLineEdit::Password);
    bare.show();
    if (!QTest::qWaitForWindowExposed(&rows) || !QTest::qWaitForWindowExposed(&bare))
        qFatal("No window");
    SecretEdit *edit = headerEdit(rows);
    const auto type = [](QWidget &widget) {
        return [&widget](int) {
            QTest::keyClick(&widget, Qt::Key_A);
            widget.repaint();
        };
    };
    print("one keystroke (check and repaint)", medianOf(500, type(*edit)),
          medianOf(500, type(bare)), "-");

    bare.setMaxLength(std::numeric_limits<int>::max());
    const auto paste = [](QLineEdit &line) {
        return [&line](int round) {
            QGuiApplication::clipboard()->setText(QString(1'000'000, QChar(u'a' + round)));
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(&line, Qt::Key_V, Qt::ControlModifier);
            line.repaint();
            return static_cast<double>(timer.nsecsElapsed()) / 1e3;
        };
    };
    const auto medianPaste = [&paste](QLineEdit &line) {
        std::vector<double> times;
        for (int round = 0; round < 9; ++round) {
            times.push_back(paste(line)(round));
            if (auto *value = qobject_cast<ValueEdit *>(&line))
                value->setValue({});
            else
                line.clear();
        }
        std::sort(times.begin(), times.end());
        return times.at(times.size() / 2);
    };
    print("paste of 1 MB (check and repaint)", medianPaste(*edit), medianPaste(bare),
          "<= 16000 us");
}

void benchSave()
{
    SandboxControlPlane sandbox;
    if (sandbox.start())
        qFatal("No sandbox");
    ControlPlaneClient client;
    OverrideChange change(client);
    OverrideForm form(RequestDescription::builtIn());
    fillIn(form);
    const Account account{
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(sandbox.address())),
        SandboxControlPlane::managerToken()};
    const double save = medianOf(200, [&](int) {
        QSignalSpy finished(&change, &OverrideChange::finished);
        const OverrideRequest request = form.request();
        change.start(
            account, Caller{},
            {ChangeRequest::Action::Set, request.serverId, form.draft().subject, request.body},
            {{}, true});
        if (!finished.wait() ||
            !std::holds_alternative<Saved>(finished.at(0).at(0).value<ChangeReport>().outcome))
            qFatal("Not saved");
    });
    print("set override to saved (PUT, status)", save, 0, "-");
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    benchCheck();
    benchKeystrokeAndPaste();
    benchSave();
    return 0;
}
