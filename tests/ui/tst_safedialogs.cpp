// SPDX-License-Identifier: Apache-2.0
// Every dialog that the program can open: Return is safe, Escape closes.
#include "models/session/profilestore.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/dialogbench.h"
#include "ui/accountbar.h"
#include "ui/overrideview.h"

#include <QAction>
#include <QDirIterator>
#include <QFileDialog>
#include <QPointer>
#include <QTableView>

#include <functional>

namespace mcpo
{

namespace
{

using Open = std::function<void(DialogBench &)>;

/// Which buttons may be the default: none of them sends, removes or replaces anything.
const QStringList safeButtons{u"Close"_s,        u"Cancel"_s,        u"Go back"_s,
                              u"Keep editing"_s, u"Review fields"_s, u"Keep"_s};
/// Those of forms, where Return ends what was filled in.
const QStringList formButtons{u"Sign in"_s, u"Save"_s};

const QString link = u"mcp-override://set?server=mcp-2&subject=user-9&subject-type=user"_s;

OverrideRow rowOfUser5()
{
    OverrideRow row;
    row.subject = {u"user-5"_s, u"user"_s};
    row.credentialType = u"header"_s;
    return row;
}

Open sends(const ChangeOutcome &outcome)
{
    return [outcome](DialogBench &bench) {
        bench.expectSending(outcome);
        bench.click(u"Set override"_s);
    };
}

void chooseRow(DialogBench &bench)
{
    bench.form.clear(); // no draft is in the way
    bench.controlPlane.overrides.add(QList{rowOfUser5()});
    bench.browser.chooseServer(u"mcp-1"_s);
    auto *table = bench.window.findChild<OverrideView *>()->findChild<QTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    table->selectRow(0);
    table->setFocus();
}

void askToRemove(DialogBench &bench)
{
    chooseRow(bench);
    find::press(Qt::Key_Delete);
}

void keychainAnswers(DialogBench &bench, VaultState state)
{
    bench.session.signOut();
    QTRY_VERIFY(!bench.session.isSignedIn());
    bench.vault.read.add(VaultAnswer{state, {}, u"details"_s});
    Profile profile = *bench.profiles.current();
    profile.isSignedIn = true;
    QVERIFY(saveProfile(profile));
    bench.profiles.open({});
    bench.window.begin({});
}

bool isClosed(const QPointer<QDialog> &dialog) { return dialog.isNull() || !dialog->isVisible(); }

struct Case {
    const char *file; ///< which opens it
    const char *name;
    QString title;
    Open open;
};

QList<Case> allCases()
{
    const ServerReply answer = reply(400);
    QList<Case> cases{
        {"overridepanel.cpp", "an issue of the secret", u"Check the value before it is set"_s,
         [](DialogBench &bench) {
             bench.form.setText(headerField, u"hunter2\n"_s);
             bench.click(u"Set override"_s);
         }},
        {"overridepanel.cpp", "production", u"Set the override on production?"_s,
         [](DialogBench &bench) {
             Profile profile = *bench.profiles.current();
             profile.name = u"Prod"_s;
             profile.isProduction = true;
             bench.profiles.edit(profile);
             bench.click(u"Set override on \u201CProd\u201D"_s);
         }},
        {"overridepanel.cpp", "refused fields", u"Override not accepted"_s,
         sends(BodyRejected{{headerField}, answer})},
        {"overridepanel.cpp", "not supported", u"Overrides not supported"_s,
         sends(OverridesUnsupported{answer})},
        {"overridepanel.cpp", "changed meanwhile", u"Changed meanwhile"_s,
         sends(ChangedMeanwhile{rowOfUser5()})},
        {"overridepanel.cpp", "401", u"Sign-in expired"_s, sends(Failure(SignInExpired{answer}))},
        {"overridepanel.cpp", "403", u"Manager role required"_s,
         sends(Failure(NotPermitted{answer}))},
        {"overridepanel.cpp", "a name for an ID", u"Server or subject not found"_s,
         [](DialogBench &bench) {
             bench.controlPlane.server.add(Failure(NotFound{}));
             bench.controlPlane.servers.add(
                 QList{ServerEntry{u"mcp-9"_s, u"mcp-1"_s, {}, true, {}}});
             sends(Failure(NotFound{NotFound::Missing::Unknown, {}, reply(404)}))(bench);
         }},
        {"overridepanel.cpp", "busy", u"Control plane is busy or failing"_s,
         sends(Failure(Busy{3, {}, answer}))},
        {"overridepanel.cpp", "not reached", u"Control plane not reached"_s,
         sends(Failure(NotReached{}))},
        {"overridepanel.cpp", "not secure", u"Connection is not secure"_s,
         sends(Failure(Insecure{}))},
        {"overridepanel.cpp", "a CA file", u"CA file cannot be used"_s,
         sends(Failure(CaFileUnusable{}))},
        {"overridepanel.cpp", "a redirect", u"Unexpected redirect"_s,
         sends(Failure(Redirected{{}, answer}))},
        {"overridepanel.cpp", "unexpected", u"Unexpected answer"_s,
         sends(Failure(Unexpected{Unexpected::Reason::Status, answer}))},
        {"workspace.cpp", "a draft", u"Discard what you typed?"_s,
         [](DialogBench &) { find::press(Qt::Key_N, Qt::ControlModifier); }},
        {"workspace.cpp", "a removal",
         u"Remove the override of \u201Cuser-5\u201D on \u201Cmcp-1\u201D?"_s, askToRemove},
        {"workspace.cpp", "a removal that failed", u"Control plane not reached"_s,
         [](DialogBench &bench) {
             askToRemove(bench);
             bench.controlPlane.overrides.add(QList{rowOfUser5()}); // before it is sent
             bench.controlPlane.removal.add(Failure(NotReached{}));
             bench.controlPlane.overrides.add(QList{rowOfUser5()}); // and the table after it
             bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
             QDialog *question =
                 find::dialog(u"Remove the override of \u201Cuser-5\u201D on \u201Cmcp-1\u201D?"_s);
             QVERIFY(question);
             DialogBench::clickIn(*question, u"Remove override"_s);
         }},
        {"overrideview.cpp", "an export", u"Export overrides"_s,
         [](DialogBench &bench) {
             chooseRow(bench);
             bench.click(u"Export\u2026"_s);
         }},
        {"accountbar.cpp", "a profile", u"Edit profile"_s,
         [](DialogBench &bench) { bench.window.findChild<AccountBar *>()->editCurrent(); }},
        {"accountbar.cpp", "the settings of the computer", u"Managed settings"_s,
         [](DialogBench &bench) {
             Preset preset;
             preset.place = u"/etc/preset"_s;
             bench.profiles.open(preset);
             bench.click(u"Managed settings\u2026"_s);
         }},
        {"linkhandler.cpp", "a link that replaces a draft", u"Use the link?"_s,
         [](DialogBench &bench) { bench.window.openLink(link); }},
        {"linkhandler.cpp", "a link to an unknown control plane", u"Unknown control plane"_s,
         [](DialogBench &bench) {
             bench.window.openLink(link + u"&control-plane=https://new.example.com"_s);
         }},
        {"linkhandler.cpp", "a link to another control plane", u"Switch the control plane?"_s,
         [](DialogBench &bench) {
             const Profile other{u"other"_s,
                                 u"Other"_s,
                                 ProfileColor::None,
                                 false,
                                 addressOf(u"https://other.example.com"_s),
                                 {},
                                 false};
             QVERIFY(saveProfile(*bench.profiles.current()));
             QVERIFY(saveProfile(other));
             bench.profiles.open({});
             bench.window.openLink(link + u"&control-plane=https://other.example.com"_s);
         }},
        {"linkhandler.cpp", "a link that is refused", u"Link not used"_s,
         [](DialogBench &bench) { bench.window.openLink(u"mcp-override://remove?server=a"_s); }},
        {"mainwindow.cpp", "leaving in the middle", u"An override is being set"_s,
         [](DialogBench &bench) {
             bench.expectSilence();
             bench.click(u"Set override"_s);
             QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
             bench.window.close();
         }},
        {"mainwindow.cpp", "a sign-in", u"Sign in to a control plane"_s,
         [](DialogBench &bench) {
             bench.session.signOut();
             QTRY_VERIFY(!bench.session.isSignedIn());
             bench.click(u"Account"_s);
         }},
        {"cafilebox.cpp", "a CA file to choose", u"Choose a CA file"_s,
         [](DialogBench &bench) {
             bench.window.findChild<AccountBar *>()->editCurrent();
             QDialog *profile = find::dialog(u"Edit profile"_s);
             QVERIFY(profile);
             QVERIFY(find::activate(*profile));
             DialogBench::clickIn(*profile, u"Also trust a CA file"_s);
             DialogBench::clickIn(*profile, u"Browse\u2026"_s);
         }},
        {"mainwindow.cpp", "the activity", u"Activity"_s,
         [](DialogBench &bench) {
             for (QAction *action : bench.window.findChildren<QAction *>()) {
                 if (action->text().remove(u'&') == u"Activity\u2026"_s)
                     action->trigger();
             }
         }},
    };
    const QList<std::pair<VaultState, QString>> keychains{
        {VaultState::Locked, u"The keychain is locked"_s},
        {VaultState::Denied, u"The keychain refused access"_s},
        {VaultState::NoKeyring, u"The keychain has no default keyring"_s},
        {VaultState::Unavailable, u"No keychain service is running"_s},
        {VaultState::TimedOut, u"The keychain does not respond"_s},
        {VaultState::Damaged, u"The token in the keychain is damaged"_s},
        {VaultState::Failed, u"The keychain failed"_s}};
    for (const auto &[state, title] : keychains) {
        cases.append({"mainwindow.cpp", "a keychain", title,
                      [state = state](DialogBench &bench) { keychainAnswers(bench, state); }});
    }
    return cases;
}

} // namespace

class TestSafeDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsEveryPlaceThatOpensOne();
    void returnIsSafe_data() { addCases(); }
    void returnIsSafe();
    void escapeCloses_data() { addCases(); }
    void escapeCloses();
    void tabStaysOnWhatCanBeSeen_data() { addCases(); }
    void tabStaysOnWhatCanBeSeen();
    void tabStaysOnWhatCanBeSeenInTheWindow_data();
    void tabStaysOnWhatCanBeSeenInTheWindow();
    void escapeHidesASecretFirst();

private:
    static void addCases()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<Open>("open");
        for (const Case &one : allCases())
            QTest::addRow("%s %s", one.name, qPrintable(one.title)) << one.title << one.open;
    }
};

/// A dialog that is added needs its row here.
void TestSafeDialogs::knowsEveryPlaceThatOpensOne()
{
    QStringList opening;
    QDirIterator files(QStringLiteral(MCPO_SOURCE_DIR "/ui"), {u"*.cpp"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        if (files.fileName() != u"dialogqueue.cpp"_s &&
            file.readAll().contains("DialogQueue::open(*"))
            opening.append(files.fileName());
    }
    QStringList walked;
    for (const Case &one : allCases()) {
        if (const QString file = QString::fromLatin1(one.file); !walked.contains(file))
            walked.append(file);
    }
    opening.sort();
    walked.sort();
    QCOMPARE(walked, opening);
}

void TestSafeDialogs::returnIsSafe()
{
    QFETCH(const QString, title);
    QFETCH(const Open, open);
    const OwnSettings settings;
    DialogBench bench;
    open(bench);
    const QPointer<QDialog> dialog = find::dialog(title);
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    if (qobject_cast<QFileDialog *>(dialog))
        return; // Return chooses a file, which is what it is for
    const bool isAnswered = QTest::qWaitFor([&bench] { return bench.controlPlane.isUsedUp(); });
    QVERIFY(isAnswered);
    bool isForm = false;
    for (const QPushButton *button : find::all<QPushButton>(*dialog)) {
        const QString text = button->text().remove(u'&');
        if (button->isDefault())
            QVERIFY2(safeButtons.contains(text) || formButtons.contains(text), qPrintable(text));
        isForm |= button->isDefault() && formButtons.contains(text);
    }
    const QStringList calls = bench.controlPlane.calls();
    const bool wasRunning = bench.change.isRunning();
    const bool wasSignedIn = bench.session.isSignedIn();
    find::press(Qt::Key_Return);
    if (!isForm)
        QTRY_VERIFY(isClosed(dialog) || title == u"Activity"_s);
    QCoreApplication::processEvents();
    QCOMPARE(bench.controlPlane.calls(), calls);
    QCOMPARE(bench.change.isRunning(), wasRunning);
    QCOMPARE(bench.session.isSignedIn(), wasSignedIn);
    QVERIFY(bench.window.isVisible());
}

void TestSafeDialogs::escapeCloses()
{
    QFETCH(const QString, title);
    QFETCH(const Open, open);
    const OwnSettings settings;
    DialogBench bench;
    open(bench);
    const QPointer<QDialog> dialog = find::dialog(title);
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    const QStringList calls = bench.controlPlane.calls();
    find::press(Qt::Key_Escape);
    QTRY_VERIFY(isClosed(dialog));
    QCOMPARE(bench.controlPlane.calls(), calls);
    QVERIFY(bench.window.isVisible());
}

void TestSafeDialogs::tabStaysOnWhatCanBeSeen()
{
    QFETCH(const QString, title);
    QFETCH(const Open, open);
    const OwnSettings settings;
    DialogBench bench;
    open(bench);
    QDialog *dialog = find::dialog(title);
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    if (qobject_cast<QFileDialog *>(dialog))
        return; // Qt's own
    QCOMPARE(find::tabLosesFocus(*dialog), QString());
}

void TestSafeDialogs::tabStaysOnWhatCanBeSeenInTheWindow_data()
{
    QTest::addColumn<Open>("show");
    QTest::newRow("the form") << Open([](DialogBench &) {});
    QTest::newRow("a table and a chosen row") << Open(chooseRow);
    QTest::newRow("a message with something to do") << Open([](DialogBench &bench) {
        chooseRow(bench);
        bench.controlPlane.servers.add(Failure(Busy{}));
        bench.directory.reload();
    });
    QTest::newRow("signed out") << Open([](DialogBench &bench) { bench.session.signOut(); });
}

void TestSafeDialogs::tabStaysOnWhatCanBeSeenInTheWindow()
{
    QFETCH(const Open, show);
    DialogBench bench;
    show(bench);
    QTRY_COMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(find::activate(bench.window));
    QCOMPARE(find::tabLosesFocus(bench.window), QString());
}

void TestSafeDialogs::escapeHidesASecretFirst()
{
    DialogBench bench;
    const QLineEdit &value = bench.line(u"Header value"_s);
    bench.click(u"Show Header value"_s);
    QCOMPARE(value.echoMode(), QLineEdit::Normal);
    find::press(Qt::Key_Escape);
    QCOMPARE(value.echoMode(), QLineEdit::Password);
    QCOMPARE(find::openDialogs(), 0);
    QCOMPARE(value.text(), secret);
    find::press(Qt::Key_Escape);
    QDialog *question = find::dialog(u"Discard what you typed?"_s);
    QVERIFY(question);
    question->close();

    bench.session.signOut();
    bench.click(u"Account"_s);
    QDialog *signIn = find::signInDialog();
    QVERIFY(signIn);
    QVERIFY(find::activate(*signIn));
    const QLineEdit *token = find::line(*signIn, u"Access token"_s);
    DialogBench::clickIn(*signIn, u"Show Access token"_s);
    QCOMPARE(token->echoMode(), QLineEdit::Normal);
    find::press(Qt::Key_Escape);
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    QVERIFY(signIn->isVisible());
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestSafeDialogs)
#include "tst_safedialogs.moc"
