// SPDX-License-Identifier: Apache-2.0
// The form with what is known about its target, on fakes.
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/windowbench.h"
#include "ui/formrows.h"
#include "ui/overridepanel.h"
#include "ui/valueedit.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QSignalSpy>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = ServerAuth::Kind;
using Rows = QList<OverrideRow>;

const Caller manager{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};
const Caller plainUser{
    {u"user-17"_s, u"user"_s}, u"user-17@example.com"_s, u"example"_s, Role::NotManager};
const Subject user5{u"user-5"_s, u"user"_s};
const QString headerField = u"/authOverride/headerValue"_s;
const QString secret = u"sk-0123456789-end3f2a"_s;
const QString dots(4, u'\u2022');

OverrideRow rowBy(const QString &setter)
{
    return {user5,
            u"header"_s,
            QDateTime(QDate(2026, 11, 12), QTime(14, 2)),
            {setter, u"user"_s},
            setter + u"@example.com"_s};
}

struct Fakes {
    Fakes() { controlPlane.hasEmptyDirectories = true; }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
};

/// A signed-in window with server and subject in it.
struct Bench : Fakes, WindowBench {
    explicit Bench(const Caller &caller = manager)
        : WindowBench(Fakes::controlPlane, Fakes::vault, neverStill)
    {
        controlPlane.caller.add(caller);
        session.signIn({addressOf(u"https://cp.example.com"_s), u"own-token-0123"_s},
                       TokenStorage::ThisSessionOnly);
        if (!QTest::qWaitFor([this] { return session.isSignedIn(); }))
            qFatal("Not signed in");
        openForm();
        form.setText(fields::server, u"mcp-1"_s);
        form.setText(fields::subject, user5.id);
    }

    QLineEdit &line(const QString &name)
    {
        QLineEdit *found = find::line(window, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }
    /// What is said under a field, beside what the field is for.
    QString told(QWidget &control)
    {
        const QString description = find::descriptionOf(control);
        return description == control.toolTip() ? QString() : description;
    }
    QComboBox &types() { return *find::choice(window, u"Credential type"_s); }
    OverridePanel &panel() { return *window.findChild<OverridePanel *>(); }

    void click(const QString &name)
    {
        QAbstractButton *button = find::button(window, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }

    /// The control plane tells about what stands in the form.
    void tell(const Fetched<ServerEntry> &server, const Fetched<Rows> &rows = Rows(),
              const Fetched<EffectiveAuth> &auth = EffectiveAuth{
                  EffectiveAuth::Status::NotRequired, EffectiveAuth::Method::None, {}})
    {
        controlPlane.server.add(server);
        controlPlane.effectiveAuth.add(auth);
        controlPlane.overrides.add(rows);
        facts.refresh();
        if (!QTest::qWaitFor([this] { return controlPlane.liveJobs() == 0; }))
            qFatal("The facts are not told");
    }
    void tell(const ServerAuth &auth)
    {
        tell(ServerEntry{u"mcp-1"_s, u"jira-cloud"_s, {}, true, auth});
    }

    bool shows(const QString &text) { return find::visibleText(window).contains(text); }
};

const ServerAuth templated{Kind::Header, u"Authorization"_s, u"Bearer {{API_KEY}}"_s, u"API_KEY"_s};

} // namespace

class TestOverridePanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatTheServerTakes();
    void warnsAtOnceOfAServerThatTakesNone();
    void saysQuietlyWhatIsNotTold();
    void offersTheIdOfAName();
    void forgetsWithTheServer();
    void showsWhatIsReplaced();
    void cannotChooseWhatDoesNotFit();
    void showsTheReasonInTheListOnly();
    void keepsWhatWasTypedAndWarns();
    void showsAHeaderAsSent();
    void fixesWhatWasPasted();
    void leavesTypingAlone();
    void reachesTheOfferByTab();
    void changesNothingWhileItIsSent();
    void warnsOfTheOwnToken();
    void asksBeforeReplacingWhatSomebodyElseHasSet();
    void promise6AsksBeforeAMaskIsSent_data();
    void promise6AsksBeforeAMaskIsSent();
    void promise6SendsAMaskOnlyWhenToldSo();
    void asksBeforeAnIssueIsSent_data();
    void asksBeforeAnIssueIsSent();
    void cleansUpAndSets();
    void ownTokenNeedsATick();
    void promise6ASecretThatNobodyTouchedIsNotSent();
    void replacesAnyway();
    void replacesWhatWasShownWithoutAQuestion();
    void cancelSaysThatNothingWasSent();
    void keepsItsButtonsSmallAfterASignOut();
    void tellsWhatWasSaved();
    void forgetsACredentialForAnotherTarget_data();
    void forgetsACredentialForAnotherTarget();
    void keepsACredentialForTheSameTarget();
    void isNotFilledInWhileItIsSent();
    void keepsAFixedSubject();
    void showsANote();
    void givesItsLinesForPickers();
    void clipsNothing_data();
    void clipsNothing();
};

void TestOverridePanel::showsWhatTheServerTakes()
{
    Bench bench;
    bench.tell(templated);
    const QString line =
        u"jira-cloud \u00B7 expects a header value, template \u201CBearer {{API_KEY}}\u201D"_s;
    QVERIFY(bench.shows(line));
    QCOMPARE(find::descriptionOf(bench.line(u"MCP server"_s)), line);
}

void TestOverridePanel::warnsAtOnceOfAServerThatTakesNone()
{
    Bench bench;
    bench.tell(ServerEntry{u"mcp-1"_s, u"docs-search"_s, {}, false, templated});
    QVERIFY(find::descriptionOf(bench.line(u"MCP server"_s))
                .startsWith(u"\u201Cdocs-search\u201D does not support overrides."_s));
    QVERIFY(!find::visibleText(bench.window).contains(u"According to its configuration"_s)); // once
    QCOMPARE(bench.types().currentText().section(u' ', 0, 0), u"Header"_s);
}

void TestOverridePanel::saysQuietlyWhatIsNotTold()
{
    Bench bench;
    const Failure refused = NotPermitted{};
    bench.tell(refused, refused, refused);
    QVERIFY(bench.shows(u"The credential types this server supports are unknown"_s));
    QVERIFY(bench.shows(u"The current authentication is unknown."_s));
    QVERIFY(bench.shows(u"It is unknown whether an override exists."_s));
    QCOMPARE(find::openDialogs(), 0);
}

void TestOverridePanel::offersTheIdOfAName()
{
    Bench bench;
    bench.facts.setServerLookup([](const QString &) {
        return std::optional(ServerEntry{u"mcp-7"_s, u"jira-cloud"_s, {}, true, templated});
    });
    bench.form.setText(fields::server, u"jira-cloud"_s);
    bench.click(u"Use the ID"_s);
    QCOMPARE(bench.form.text(fields::server), u"mcp-7"_s);
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"MCP server"_s));
    QVERIFY(!find::button(bench.window, u"Use the ID"_s));
    QVERIFY(bench.shows(u"jira-cloud \u00B7 expects a header value"_s));
}

void TestOverridePanel::forgetsWithTheServer()
{
    Bench bench;
    bench.tell(templated);
    bench.session.signOut();
    QVERIFY(!bench.shows(u"jira-cloud"_s));
    QVERIFY(!bench.shows(u"Now: "_s));
    QVERIFY(bench.shows(u"The ID of the server, not its name."_s));
}

void TestOverridePanel::showsWhatIsReplaced()
{
    Bench bench;
    bench.tell(ServerEntry{u"mcp-1"_s, {}, {}, true, templated}, Rows{rowBy(u"admin-2"_s)});
    QVERIFY(bench.shows(u"Now: no authentication required."_s));
    QVERIFY(bench.shows(u"Replaces the override set by admin-2@example.com on 12 "_s));
    QVERIFY(find::descriptionOf(bench.line(u"Subject"_s)).contains(u"cannot be recovered"_s));
}

void TestOverridePanel::cannotChooseWhatDoesNotFit()
{
    Bench bench;
    bench.tell(ServerAuth{}); // which tells nothing, but for a user there is no OAuth2 client
    QComboBox &types = bench.types();
    types.setFocus();
    find::press(Qt::Key_Home);
    QStringList reached{types.currentText()};
    for (int i = 0; i < 3; ++i) {
        find::press(Qt::Key_Down);
        reached.append(types.currentText());
    }
    reached.removeDuplicates();
    QCOMPARE(reached, (QStringList{u"Header"_s, u"Environment variable"_s}));
    find::choice(bench.window, u"Subject type"_s)->setCurrentIndex(1);
    types.setFocus();
    find::press(Qt::Key_Home);
    find::press(Qt::Key_Down);
    QCOMPARE(types.currentText(), u"OAuth2 client credentials"_s);
}

void TestOverridePanel::showsTheReasonInTheListOnly()
{
    Bench bench;
    bench.tell(ServerAuth{});
    QComboBox &types = bench.types();
    QCOMPARE(types.itemText(1), u"OAuth2 client credentials (for virtual accounts only)"_s);
    QVERIFY(!types.model()->flags(types.model()->index(1, 0)).testFlag(Qt::ItemIsEnabled));
    QVERIFY(types.model()->flags(types.model()->index(0, 0)).testFlag(Qt::ItemIsEnabled));
    types.showPopup();
    QTRY_VERIFY(types.view()->isVisible());
    QVERIFY(types.view()->viewport()->width() >= types.view()->sizeHintForColumn(0)); // whole
    types.hidePopup();
}

void TestOverridePanel::keepsWhatWasTypedAndWarns()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.tell(ServerAuth{Kind::Env, {}, {}, u"API_KEY"_s});
    QCOMPARE(bench.form.text(headerField), secret);
    QCOMPARE(find::descriptionOf(bench.types()),
             u"According to its configuration, this server expects an environment variable."
             ""_s);
    // The facts are inferred: nobody is kept from sending.
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.addSilence();
    bench.click(u"Set override"_s);
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
}

void TestOverridePanel::showsAHeaderAsSent()
{
    Bench bench;
    bench.tell(templated);
    bench.line(u"Header value"_s).setFocus();
    find::type(secret);
    QVERIFY(bench.shows(u"As sent: Authorization: Bearer "_s + dots + u"3f2a"_s));
    // What is spoken holds nothing of it.
    for (QWidget *widget : find::all<QWidget>(bench.window)) {
        for (const QString &spoken : {find::nameOf(*widget), find::descriptionOf(*widget)})
            QVERIFY2(!spoken.contains(u"3f2a"_s), qPrintable(spoken));
    }
    bench.form.setText(headerField, u"Bearer "_s + secret);
    QVERIFY(bench.shows(u"As sent: Authorization: Bearer Bearer "_s));
    bench.click(u"Remove it"_s);
    QCOMPARE(bench.form.text(headerField), secret);
    bench.form.setText(headerField, QString());
    QVERIFY(!bench.shows(u"As sent"_s));
}

void TestOverridePanel::fixesWhatWasPasted()
{
    Bench bench;
    QLineEdit &line = bench.line(u"Header value"_s);
    find::paste(line, u"\""_s + secret + u"\"\n"_s);
    QCOMPARE(bench.form.text(headerField), u"\""_s + secret + u"\"\n"_s); // as it was
    QCOMPARE(bench.told(line), u"Starts or ends with a line break."_s);
    bench.click(u"Remove it"_s);
    QCOMPARE(QApplication::focusWidget(), &line);
    QCOMPARE(bench.told(line), u"The value is enclosed in quotation marks."_s);
    bench.click(u"Remove them"_s);
    QCOMPARE(bench.form.text(headerField), secret);
    QCOMPARE(bench.told(line), QString());
    QCOMPARE(line.echoMode(), QLineEdit::Password);
}

void TestOverridePanel::leavesTypingAlone()
{
    Bench bench;
    QLineEdit &line = bench.line(u"Header value"_s);
    line.setFocus();
    find::type(u"Bearer "_s);
    QCOMPARE(bench.told(line), QString()); // the rest may be on its way
    bench.line(u"Subject"_s).setFocus();
    QCOMPARE(bench.told(line), u"Starts or ends with a space."_s);
    line.setFocus();
    line.end(false);
    find::type(u"x"_s);
    QCOMPARE(bench.told(line), QString());
}

void TestOverridePanel::reachesTheOfferByTab()
{
    Bench bench;
    find::paste(bench.line(u"Header value"_s), secret + u'\n');
    find::press(Qt::Key_Tab); // to "Show"
    find::press(Qt::Key_Tab);
    QCOMPARE(find::nameOf(*QApplication::focusWidget()), u"Remove it"_s);
    QCOMPARE(find::descriptionOf(*QApplication::focusWidget()),
             u"Starts or ends with a line break."_s);
    find::press(Qt::Key_Space);
    QCOMPARE(bench.form.text(headerField), secret);
}

void TestOverridePanel::changesNothingWhileItIsSent()
{
    Bench bench;
    find::paste(bench.line(u"Header value"_s), secret + u'\n');
    bench.controlPlane.overrides.addSilence();
    bench.panel().submit();
    find::click(
        *find::button(*find::dialog(u"Check the value before it is set"_s), u"Set as it is"_s));
    QVERIFY(!find::button(bench.window, u"Remove it"_s)->isEnabled());
    bench.panel().cancel();
    QVERIFY(find::button(bench.window, u"Remove it"_s)->isEnabled());
}

void TestOverridePanel::warnsOfTheOwnToken()
{
    Bench bench;
    find::paste(bench.line(u"Header value"_s), u"own-token-0123"_s);
    QVERIFY(bench.shows(u"This is your own access token, with all of your permissions."_s));
}

void TestOverridePanel::asksBeforeReplacingWhatSomebodyElseHasSet()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.tell(ServerEntry{u"mcp-1"_s, {}, {}, true, templated});
    bench.controlPlane.overrides.add(Rows{rowBy(u"admin-2"_s)});
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Changed meanwhile"_s);
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    QVERIFY(find::button(*dialog, u"Replace anyway"_s));
    find::press(Qt::Key_Return); // the safe answer
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.controlPlane.requests().isEmpty());
    QCOMPARE(bench.form.text(headerField), secret);
    QVERIFY(bench.shows(u"Replaces the override set by admin-2@example.com"_s)); // known by now
}

void TestOverridePanel::promise6AsksBeforeAMaskIsSent_data()
{
    QTest::addColumn<QString>("mask");
    QTest::newRow("bullets") << dots;
    QTest::newRow("a header as it is shown") << u"Bearer "_s + dots + u"3f2a"_s;
    QTest::newRow("asterisks") << u"********"_s;
    QTest::newRow("three asterisks") << u"***"_s;
    QTest::newRow("redacted") << u"<redacted>"_s;
}

void TestOverridePanel::promise6AsksBeforeAMaskIsSent()
{
    QFETCH(const QString, mask);
    Bench bench;
    bench.tell(templated);
    find::paste(bench.line(u"Header value"_s), mask);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Check the value before it is set"_s);
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(u"Header value: Looks like a masked value"_s));
    QVERIFY(!find::button(*dialog, u"Clean up and set"_s));
    QVERIFY(!find::visibleText(*dialog).contains(mask));
    QVERIFY(find::activate(*dialog));
    find::press(Qt::Key_Return); // the safe answer
    QTRY_COMPARE(find::openDialogs(), 0);
    QCOMPARE(bench.window.focusWidget(), &bench.line(u"Header value"_s));
    QVERIFY(bench.controlPlane.requests().isEmpty());
    QCOMPARE(bench.form.text(headerField), mask);
}

void TestOverridePanel::promise6SendsAMaskOnlyWhenToldSo()
{
    Bench bench;
    bench.form.setText(headerField, dots);
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.addSilence();
    bench.click(u"Set override"_s);
    QVERIFY(bench.controlPlane.requests().isEmpty());
    find::click(
        *find::button(*find::dialog(u"Check the value before it is set"_s), u"Set as it is"_s));
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
    QVERIFY(bench.controlPlane.requests().constFirst().body.contains(dots.toUtf8()));
}

void TestOverridePanel::asksBeforeAnIssueIsSent_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("canBeCleaned");
    const auto row = [](const char *name, const QString &value, const char *words, bool isCleaned) {
        QTest::newRow(name) << value << QString::fromLatin1(words) << isCleaned;
    };
    row("a scheme twice and a line break", u"Bearer "_s + secret + u'\n', "two schemes", true);
    row("a line break inside", secret + u'\n' + secret, "Contains line breaks", true);
    row("spaces", u' ' + secret, "ends with a space", true);
    row("quotation marks", u"'"_s + secret + u'\'', "enclosed in quotation marks", true);
    row("a byte order mark", u"\uFEFF"_s + secret, "invisible", true);
    row("the name of the header", u"Authorization: "_s + secret, "name of the header", true);
    row("the placeholder", u"API_KEY"_s, "placeholder", false);
    row("stray braces", secret + u"}}"_s, "template", false);
    row("the own token", u"own-token-0123"_s, "own access token", false);
}

void TestOverridePanel::asksBeforeAnIssueIsSent()
{
    QFETCH(const QString, value);
    QFETCH(const QString, words);
    QFETCH(const bool, canBeCleaned);
    Bench bench;
    bench.tell(templated);
    find::paste(bench.line(u"Header value"_s), value);
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Check the value before it is set"_s);
    QVERIFY(dialog);
    QVERIFY2(find::visibleText(*dialog).contains(words), qPrintable(find::visibleText(*dialog)));
    QVERIFY(!find::visibleText(*dialog).contains(secret));
    QCOMPARE(find::button(*dialog, u"Clean up and set"_s) != nullptr, canBeCleaned);
    QVERIFY(find::activate(*dialog));
    find::press(Qt::Key_Return); // the safe answer
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.controlPlane.requests().isEmpty());
    QCOMPARE(bench.form.text(headerField), value);
}

void TestOverridePanel::cleansUpAndSets()
{
    Bench bench;
    bench.tell(templated);
    bench.form.setText(headerField, u"Bearer "_s + secret + u'\n');
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.addSilence();
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Check the value before it is set"_s);
    QVERIFY(dialog);
    const QString text = find::visibleText(*dialog);
    QVERIFY2(text.contains(u"As it is: Authorization: Bearer Bearer "_s), qPrintable(text));
    QVERIFY2(text.contains(u"Cleaned up: Authorization: Bearer \u2022"_s), qPrintable(text));
    find::click(*find::button(*dialog, u"Clean up and set"_s));
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
    const QByteArray body = bench.controlPlane.requests().constFirst().body;
    QVERIFY(body.contains("\"headerValue\":\"" + secret.toUtf8() + "\""));
}

void TestOverridePanel::ownTokenNeedsATick()
{
    Bench bench;
    bench.tell(templated);
    bench.form.setText(headerField, u"own-token-0123"_s);
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.addSilence();
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Check the value before it is set"_s);
    QVERIFY(dialog);
    QAbstractButton *button = find::button(*dialog, u"Set as it is"_s);
    QVERIFY(!button->isEnabled());
    find::all<QCheckBox>(*dialog).constFirst()->click();
    QVERIFY(button->isEnabled());
    QVERIFY(bench.controlPlane.requests().isEmpty());
    find::click(*button);
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
}

void TestOverridePanel::promise6ASecretThatNobodyTouchedIsNotSent()
{
    Bench bench;
    bench.tell(ServerEntry{u"mcp-1"_s, {}, {}, true, templated}, Rows{rowBy(u"admin-2"_s)});
    bench.click(u"Set override"_s); // of one that stands, whose value nobody can read
    QCOMPARE(bench.status(), u"Nothing was sent. Check the marked fields."_s);
    QVERIFY(bench.controlPlane.requests().isEmpty());
}

void TestOverridePanel::replacesAnyway()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.controlPlane.overrides.add(Rows{rowBy(u"admin-2"_s)});
    bench.click(u"Set override"_s);
    QDialog *dialog = find::dialog(u"Changed meanwhile"_s);
    QVERIFY(dialog);
    bench.controlPlane.overrides.add(Rows{rowBy(u"admin-2"_s)});
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.controlPlane.overrides.add(Rows{rowBy(u"admin"_s)});
    find::click(*find::button(*dialog, u"Replace anyway"_s));
    QTRY_VERIFY(bench.status().startsWith(u"Saved "_s));
    QCOMPARE(bench.controlPlane.requests().size(), 1);
    QVERIFY(bench.controlPlane.requests().constFirst().body.contains(secret.toUtf8()));
}

void TestOverridePanel::replacesWhatWasShownWithoutAQuestion()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.tell(ServerEntry{u"mcp-1"_s, {}, {}, true, templated}, Rows{rowBy(u"admin-2"_s)});
    bench.controlPlane.overrides.add(Rows{rowBy(u"admin-2"_s)});
    bench.controlPlane.setResult.addSilence();
    bench.click(u"Set override"_s);
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
}

void TestOverridePanel::cancelSaysThatNothingWasSent()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.controlPlane.overrides.addSilence();
    bench.click(u"Set override"_s);
    QCOMPARE(bench.status(), u"Checking\u2026"_s);
    bench.click(u"Cancel"_s);
    QCOMPARE(bench.status(), u"Stopped. Nothing was sent."_s);
    QCOMPARE(bench.form.text(headerField), secret);
}

/// The place beside the buttons goes with the session.
void TestOverridePanel::keepsItsButtonsSmallAfterASignOut()
{
    Bench bench;
    bench.window.resize(1200, 700);
    bench.session.signOut();
    QTRY_VERIFY(!bench.session.isSignedIn());
    const QAbstractButton *set = find::button(bench.window, u"Set override"_s);
    QVERIFY(set);
    QTRY_COMPARE(set->width(), set->sizeHint().width());
}

void TestOverridePanel::tellsWhatWasSaved()
{
    Bench bench;
    QList<ChangeReport> saved;
    QObject receiver;
    connect(&bench.panel(), &OverridePanel::saved, &receiver,
            [&saved](const ChangeReport &report) { saved.append(report); });
    bench.form.setText(headerField, secret);
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.controlPlane.overrides.add(Rows{rowBy(u"admin"_s)});
    bench.click(u"Set override"_s);
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(saved.constFirst().row == rowBy(u"admin"_s));
    QVERIFY(bench.shows(u"Replaces the override set by you on "_s)); // from now on
}

void TestOverridePanel::forgetsACredentialForAnotherTarget_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<Subject>("subject");
    QTest::newRow("another server") << u"mcp-2"_s << user5;
    QTest::newRow("another subject") << u"mcp-1"_s << Subject{u"user-6"_s, u"user"_s};
    QTest::newRow("another type of subject")
        << u"mcp-1"_s << Subject{user5.id, u"virtualaccount"_s};
    QTest::newRow("another server, and the subject stays") << u"mcp-2"_s << Subject{};
}

void TestOverridePanel::forgetsACredentialForAnotherTarget()
{
    QFETCH(const QString, server);
    QFETCH(const Subject, subject);
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.form.setText(fields::credentialType, u"env"_s);
    bench.form.setText(u"/authOverride/apiKey"_s, secret);
    QVERIFY(bench.panel().prefill(server, subject, u"header"_s));
    QCOMPARE(bench.form.text(fields::server), server);
    QCOMPARE(bench.form.draft().subject, subject.id.isEmpty() ? user5 : subject);
    QCOMPARE(bench.form.draft().credentialType, u"header"_s);
    QCOMPARE(bench.form.text(headerField), QString());
    bench.form.setText(fields::credentialType, u"env"_s);
    QCOMPARE(bench.form.text(u"/authOverride/apiKey"_s), QString());
    QVERIFY(bench.status().contains(u"cleared"_s));
    QVERIFY(!bench.shows(u"Must not be empty."_s));
}

void TestOverridePanel::keepsACredentialForTheSameTarget()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    QVERIFY(bench.panel().prefill(u"mcp-1"_s, user5, QString()));
    QCOMPARE(bench.form.text(headerField), secret);
    QCOMPARE(bench.status(), QString());
}

void TestOverridePanel::isNotFilledInWhileItIsSent()
{
    Bench bench;
    bench.form.setText(headerField, secret);
    bench.controlPlane.overrides.addSilence();
    bench.panel().submit();
    QVERIFY(!bench.panel().prefill(u"mcp-2"_s, {}, {}));
    QCOMPARE(bench.form.text(fields::server), u"mcp-1"_s);
    QCOMPARE(bench.form.text(headerField), secret);
}

void TestOverridePanel::keepsAFixedSubject()
{
    Bench bench(plainUser);
    bench.form.setCaller(plainUser);
    bench.form.setText(headerField, secret);
    QVERIFY(bench.panel().prefill(u"mcp-1"_s, {u"user-3"_s, u"user"_s}, {}));
    QCOMPARE(bench.form.draft().subject, plainUser.subject);
    QCOMPARE(bench.form.text(headerField), secret); // nothing has changed
}

void TestOverridePanel::showsANote()
{
    Bench bench;
    bench.panel().showNote(u"Filled in from a link."_s);
    QVERIFY(bench.shows(u"Filled in from a link."_s));
    bench.panel().showNote({});
    QVERIFY(!bench.shows(u"Filled in from a link."_s));
}

void TestOverridePanel::givesItsLinesForPickers()
{
    Bench bench;
    const FormRows &rows = bench.panel().rows();
    QCOMPARE(rows.edit(fields::server), &bench.line(u"MCP server"_s));
    QCOMPARE(rows.edit(fields::subject), &bench.line(u"Subject"_s));
    QVERIFY(!rows.edit(fields::credentialType));
    QVERIFY(!rows.edit(u"/none"_s));
}

void TestOverridePanel::clipsNothing_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("roomy") << QSize(640, 560);
    QTest::newRow("narrow") << QSize(420, 640);
    QTest::newRow("narrow and low") << QSize(420, 320);
}

void TestOverridePanel::clipsNothing()
{
    QFETCH(const QSize, size);
    Bench bench;
    bench.window.resize(size);
    bench.tell(ServerEntry{u"mcp-1"_s, u"jira-cloud"_s, {}, true, templated},
               Rows{rowBy(u"the-administrator-of-everything"_s)});
    find::paste(bench.line(u"Header value"_s), u"Bearer "_s + secret + u'\n');
    // What is told makes the form no wider.
    QVERIFY2(bench.panel().minimumSizeHint().width() <= 384,
             qPrintable(QString::number(bench.panel().minimumSizeHint().width())));
    for (QLabel *label : find::all<QLabel>(bench.panel().rows())) {
        // What wraps settles from the inside to the outside.
        QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                     qPrintable(label->text()));
        QVERIFY(label->width() > 0);
        QVERIFY2(label->mapTo(&bench.panel().rows(), QPoint(label->width(), 0)).x() <=
                     bench.panel().rows().width(),
                 qPrintable(label->text()));
    }
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestOverridePanel)
#include "tst_overridepanel.moc"
