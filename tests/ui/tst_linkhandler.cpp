// SPDX-License-Identifier: Apache-2.0
// Links in the whole window, on fakes: what they may change, and what is asked first.
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/windowbench.h"
#include "ui/appearance.h"
#include "ui/words/fieldwords.h"

#include <QPointer>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const Caller manager{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};
const Caller plainUser{
    {u"user-17"_s, u"user"_s}, u"user-17@example.com"_s, u"example"_s, Role::NotManager};
const QString here = u"https://cp.example.com"_s;
const QString elsewhere = u"https://other.example.com"_s;
const QString note = u"Filled in from a link. Check it before you set the override."_s;

QString linkTo(const QString &server, const QString &controlPlane = {})
{
    const QString link = u"mcp-override://set?server="_s + server;
    return controlPlane.isEmpty() ? link
                                  : link + u"&control-plane="_s +
                                        QString::fromLatin1(QUrl::toPercentEncoding(controlPlane));
}

struct Fakes {
    Fakes() { controlPlane.hasEmptyDirectories = true; }

    FakeControlPlane controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

struct Bench : Fakes, WindowBench {
    Bench()
        : WindowBench(Fakes::controlPlane, Fakes::vault, neverStill)
    {
    }

    void signIn(const QString &address, const Caller &caller = manager)
    {
        controlPlane.caller.add(caller);
        session.signIn({addressOf(address), u"token"_s}, TokenStorage::Keychain);
        if (!QTest::qWaitFor([this] { return !session.isBusy(); }))
            qFatal("Not signed in");
    }
    /// Presses a button of the dialog with this title, once it is the only one.
    void answer(const QString &title, const QString &button)
    {
        QDialog *dialog = find::dialog(title);
        if (!dialog || find::openDialogs() != 1)
            qFatal("\"%s\" is not the one dialog", qPrintable(title));
        QAbstractButton *found = find::button(*dialog, button);
        if (!found)
            qFatal("There is no button \"%s\"", qPrintable(button));
        find::click(*found);
    }
    /// In the sign-in dialog, as far as it can be filled in by Return.
    void enterToken(const Fetched<Caller> &answer)
    {
        controlPlane.caller.add(answer);
        QDialog *dialog = find::signInDialog();
        if (!dialog || !find::activate(*dialog))
            qFatal("There is no sign-in dialog");
        find::paste(*find::line(*dialog, u"Access token"_s), u"opaque-token"_s);
        find::press(Qt::Key_Return);
        if (!QTest::qWaitFor([this] { return controlPlane.isUsedUp() && !session.isBusy(); }))
            qFatal("The token is not used");
    }
    static QString addressInDialog()
    {
        QLineEdit *line = nullptr;
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (qobject_cast<QDialog *>(top) && top->isVisible())
                line = find::line(*top, u"Control plane"_s);
        }
        return line ? line->text() : u"(none)"_s;
    }
    QString server() const { return form.draft().serverId; }
    bool isNoted(const QString &text)
    {
        return QTest::qWaitFor([&] {
            const QLabel *label = find::label(window, u"Note"_s);
            return label != nullptr && label->text() == text;
        });
    }
};

} // namespace

class TestLinkHandler : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesTheFirstSignIn();
    void closingTheQuestionLeavesNoTrace();
    void waitsWhileATokenIsTyped();
    void signsInToAProfileThatIsSignedOut();
    void asksBeforeItLeavesTheControlPlane();
    void isNotUsedAfterASignInElsewhere();
    void threeInARowAreAskedAboutOneByOne();
    void asksBeforeItReplacesWhatWasTyped_data();
    void asksBeforeItReplacesWhatWasTyped();
    void replacesWhatTheProgramFilledInWithoutAQuestion();
    void theSameOneAgainIsOneQuestion();
    void waitsUntilTheOverrideIsSet();
    void saysWhomItIsForWhenTheRoleIsKnown();
    void theNoteGoesWithAnotherTarget();
    void aQuestionAboutAnOldAccountCloses();
};

/// A new computer: the sign-in is open, and nobody knows the address but the link.
void TestLinkHandler::survivesTheFirstSignIn()
{
    Bench bench;
    bench.window.begin({});
    QVERIFY(find::signInDialog());
    bench.window.openLink(linkTo(u"mcp-1"_s, here));
    QDialog *question = find::dialog(u"Unknown control plane"_s);
    QVERIFY(question);
    QVERIFY(find::visibleText(*question).contains(here));
    QCOMPARE(find::openDialogs(), 1);
    QVERIFY(find::activate(*question));
    auto *close = qobject_cast<QPushButton *>(find::button(*question, u"Close"_s));
    QVERIFY(close && close->isDefault() && close->hasFocus());
    bench.answer(u"Unknown control plane"_s, u"Sign in there\u2026"_s);

    QTRY_COMPARE(Bench::addressInDialog(), here);
    QVERIFY(find::visibleText(*find::signInDialog()).contains(u"comes from a link"_s));
    bench.enterToken(Failure(SignInExpired{}));
    QVERIFY(find::signInDialog());
    find::signInDialog()->close();
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.server().isEmpty());

    find::click(*find::button(bench.window, u"Account"_s));
    QTRY_COMPARE(Bench::addressInDialog(), here);
    bench.enterToken(manager);
    QTRY_COMPARE(bench.server(), u"mcp-1"_s);
    QVERIFY(bench.isNoted(note));
    QCOMPARE(bench.session.account().address.text(), here);
}

void TestLinkHandler::closingTheQuestionLeavesNoTrace()
{
    Bench bench;
    bench.window.begin({});
    QVERIFY(find::signInDialog());
    bench.window.openLink(linkTo(u"mcp-1"_s, elsewhere));
    bench.answer(u"Unknown control plane"_s, u"Close"_s);
    QTRY_COMPARE(Bench::addressInDialog(), QString()); // the sign-in is back
    find::paste(*find::line(*find::signInDialog(), u"Control plane"_s), here);
    bench.enterToken(manager);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.server().isEmpty());
}

void TestLinkHandler::waitsWhileATokenIsTyped()
{
    Bench bench;
    bench.window.begin(addressOf(here));
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog && find::activate(*dialog));
    find::type(u"first-"_s);
    bench.window.openLink(linkTo(u"mcp-1"_s, elsewhere));
    QCoreApplication::processEvents();
    find::type(u"second"_s);
    QCOMPARE(find::openDialogs(), 1);
    QCOMPARE(find::line(*dialog, u"Access token"_s)->text(), u"first-second"_s);
    const QLabel *message = find::label(*dialog, u"Message"_s);
    QVERIFY(message && message->text().contains(u"A link is waiting."_s));
    QCOMPARE(message->palette().color(QPalette::WindowText),
             toneColor(TextTone::Normal, QApplication::palette())); // it is no problem
    dialog->close();
    QVERIFY(find::dialog(u"Unknown control plane"_s));
}

void TestLinkHandler::signsInToAProfileThatIsSignedOut()
{
    Bench bench;
    bench.signIn(here);
    bench.profiles.signOut();
    bench.window.openLink(linkTo(u"mcp-1"_s, here));
    QTRY_COMPARE(Bench::addressInDialog(), here);
    bench.enterToken(manager);
    QTRY_COMPARE(bench.server(), u"mcp-1"_s);
    QVERIFY(bench.isNoted(note));
}

void TestLinkHandler::asksBeforeItLeavesTheControlPlane()
{
    Bench bench;
    bench.signIn(elsewhere);
    bench.signIn(here);
    bench.window.openLink(linkTo(u"mcp-1"_s, elsewhere));
    bench.answer(u"Switch the control plane?"_s, u"Cancel"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
    QCOMPARE(bench.session.account().address.text(), here);
    QVERIFY(bench.server().isEmpty());

    bench.controlPlane.caller.add(manager);
    bench.window.openLink(linkTo(u"mcp-1"_s, elsewhere));
    bench.answer(u"Switch the control plane?"_s, u"Switch and use the link"_s);
    QTRY_COMPARE(bench.server(), u"mcp-1"_s);
    QCOMPARE(bench.session.account().address.text(), elsewhere);
}

void TestLinkHandler::isNotUsedAfterASignInElsewhere()
{
    Bench bench;
    bench.signIn(here);
    bench.window.openLink(linkTo(u"mcp-1"_s, elsewhere));
    bench.answer(u"Unknown control plane"_s, u"Sign in there\u2026"_s);
    QTRY_COMPARE(Bench::addressInDialog(), elsewhere);
    QVERIFY(bench.session.isSignedIn()); // until another sign-in has worked
    find::paste(*find::line(*find::signInDialog(), u"Control plane"_s), here);
    bench.enterToken(manager);
    bench.answer(u"Link not used"_s, u"Close"_s);
    QVERIFY(bench.server().isEmpty());
}

void TestLinkHandler::threeInARowAreAskedAboutOneByOne()
{
    Bench bench;
    bench.signIn(here);
    for (const QString &server : {u"mcp-1"_s, u"mcp-2"_s, u"mcp-3"_s})
        bench.window.openLink(linkTo(server));
    QTRY_COMPARE(bench.server(), u"mcp-1"_s);
    QDialog *question = find::dialog(u"Use the link?"_s);
    QVERIFY(question && find::visibleText(*question).contains(u"mcp-2"_s));
    bench.answer(u"Use the link?"_s, u"Cancel"_s);
    QTRY_VERIFY(find::dialog(u"Use the link?"_s) &&
                find::visibleText(*find::dialog(u"Use the link?"_s)).contains(u"mcp-3"_s));
    QCOMPARE(bench.server(), u"mcp-1"_s);
    bench.answer(u"Use the link?"_s, u"Use the link"_s);
    QTRY_COMPARE(bench.server(), u"mcp-3"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
}

void TestLinkHandler::asksBeforeItReplacesWhatWasTyped_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("credentialType");
    QTest::newRow("a server") << QString(fields::server) << QString();
    QTest::newRow("a subject") << QString(fields::subject) << QString();
    const RequestDescription description = RequestDescription::builtIn();
    for (const CredentialType &type : description.credentialTypes()) {
        for (const FieldDescription &field : type.fields)
            QTest::addRow("%s", qPrintable(type.name + field.pointer()))
                << field.pointer() << type.name;
    }
}

void TestLinkHandler::asksBeforeItReplacesWhatWasTyped()
{
    QFETCH(const QString, field);
    QFETCH(const QString, credentialType);
    Bench bench;
    bench.signIn(here);
    const QString first = bench.form.credentialType().name;
    if (!credentialType.isEmpty())
        bench.form.setText(fields::credentialType, credentialType);
    bench.form.setText(field, u"half-typ"_s);
    bench.form.setText(fields::credentialType, first); // out of sight, and still typed
    bench.window.openLink(linkTo(u"mcp-2"_s));
    bench.answer(u"Use the link?"_s, u"Cancel"_s);
    QVERIFY(bench.server() != u"mcp-2"_s);
    if (!credentialType.isEmpty())
        bench.form.setText(fields::credentialType, credentialType);
    QCOMPARE(bench.form.text(field), u"half-typ"_s);
}

void TestLinkHandler::replacesWhatTheProgramFilledInWithoutAQuestion()
{
    Bench bench;
    bench.signIn(here);
    bench.form.retarget(u"mcp-1"_s, {u"user-1"_s, u"user"_s}); // as from a row of the table
    bench.window.openLink(linkTo(u"mcp-2"_s));
    QTRY_COMPARE(bench.server(), u"mcp-2"_s);
    QCOMPARE(find::openDialogs(), 0);
}

void TestLinkHandler::theSameOneAgainIsOneQuestion()
{
    Bench bench;
    bench.signIn(here);
    for (int i = 0; i < 3; ++i)
        bench.window.openLink(linkTo(u"mcp-1"_s, elsewhere));
    bench.answer(u"Unknown control plane"_s, u"Close"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(find::openDialogs(), 0);
}

void TestLinkHandler::waitsUntilTheOverrideIsSet()
{
    Bench bench;
    bench.signIn(elsewhere);
    bench.signIn(here);
    bench.openForm();
    bench.form.setText(fields::server, u"mcp-1"_s);
    bench.form.setText(fields::subject, u"user-5"_s);
    bench.form.setText(u"/authOverride/headerValue"_s, u"a value"_s);
    bench.controlPlane.overrides.addSilence();
    find::click(*find::button(bench.window, u"Set override"_s));
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    bench.window.openLink(linkTo(u"mcp-2"_s, elsewhere));
    QCoreApplication::processEvents();
    QCOMPARE(find::openDialogs(), 0);
    QVERIFY(bench.session.isSignedIn());
    find::click(*find::button(bench.window, u"Cancel"_s)); // stops the request
    QVERIFY(find::dialog(u"Switch the control plane?"_s));
}

/// Whether the subject is fixed is known only after the server has been asked about the role.
void TestLinkHandler::saysWhomItIsForWhenTheRoleIsKnown()
{
    Bench bench;
    Caller unknown = plainUser;
    unknown.role = Role::Unknown;
    bench.signIn(here, unknown);
    bench.window.openLink(linkTo(u"mcp-1"_s) + u"&subject=user-3&subject-type=user"_s);
    QVERIFY(bench.isNoted(note));
    bench.form.setCaller(plainUser);
    QVERIFY(bench.isNoted(u"Filled in from a link that was made for \u201Cuser-3\u201D. You can "
                          "set only your own override."_s));
    QCOMPARE(bench.form.draft().subject.id, u"user-17"_s);
    bench.form.setCaller(unknown);
    QVERIFY(bench.isNoted(note));
}

void TestLinkHandler::theNoteGoesWithAnotherTarget()
{
    Bench bench;
    bench.signIn(here);
    bench.window.openLink(linkTo(u"mcp-1"_s));
    QVERIFY(bench.isNoted(note));
    find::press(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(!find::visibleText(bench.window).contains(note));
}

/// What is asked about one account must not be answered for the next one.
void TestLinkHandler::aQuestionAboutAnOldAccountCloses()
{
    Bench bench;
    bench.signIn(here);
    bench.openForm();
    bench.form.setText(fields::server, u"mcp-1"_s);
    bench.form.setText(fields::subject, u"user-5"_s);
    bench.form.setText(u"/authOverride/headerValue"_s, u"\u2022\u2022\u2022\u2022"_s);
    find::click(*find::button(bench.window, u"Set override"_s));
    QTRY_COMPARE(find::openDialogs(), 1);
    bench.window.begin(addressOf(elsewhere)); // as a second start does
    QVERIFY(find::signInDialog());
    QTRY_COMPARE(find::openDialogs(), 1);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestLinkHandler)
#include "tst_linkhandler.moc"
