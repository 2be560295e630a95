// SPDX-License-Identifier: Apache-2.0
#include "models/override/serverrole.h"
#include "models/session/profilestore.h"
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/support/scriptedserver.h"
#include "tests/ui/sandbox.h"
#include "tests/ui/windowbench.h"
#include "ui/words/fieldwords.h"
#include "ui/words/keychainwords.h"

#include <QAbstractItemView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <memory>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString jira = u"mcp-01hx0jira"_s;
const QString github = u"mcp-01hx0github"_s;
const QString notion = u"mcp-01hx0notion"_s;
const QString postgres = u"mcp-01hx0postgres"_s;
const QString oddId = u"mcp-01hx0odd/100% id"_s;
const QString secret = u"hunter2 and more"_s;

const QString managerToken = SandboxControlPlane::managerToken();
const QString userToken = SandboxControlPlane::userToken();
const QString headerType = u"Header"_s;
const QString oauthType = u"OAuth2 client credentials"_s;
const QString envType = u"Environment variable"_s;

/// What stands in the settings once somebody has signed in.
Profile adminProfile(const ControlPlaneAddress &address)
{
    return {u"1"_s, u"Example"_s, ProfileColor::Blue, false, address, u"admin"_s, true};
}

struct Parts {
    ControlPlaneClient client;
};

/// The program's window with the real network and a keychain in memory.
struct Bench : Parts, WindowBench {
    explicit Bench(TokenVaultPort &vault)
        : WindowBench(client, vault, std::chrono::milliseconds(300))
    {
    }

    QLineEdit &line(const QString &name)
    {
        QLineEdit *found = find::line(window, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }

    void click(const QString &name)
    {
        QAbstractButton *button = find::button(window, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }

    void choose(const QString &name, const QString &label)
    {
        QComboBox *choice = find::choice(window, name);
        choice->setFocus();
        find::press(Qt::Key_Home);
        while (choice->currentText() != label) {
            const int before = choice->currentIndex();
            find::press(Qt::Key_Down);
            if (choice->currentIndex() == before)
                qFatal("\"%s\" has no \"%s\"", qPrintable(name), qPrintable(label));
        }
        QCoreApplication::processEvents(); // rows that were just made appear now
    }

    /// As a person does it, with the dialog that the window opens by itself.
    bool signIn(const ControlPlaneAddress &address, const QString &token)
    {
        window.begin(address);
        QDialog *dialog = find::signInDialog();
        if (!dialog || !find::activate(*dialog))
            return false;
        find::type(token);
        find::press(Qt::Key_Return);
        const bool isReady = QTest::qWaitFor([this] { return session.isSignedIn(); }) &&
                             QTest::qWaitFor([] { return find::openDialogs() == 0; }) &&
                             find::activate(window);
        openForm();
        return isReady;
    }

    /// For the sign-in dialog that is open.
    bool takeToken(const QString &address)
    {
        QDialog *dialog = find::signInDialog();
        if (!dialog || !find::activate(*dialog))
            return false;
        if (!address.isEmpty())
            find::paste(*find::line(*dialog, u"Control plane"_s), address);
        find::paste(*find::line(*dialog, u"Access token"_s), managerToken);
        find::press(Qt::Key_Return);
        return QTest::qWaitFor([] { return find::openDialogs() == 0; }) && find::activate(window);
    }

    void fillIn()
    {
        find::paste(line(u"MCP server"_s), jira);
        find::paste(line(u"Subject"_s), u"user-3"_s);
        find::paste(line(u"Header value"_s), secret);
    }

    bool isSaved() { return status().startsWith(u"Saved "_s); }

    /// What the control plane holds of a subject: the credential type, or nothing.
    QString typeThatStands(const QString &serverId, const Subject &subject)
    {
        QString type;
        bool isRead = false;
        const JobPtr job = client.fetchOverrides(
            session.account(), serverId,
            [&](const Page<OverrideRow> &page) {
                for (const OverrideRow &row : page.entries) {
                    if (row.subject == subject)
                        type = row.credentialType;
                }
            },
            [&](const Fetched<ListingEnd> &) { isRead = true; });
        if (!QTest::qWaitFor([&isRead] { return isRead; }))
            qFatal("The control plane does not answer");
        return type;
    }
};

Subject user(const QString &id) { return {id, u"user"_s}; }

/// Clicks on a choice and on one of the lines that drop down.
bool chooseByMouse(QComboBox &choice, const QString &label)
{
    find::click(choice);
    QAbstractItemView *view = choice.view();
    if (!QTest::qWaitForWindowExposed(view->window()))
        return false;
    const QModelIndex index = view->model()->index(choice.findText(label), 0);
    // A list that has just dropped down takes the end of the first click for no choice, so a person
    // clicks again.
    return QTest::qWaitFor([&] {
        if (choice.currentText() == label && !view->isVisible())
            return true;
        if (view->isVisible())
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                              view->visualRect(index).center());
        return false;
    });
}

/// Opens the menu of the account's button and chooses one of its lines.
void chooseFromAccountMenu(QWidget &window, const QString &text)
{
    QMenu *menu = find::openMenu(window, u"Account"_s);
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text().remove(u'&') == text) {
            find::choose(*menu, *action);
            return;
        }
    }
    QFAIL(qPrintable(text));
}

struct Hostile {
    const char *name;
    QString value;
};

QList<Hostile> hostileValues()
{
    return {
        {"empty", QString()},
        {"blanks", u"   "_s},
        {"a no-break space", u"\u00A0"_s},
        {"a megabyte", QString(1 << 20, u'x')},
        {"a megabyte of line breaks", QString(1 << 20, u'\n')},
        {"half of a character", u"a"_s + QChar(0xD800) + u"b"_s},
        {"the other half", QString(QChar(0xDFFF))},
        {"text that runs backwards", u"\u202Egnp.exe\u2066"_s},
        {"HTML", u"<b>bold</b><img src=\"http://127.0.0.1:1/x\"><!--"_s},
        {"NUL", u"a"_s + QChar(0) + u"b"_s},
        {"control characters", u"\u0001\u001B[31m\u007F\u0085"_s},
        {"line breaks", u"a\r\nX-Injected: b\r\n\r\n"_s},
        {"dots", u".."_s},
        {"a path", u"../../v1/session?a=b#c"_s},
        {"percent signs", u"%2e%2e%2f%00%zz"_s},
        {"quotes and braces", u"\"},{\"x\":\"\\"_s},
        {"plane 1 and marks", QString::fromUcs4(U"\U0001F468\u200D\U0001F469 a\u0301\u0301")},
        {"a template", u"{{API_KEY}} %1 %n"_s},
    };
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void doesTheMainJobByKeyboardAlone();
    void doesTheMainJobByMouse();
    void setsEveryTypeAsManager_data();
    void setsEveryTypeAsManager();
    void fixesTheSubjectOfAPlainUser();
    void refusesThePlainUserElsewhere();
    void freesTheSubjectForAManagerOfOneServer();
    void takesANameForAnId();
    void explainsAnUnknownServer();
    void explainsAServerWithoutOverrides();
    void marksTheFieldThatTheServerNames();
    void saysWhoAndWhere();
    void asksForTheAddressWhenNoneIsKnown();
    void signsOut();
    void restoresFromTheKeychain();
    void noticesThatTheCommandLineRemovedTheToken();
    void saysThatTheCommandLineSignedOutWithoutAForm();
    void asksForASignInWhereTheKeychainHoldsNothing();
    void promise8DoesNotAskForASignInBecauseOfTheKeychain_data();
    void promise8DoesNotAskForASignInBecauseOfTheKeychain();
    void asksWhenTheStoredTokenIsRefused();
    void goesOnAfterASignInHasExpired();
    void takesNoCredentialToAnotherControlPlane();
    void saysThatNothingListens();
    void switchesTheAccount();
    void switchesTheProfile();
    void asksAtTheFixedControlPlane();
    void stopsASlowRequest();
    void takesHostileValues_data();
    void takesHostileValues();
    void takesHostileValuesEverywhereAtOnce_data();
    void takesHostileValuesEverywhereAtOnce();
    void promise14ShowsEveryPauseAndStopsInIt();
};

void TestMainWindow::doesTheMainJobByKeyboardAlone()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::press(Qt::Key_M, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"MCP server"_s));
    find::type(jira);
    find::press(Qt::Key_Tab); // the subject's type stays
    find::press(Qt::Key_Tab);
    find::type(u"user-5"_s);
    find::press(Qt::Key_Tab); // and so does the credential's
    find::press(Qt::Key_Tab);
    find::type(secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QVERIFY2(bench.status().contains(u"user-5: authenticated by this override"_s),
             qPrintable(bench.status()));
    QCOMPARE(bench.typeThatStands(jira, user(u"user-5"_s)), u"header"_s);
    QCOMPARE(bench.line(u"Header value"_s).text(), QString());
    QCOMPARE(vault.storedCount(), 1);
    QCOMPARE(find::openDialogs(), 0);
}

void TestMainWindow::doesTheMainJobByMouse()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    bench.window.begin(sandbox.address());
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    QLineEdit *token = find::line(*dialog, u"Access token"_s);
    find::click(*token);
    find::paste(*token, managerToken);
    find::click(*find::button(*dialog, u"Sign in"_s));
    QTRY_VERIFY(bench.session.isSignedIn());
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));

    bench.click(u"New override\u2026"_s);
    QVERIFY(chooseByMouse(*find::choice(bench.window, u"Subject type"_s), u"Virtual account"_s));
    QVERIFY(chooseByMouse(*find::choice(bench.window, u"Credential type"_s), oauthType));
    const QList<std::pair<QString, QString>> texts{{u"MCP server"_s, notion},
                                                   {u"Subject"_s, u"va-ci-runner"_s},
                                                   {u"Client ID"_s, u"client-1"_s},
                                                   {u"Client secret"_s, secret}};
    for (const auto &[name, text] : texts) {
        find::click(bench.line(name));
        QCOMPARE(QApplication::focusWidget(), &bench.line(name));
        find::paste(bench.line(name), text);
    }
    bench.click(u"Set override"_s);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QCOMPARE(bench.typeThatStands(notion, {u"va-ci-runner"_s, u"virtualaccount"_s}),
             u"oauth2_client_credentials"_s);
    QCOMPARE(bench.line(u"Client secret"_s).text(), QString());
    QCOMPARE(bench.line(u"Client ID"_s).text(), u"client-1"_s);
}

void TestMainWindow::setsEveryTypeAsManager_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QStringList>("fieldNames");
    QTest::addColumn<QString>("type");
    const Subject account{u"va-ci-runner"_s, u"virtualaccount"_s};
    const QStringList header{u"Header value"_s};
    const QStringList env{u"API key"_s};
    QTest::newRow("a header for a user")
        << jira << user(u"user-3"_s) << headerType << header << u"header"_s;
    QTest::newRow("a header for a virtual account")
        << jira << account << headerType << header << u"header"_s;
    QTest::newRow("a header on a server whose id has to be encoded")
        << oddId << user(u"user-3"_s) << headerType << header << u"header"_s;
    QTest::newRow("OAuth2 client credentials for a virtual account")
        << notion << account << oauthType << QStringList{u"Client ID"_s, u"Client secret"_s}
        << u"oauth2_client_credentials"_s;
    QTest::newRow("an environment variable for a user")
        << postgres << user(u"user-3"_s) << envType << env << u"env"_s;
    QTest::newRow("an environment variable for a virtual account")
        << postgres << account << envType << env << u"env"_s;
}

void TestMainWindow::setsEveryTypeAsManager()
{
    QFETCH(const QString, server);
    QFETCH(const Subject, subject);
    QFETCH(const QString, label);
    QFETCH(const QStringList, fieldNames);
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"MCP server"_s), server);
    bench.choose(u"Subject type"_s, subjectTypeLabel(subject.type));
    find::paste(bench.line(u"Subject"_s), subject.id);
    bench.choose(u"Credential type"_s, label);
    for (const QString &name : fieldNames)
        find::paste(bench.line(name), u"value\u00E9-of-it"_s);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QTEST(bench.typeThatStands(server, subject), "type");

    // Once more: it replaces the one that stands.
    find::paste(bench.line(fieldNames.constLast()), u"another"_s);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!bench.change.isRunning() && bench.isSaved());
}

void TestMainWindow::fixesTheSubjectOfAPlainUser()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), userToken));
    QLabel *subject = find::label(bench.window, u"Subject"_s);
    QVERIFY(subject);
    QVERIFY2(subject->text().contains(u"user-17"_s), qPrintable(subject->text()));
    QVERIFY(!find::line(bench.window, u"Subject"_s));
    QVERIFY(!find::choice(bench.window, u"Subject type"_s));
    find::paste(bench.line(u"MCP server"_s), jira);
    find::paste(bench.line(u"Header value"_s), secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QCOMPARE(bench.typeThatStands(jira, user(u"user-17"_s)), u"header"_s);
    QVERIFY2(bench.status().contains(u"user-17"_s), qPrintable(bench.status()));
}

void TestMainWindow::refusesThePlainUserElsewhere()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), userToken));
    find::paste(bench.line(u"MCP server"_s), u"mcp-01hx0payroll"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Not permitted"_s);
    QVERIFY(dialog);
    QVERIFY2(
        find::visibleText(*dialog).contains(
            u"Your account may not use \u201Cmcp-01hx0payroll\u201D. Ask one of its managers."_s),
        qPrintable(find::visibleText(*dialog)));
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
}

void TestMainWindow::freesTheSubjectForAManagerOfOneServer()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), SandboxControlPlane::serverManagerToken()));
    find::paste(bench.line(u"MCP server"_s), github);
    QTRY_VERIFY(find::line(bench.window, u"Subject"_s));
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QCOMPARE(bench.typeThatStands(github, user(u"user-3"_s)), u"header"_s);
    // Elsewhere the subject is a fact again, and back here it is what was typed.
    find::paste(bench.line(u"MCP server"_s), jira);
    QTRY_VERIFY(find::label(bench.window, u"Subject"_s));
    find::paste(bench.line(u"MCP server"_s), github);
    QTRY_VERIFY(find::line(bench.window, u"Subject"_s));
    QCOMPARE(bench.line(u"Subject"_s).text(), u"user-3"_s);
}

void TestMainWindow::takesANameForAnId()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"MCP server"_s), u"jira-cloud"_s);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Server or subject not found"_s);
    QVERIFY(dialog);
    QVERIFY2(
        find::visibleText(*dialog).contains(u"\u201Cjira-cloud\u201D is the name of an MCP server. "
                                            "Its ID is \u201Cmcp-01hx0jira\u201D."_s),
        qPrintable(find::visibleText(*dialog)));
    find::click(*find::button(*dialog, u"Use this ID"_s));
    // Another target: nothing is sent before a person has looked, and typed the credential again.
    QTRY_COMPARE(bench.line(u"MCP server"_s).text(), jira);
    QVERIFY(!bench.change.isRunning());
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QCOMPARE(bench.typeThatStands(jira, user(u"user-3"_s)), u"header"_s);
}

void TestMainWindow::explainsAnUnknownServer()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"MCP server"_s), u"mcp-none"_s);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Server or subject not found"_s);
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(u"no MCP server with the ID "
                                                "\u201Cmcp-none\u201D"_s));
    dialog->close();
    QTRY_COMPARE(find::openDialogs(), 0);
    // The e-mail address is not the id.
    QVERIFY(find::activate(bench.window));
    find::paste(bench.line(u"MCP server"_s), jira);
    find::paste(bench.line(u"Subject"_s), u"user-3@example.com"_s);
    bench.click(u"Set override"_s);
    dialog = find::dialog(u"Server or subject not found"_s);
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(u"no subject with the ID "
                                                "\u201Cuser-3@example.com\u201D"_s));
    QCOMPARE(find::descriptionOf(bench.line(u"Subject"_s)), describe(FieldProblem(Refusal{})));
}

void TestMainWindow::explainsAServerWithoutOverrides()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"MCP server"_s), u"mcp-01hx0docs"_s);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Overrides not supported"_s);
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(u"\u201Cmcp-01hx0docs\u201D"_s));
}

void TestMainWindow::marksTheFieldThatTheServerNames()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    // Client credentials are for virtual accounts alone, as only the control plane knows.
    bench.choose(u"Credential type"_s, oauthType); // before anything tells that it does not suit
    find::paste(bench.line(u"Client ID"_s), u"client"_s);
    find::paste(bench.line(u"Client secret"_s), secret);
    find::paste(bench.line(u"MCP server"_s), notion);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Override not accepted"_s);
    QVERIFY(dialog);
    find::click(*find::button(*dialog, u"Review fields"_s));
    QVERIFY(find::activate(bench.window));
    QTRY_COMPARE(QApplication::focusWidget(), find::choice(bench.window, u"Subject type"_s));
    QCOMPARE(find::descriptionOf(*find::choice(bench.window, u"Subject type"_s)),
             describe(FieldProblem(Refusal{})));
}

void TestMainWindow::saysWhoAndWhere()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QAbstractButton *account = find::button(bench.window, u"Account"_s);
    QVERIFY(account);
    QCOMPARE(find::descriptionOf(*account), u"Sign in\u2026\nNot signed in"_s);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    const QString text = find::visibleText(bench.window);
    QVERIFY2(text.contains(sandbox.address().displayName()), qPrintable(text));
    QVERIFY2(account->text().contains(u"Manager"_s), qPrintable(account->text()));
    // The sandbox's tokens end in 2100.
    QVERIFY2(text.contains(u"Token in the keychain, expires "_s), qPrintable(text));
    QVERIFY(!text.contains(managerToken));
}

void TestMainWindow::asksForTheAddressWhenNoneIsKnown()
{
    FakeTokenVault vault;
    Bench bench(vault);
    bench.window.begin({});
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    QCOMPARE(QApplication::focusWidget(), find::line(*dialog, u"Control plane"_s));
}

void TestMainWindow::signsOut()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.choose(u"Credential type"_s, oauthType); // before anything tells that it does not suit
    find::paste(bench.line(u"Client ID"_s), u"client"_s);
    find::paste(bench.line(u"Client secret"_s), secret);
    find::paste(bench.line(u"MCP server"_s), jira);
    bench.click(u"Show Client secret"_s);

    QAbstractButton *account = find::button(bench.window, u"Account"_s);
    chooseFromAccountMenu(bench.window, u"Sign out"_s);
    QTRY_VERIFY(!bench.session.isSignedIn());

    QTRY_COMPARE(vault.storedCount(), 0);
    QVERIFY2(bench.status().startsWith(u"Signed out"_s), qPrintable(bench.status()));
    QCOMPARE(find::descriptionOf(*account), u"Sign in\u2026\nNot signed in"_s);
    // The secrets of every type are gone; the rest can be used by whoever comes next.
    QCOMPARE(bench.line(u"Client secret"_s).text(), QString());
    QCOMPARE(bench.line(u"Client secret"_s).echoMode(), QLineEdit::Password);
    bench.choose(u"Credential type"_s, headerType);
    QCOMPARE(bench.line(u"Header value"_s).text(), QString());
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    // The account's button and the one that saves both ask to sign in, one press each.
    find::click(*account);
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QCOMPARE(find::line(*dialog, u"Control plane"_s)->text(), sandbox.address().text());
    QCOMPARE(find::line(*dialog, u"Access token"_s)->text(), QString());
}

void TestMainWindow::restoresFromTheKeychain()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    const OwnSettings settings;
    {
        Bench first(vault);
        first.profiles.open({});
        QVERIFY(first.signIn(sandbox.address(), managerToken));
    }
    Bench second(vault);
    second.profiles.open({});
    second.window.begin({});
    QTRY_VERIFY(second.session.isSignedIn());
    QCOMPARE(find::openDialogs(), 0);
    QVERIFY(find::button(second.window, u"Account"_s)->text().contains(u"Manager"_s));
    QCOMPARE(second.session.storage(), TokenStorage::Keychain);
    second.openForm();
    find::paste(second.line(u"MCP server"_s), jira);
    find::paste(second.line(u"Subject"_s), u"user-3"_s);
    find::paste(second.line(u"Header value"_s), secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(second.isSaved(), qPrintable(second.status()));
}

void TestMainWindow::noticesThatTheCommandLineRemovedTheToken()
{
    const Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    const OwnSettings settings;
    Bench bench(vault);
    bench.profiles.open({});
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    QVERIFY(find::visibleText(bench.window).contains(u"Token in the keychain"_s));
    bench.fillIn();
    QWidget terminal;
    QVERIFY(find::activate(terminal));
    Profile profile = loadProfiles().constFirst(); // as "logout" leaves it
    QVERIFY(profile.isSignedIn);
    profile.isSignedIn = false;
    QVERIFY(saveProfile(profile));

    QVERIFY(find::activate(bench.window));
    QTRY_VERIFY(!bench.session.isSignedIn());
    QCOMPARE(bench.status(), u"Signed out by the command line. Sign in again to continue. What you "
                             "typed is kept."_s);
    QVERIFY(!find::visibleText(bench.window).contains(u"Token in the keychain"_s));
    QVERIFY(find::visibleText(bench.window).contains(u"&Sign in\u2026"_s));
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QCOMPARE(bench.line(u"Header value"_s).text(), secret);
    QCOMPARE(find::openDialogs(), 0);
}

void TestMainWindow::saysThatTheCommandLineSignedOutWithoutAForm()
{
    const Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    const OwnSettings settings;
    Bench bench(vault);
    bench.profiles.open({});
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    Profile profile = loadProfiles().constFirst();
    profile.isSignedIn = false;
    QVERIFY(saveProfile(profile));
    // The window stays active: the menu reads the profiles, too.
    QMenu *menu = find::openMenu(bench.window, u"Account"_s);
    QVERIFY(menu);
    QTRY_VERIFY(!bench.session.isSignedIn());
    menu->close();
    QVERIFY(bench.status().startsWith(u"Signed out by the command line."_s));
}

void TestMainWindow::asksForASignInWhereTheKeychainHoldsNothing()
{
    Sandbox sandbox;
    FakeTokenVault vault;
    vault.read.add({VaultState::NotFound, {}, {}});
    const OwnSettings settings;
    QVERIFY(saveProfile(adminProfile(sandbox.address())));
    Bench bench(vault);
    bench.profiles.open({});
    bench.window.begin({});
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QCOMPARE(find::line(*dialog, u"Control plane"_s)->text(), sandbox.address().text());
    QVERIFY(!bench.status().startsWith(u"Signing in"_s));
}

void TestMainWindow::promise8DoesNotAskForASignInBecauseOfTheKeychain_data()
{
    QTest::addColumn<VaultAnswer>("answer");
    QTest::newRow("locked") << VaultAnswer{VaultState::Locked, {}, {}};
    QTest::newRow("refused") << VaultAnswer{VaultState::Denied, {}, {}};
    QTest::newRow("none there") << VaultAnswer{VaultState::Unavailable, {}, {}};
    QTest::newRow("silent") << VaultAnswer{VaultState::TimedOut, {}, {}};
    QTest::newRow("failing") << VaultAnswer{VaultState::Failed, {}, u"<b>"_s};
}

void TestMainWindow::promise8DoesNotAskForASignInBecauseOfTheKeychain()
{
    QFETCH(const VaultAnswer, answer);
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    vault.store({sandbox.address(), u"admin"_s}, managerToken);
    vault.read.add(answer);
    const OwnSettings settings;
    QVERIFY(saveProfile(adminProfile(sandbox.address())));
    Bench bench(vault);
    bench.profiles.open({});
    bench.window.begin({});
    const Explanation explanation = explain(answer);
    QDialog *dialog = find::dialog(explanation.title);
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(explanation.text));
    QCOMPARE(find::labelsThatReadHtml(*dialog), QStringList());
    QCOMPARE(find::openDialogs(), 1); // and so none for a sign-in
    QVERIFY(!find::visibleText(bench.window).contains(u"Not signed in"_s));
    QTRY_VERIFY2(find::visibleText(bench.window).contains(explanation.title),
                 qPrintable(find::visibleText(bench.window)));
    QVERIFY(loadProfiles().constFirst().isSignedIn);
    QVERIFY(!bench.status().startsWith(u"Signing in"_s));

    // Once the trouble is over the token is there as it was.
    QVERIFY(find::activate(*dialog));
    find::click(*find::button(*dialog, u"Try again"_s));
    QTRY_VERIFY(bench.session.isSignedIn());
    QTRY_COMPARE(find::openDialogs(), 0);
}

void TestMainWindow::asksWhenTheStoredTokenIsRefused()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    vault.store({sandbox.address(), u"admin"_s}, u"an-old-token"_s);
    const OwnSettings settings;
    QVERIFY(saveProfile(adminProfile(sandbox.address())));
    Bench bench(vault);
    bench.profiles.open({});
    bench.window.begin({});
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QVERIFY2(find::visibleText(*dialog).contains(u"Sign-in expired"_s),
             qPrintable(find::visibleText(*dialog)));
    QVERIFY(find::activate(*dialog));
    find::paste(*find::line(*dialog, u"Access token"_s), managerToken);
    find::press(Qt::Key_Return);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(vault.stored({sandbox.address(), u"admin"_s}), managerToken);
}

void TestMainWindow::goesOnAfterASignInHasExpired()
{
    SandboxOptions expired;
    expired.answer = 401; // to everything but the session call
    auto first = std::make_unique<Sandbox>(expired);
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(first->address(), managerToken));
    bench.fillIn();
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QDialog *dialog = find::dialog(u"Sign-in expired"_s);
    QVERIFY(dialog);
    SandboxOptions working;
    working.port = static_cast<quint16>(first->address().endpoint("/").port());
    first.reset();
    const Sandbox second(working); // the same control plane, as far as anybody can tell
    find::click(*find::button(*dialog, u"Sign in\u2026"_s));
    QVERIFY(bench.takeToken({}));
    // Everything is still there: one press is enough.
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
    QCOMPARE(bench.typeThatStands(jira, user(u"user-3"_s)), u"header"_s);
}

void TestMainWindow::takesNoCredentialToAnotherControlPlane()
{
    const Sandbox first;
    const Sandbox second;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(first.address(), managerToken));
    bench.fillIn();
    chooseFromAccountMenu(bench.window, u"Sign in to another control plane\u2026"_s);
    QVERIFY(bench.takeToken(second.address().text()));
    QTRY_COMPARE(bench.line(u"Header value"_s).text(), QString());
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QVERIFY2(bench.status().contains(u"was for another control plane"_s),
             qPrintable(bench.status()));
}

void TestMainWindow::saysThatNothingListens()
{
    ControlPlaneAddress gone = addressOf(u"http://127.0.0.1:1"_s);
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    {
        Sandbox sandbox;
        gone = sandbox.address();
        QVERIFY(bench.signIn(gone, managerToken));
    }
    find::paste(bench.line(u"MCP server"_s), jira);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QDialog *dialog = find::dialog(u"Control plane not reached"_s);
    QVERIFY(dialog);
    QVERIFY2(find::visibleText(*dialog).contains(u"Nothing was sent."_s),
             qPrintable(find::visibleText(*dialog)));
    QVERIFY2(find::visibleText(*dialog).contains(u"127.0.0.1"_s),
             qPrintable(find::visibleText(*dialog)));
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
}

void TestMainWindow::switchesTheAccount()
{
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    chooseFromAccountMenu(bench.window, u"Sign in to another control plane\u2026"_s);
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    find::paste(*find::line(*dialog, u"Access token"_s), userToken);
    find::press(Qt::Key_Return);
    QTRY_VERIFY(find::label(bench.window, u"Subject"_s));
    QVERIFY(find::label(bench.window, u"Subject"_s)->text().contains(u"user-17"_s));
    QVERIFY(find::button(bench.window, u"Account"_s)->text().contains(u"Self-service"_s));
    QCOMPARE(vault.storedCount(), 2); // one entry for each account
}

void TestMainWindow::switchesTheProfile()
{
    Sandbox first;
    Sandbox second;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(first.address(), managerToken));
    const QString firstId = bench.profiles.current()->id;
    QVERIFY(bench.profiles.list().size() == 1);
    bench.session.leave();
    QVERIFY(bench.signIn(second.address(), managerToken));
    find::paste(bench.line(u"MCP server"_s), jira);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.profiles.switchTo(firstId);
    QTRY_VERIFY(bench.session.isSignedIn());
    QVERIFY(bench.session.account().address == first.address());
    QVERIFY(find::visibleText(bench.window).contains(first.address().displayName()));
    QCOMPARE(bench.status(), QString());
    QCOMPARE(find::openDialogs(), 0);
    // A secret that was typed for one control plane is not sent to another.
    QCOMPARE(bench.line(u"Header value"_s).text(), QString());
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QCOMPARE(vault.storedCount(), 2);
}

void TestMainWindow::asksAtTheFixedControlPlane()
{
    FakeTokenVault vault;
    const OwnSettings settings;
    Bench bench(vault);
    Preset preset;
    preset.controlPlane = addressOf(u"https://cp.example.com"_s);
    bench.profiles.open(preset);
    bench.window.begin({});
    QDialog *dialog = find::signInDialog();
    QVERIFY(dialog);
    QVERIFY(!find::line(*dialog, u"Control plane"_s));
    QCOMPARE(find::label(*dialog, u"Control plane"_s)->text(), u"https://cp.example.com"_s);
}

void TestMainWindow::stopsASlowRequest()
{
    SandboxOptions slow;
    slow.latency = std::chrono::milliseconds(300);
    Sandbox sandbox(slow);
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    find::paste(bench.line(u"MCP server"_s), jira);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(bench.change.phase(), OverrideChange::Phase::Sending);
    bench.click(u"Cancel"_s);
    QVERIFY(!bench.change.isRunning());
    QVERIFY2(bench.status().contains(u"unknown"_s), qPrintable(bench.status()));
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
    // Doing it again is safe.
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.isSaved(), qPrintable(bench.status()));
}

void TestMainWindow::takesHostileValues_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const QList<std::pair<QString, QString>> targets{
        {headerType, u"MCP server"_s},   {headerType, u"Subject"_s},
        {headerType, u"Header value"_s}, {oauthType, u"Client ID"_s},
        {oauthType, u"Client secret"_s}, {envType, u"API key"_s}};
    for (const auto &[type, field] : targets) {
        for (const Hostile &hostile : hostileValues())
            QTest::addRow("%s in %s", hostile.name, qPrintable(field))
                << type << field << hostile.value;
    }
}

void TestMainWindow::takesHostileValues()
{
    QFETCH(const QString, type);
    QFETCH(const QString, field);
    QFETCH(const QString, value);
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    const bool isOAuth = type == oauthType;
    bench.choose(u"Credential type"_s, type);
    QHash<QString, QString> values{
        {u"MCP server"_s, isOAuth ? notion : (type == envType ? postgres : jira)},
        {u"Subject"_s, isOAuth ? u"va-ci-runner"_s : u"user-3"_s}};
    for (const QString &name :
         {u"Header value"_s, u"Client ID"_s, u"Client secret"_s, u"API key"_s}) {
        if (find::line(bench.window, name))
            values.insert(name, u"sound"_s);
    }
    if (isOAuth)
        bench.choose(u"Subject type"_s, u"Virtual account"_s);
    values[field] = value;
    for (auto one = values.cbegin(); one != values.cend(); ++one)
        bench.line(one.key()).setText(one.value());
    const QHash<QString, QString> told = [&] {
        QHash<QString, QString> texts;
        for (const QString &name : bench.form.fieldNames())
            texts.insert(name, bench.form.text(name));
        return texts;
    }();
    QVERIFY(std::find(told.cbegin(), told.cend(), value) != told.cend()); // exactly as it was

    QVERIFY(find::activate(bench.window));
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!bench.change.isRunning() &&
                (!bench.status().isEmpty() || find::openDialogs() > 0));
    // Saved, or a clear message: a dialog, or a mark at that very field with a status.
    if (!bench.isSaved()) {
        if (find::openDialogs() == 0) {
            QVERIFY(!find::descriptionOf(bench.line(field)).isEmpty());
            QVERIFY(!bench.status().isEmpty());
        }
        for (auto one = told.cbegin(); one != told.cend(); ++one)
            QVERIFY(bench.form.text(one.key()) == one.value()); // nothing is lost
    }
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (!window->isVisible())
            continue;
        QCOMPARE(find::labelsThatReadHtml(*window), QStringList());
        QVERIFY(find::visibleText(*window).size() < 10'000);
    }
}

void TestMainWindow::takesHostileValuesEverywhereAtOnce_data()
{
    QTest::addColumn<QString>("value");
    for (const Hostile &hostile : hostileValues())
        QTest::newRow(hostile.name) << hostile.value;
}

void TestMainWindow::takesHostileValuesEverywhereAtOnce()
{
    QFETCH(const QString, value);
    Sandbox sandbox;
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(sandbox.address(), managerToken));
    for (const QString &type : {headerType, oauthType, envType}) {
        bench.choose(u"Credential type"_s, type);
        for (QLineEdit *line : find::all<QLineEdit>(bench.window))
            line->setText(value);
        for (QAbstractButton *button : find::all<QToolButton>(bench.window)) {
            if (button->isCheckable())
                button->click(); // revealed
        }
        QVERIFY(!bench.window.grab().isNull());
        find::press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!bench.change.isRunning() &&
                    (!bench.status().isEmpty() || find::openDialogs() > 0));
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QDialog *>(window))
                dialog->close();
        }
        QTRY_COMPARE(find::openDialogs(), 0);
        QVERIFY(find::activate(bench.window));
        QVERIFY(bench.form.text(fields::server) == value);
        QVERIFY(bench.form.text(fields::subject) == value);
    }
}

void TestMainWindow::promise14ShowsEveryPauseAndStopsInIt()
{
    ScriptedServer server([](const ReceivedRequest &request) -> Script {
        if (request.line().startsWith("PUT"))
            return {httpAnswer("503 Not now", {}, "Retry-After: 1\r\n")};
        if (request.target().endsWith("/session"))
            return {httpAnswer("200 OK", R"({"user":{"roles":["tenant-admin"],"subject":)"
                                         R"({"subjectId":"admin","subjectType":"user"}}})")};
        return {httpAnswer("200 OK", R"({"data":[],"pagination":{"total":0}})")};
    });
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    Bench bench(vault);
    QVERIFY(bench.signIn(server.address(), managerToken));
    bench.form.setText(fields::server, jira);
    bench.form.setText(fields::subject, u"user-17"_s);
    bench.choose(u"Credential type"_s, headerType);
    find::paste(bench.line(u"Header value"_s), secret);

    const QString waiting =
        u"The control plane responded with status 503. Attempt 2 of 3 begins in 1."_s;
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(find::visibleText(bench.window).contains(waiting));
    bench.click(u"Cancel"_s);
    QVERIFY(!find::visibleText(bench.window).contains(waiting));
    QVERIFY2(bench.status().startsWith(u"Stopped."_s), qPrintable(bench.status()));
    QCOMPARE(server.bytes().count("PUT /"), 1);

    // Another one goes through all its pauses, and the first one has sent nothing meanwhile.
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(find::openDialogs(), 1, 60'000);
    QVERIFY(find::visibleText(*QApplication::activeModalWidget()).contains(u"attempts: 3"_s));
    QCOMPARE(server.bytes().count("PUT /"), 1 + 3);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestMainWindow)
#include "tst_mainwindow.moc"
