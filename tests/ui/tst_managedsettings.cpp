// SPDX-License-Identifier: Apache-2.0
// The window on a computer with managed settings, on the real network and a sandbox.
#include "models/session/profilestore.h"
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/sandbox.h"
#include "ui/profiledialog.h"
#include "ui/serverpane.h"
#include "ui/subjectcard.h"

#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString note = u"Managed settings\u2026"_s;
const QString why = u"Your administrator manages the settings that cannot be changed here."_s;
const QString elsewhere = u"https://other.example.com"_s;

struct Parts {
    OwnSettings settings;
    ControlPlaneClient client;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// The window where these lines are managed; %1 in them is the address of the sandbox.
struct Bench : Sandbox, Parts, WindowBench {
    explicit Bench(const QString &lines)
        : WindowBench(client, vault, neverStill)
    {
        activity.setOff(true);
        const QString managed = u"[preset]\n"_s + lines + u'\n';
        settings.writeSystem(QString(managed).replace(u"%1"_s, address().text()).toUtf8());
        profiles.open(loadPreset());
    }

    /// As a person who manages servers, with the first server chosen and its first row.
    void signInAndChoose()
    {
        session.signIn({address(), SandboxControlPlane::managerToken()}, TokenStorage::Keychain);
        if (!QTest::qWaitFor([this] { return session.isSignedIn() && isListed(); }))
            qFatal("Not signed in");
        auto *list = window.findChild<ServerPane *>()->findChild<QListView *>();
        const auto jira = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole,
                                               u"jira-cloud"_s, 1, Qt::MatchExactly);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(jira.constFirst()).center());
        find::choice(window, u"Show"_s)->setCurrentIndex(1); // subjects without an override
        auto *table = window.findChild<QTableView *>();
        if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }))
            qFatal("No row");
        table->selectRow(0);
    }
    bool isListed() const
    {
        return directory.serversState().phase == ListingState::Phase::Complete &&
               directory.usersState().phase == ListingState::Phase::Complete;
    }

    QDialog &openSignIn()
    {
        window.begin({});
        QDialog *dialog = find::signInDialog();
        if (!dialog || !find::activate(*dialog))
            qFatal("The dialog did not open");
        return *dialog;
    }

    /// What a row's menu offers, separators as "-" or with their text.
    QStringList menuOfRow()
    {
        QMenu menu;
        window.findChild<SubjectCard *>()->fillMenu(menu);
        QStringList lines;
        for (QAction *action : menu.actions())
            lines.append((action->isSeparator() ? u"-"_s : QString()) +
                         action->text().remove(u'&'));
        return lines;
    }
};

} // namespace

class TestManagedSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsNothingWithoutManagedSettings();
    void listsTheManagedSettings();
    void reportsIgnoredSettings();
    void offersWhatIsNotHidden();
    void hidesTheExport();
    void hidesLinksAndCommands_data();
    void hidesLinksAndCommands();
    void usesNoLinkThatArrives();
    void refusesALinkForAnotherControlPlane();
    void proposesAControlPlane();
    void keepsEveryTokenInTheKeychain();
    void promise15TakesNoOtherCaFileThere();
    void promise15OffersNoOwnCaFile();
    void saysWhyInTheProfileOfAProposedControlPlane();
};

void TestManagedSettings::showsNothingWithoutManagedSettings()
{
    Bench bench{QString()};
    QVERIFY(!find::button(bench.window, note));
    QVERIFY(!find::label(bench.window, u"Ignored managed settings"_s));
}

void TestManagedSettings::listsTheManagedSettings()
{
    Bench bench(u"controlPlane=%1\nname=Example <b>production</b>\ncolour=red\nproduction=true\n"
                "caFile=/etc/ssl/example-ca.pem\nactivity=false\nhiddenFeatures=export, links"_s);
    QVERIFY(!find::label(bench.window, u"Ignored managed settings"_s)); // nothing is wrong
    // Reached and opened by keys alone.
    QAbstractButton *button = find::button(bench.window, note);
    QVERIFY(button);
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    button->setFocus();
    find::press(Qt::Key_Space);
    QDialog *dialog = find::dialog(u"Managed settings"_s);
    QVERIFY(dialog && find::activate(*dialog));
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    const QStringList texts = find::visibleTexts(*dialog);
    for (const QString &text : {bench.address().text(), u"No other control plane is allowed."_s,
                                u"Example <b>production</b>"_s, u"Red"_s, u"Production"_s,
                                u"/etc/ssl/example-ca.pem"_s, u"Not recorded on this computer."_s,
                                u"export of tables"_s, u"links that fill in the form"_s})
        QVERIFY2(texts.contains(text), qPrintable(text));
    QCOMPARE(find::labelsThatReadHtml(*dialog), QStringList());
    QLabel *place = find::label(*dialog, u"Set in"_s);
    QVERIFY(place);
    QCOMPARE(find::nameOf(*place), bench.settings.systemFile());
    QVERIFY(place->textInteractionFlags() & Qt::TextSelectableByMouse);
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
}

void TestManagedSettings::reportsIgnoredSettings()
{
    Bench bench(u"hiddenFeatures=exprot\nactivty=false\nname=Mine\ncolour=red\ncaFile=/x"_s);
    const QLabel *fault = find::label(bench.window, u"Ignored managed settings"_s);
    QVERIFY(fault);
    QVERIFY2(fault->text().contains(u"The key \u201Cactivty\u201D is unknown."_s),
             qPrintable(fault->text()));
    QVERIFY(fault->text().contains(u"Further problems: 2."_s));
    find::click(*find::button(bench.window, note));
    QDialog *dialog = find::dialog(u"Managed settings"_s);
    QVERIFY(dialog);
    const QString text = find::visibleText(*dialog);
    for (const QString &sentence :
         {u"The key \u201Cactivty\u201D is unknown."_s,
          u"The feature \u201Cexprot\u201D is unknown."_s,
          u"The key \u201Cname\u201D requires the key \u201CcontrolPlane\u201D."_s,
          u"The key \u201CcaFile\u201D requires the key \u201CcontrolPlane\u201D."_s})
        QVERIFY2(text.contains(sentence), qPrintable(text));
}

void TestManagedSettings::offersWhatIsNotHidden()
{
    Bench bench(u"activity=false"_s);
    bench.signInAndChoose();
    QVERIFY(find::button(bench.window, u"Export\u2026"_s));
    QVERIFY(find::button(bench.window, u"Copy"_s));
    QCOMPARE(bench.menuOfRow().size(), 11);
}

void TestManagedSettings::hidesTheExport()
{
    Bench bench(u"hiddenFeatures=export"_s);
    bench.signInAndChoose();
    QVERIFY(!find::button(bench.window, u"Export\u2026"_s));
    QVERIFY(find::button(bench.window, u"Refresh"_s));
    QVERIFY(find::button(bench.window, u"Copy"_s));
}

void TestManagedSettings::hidesLinksAndCommands_data()
{
    QTest::addColumn<QString>("hidden");
    QTest::addColumn<bool>("hasButton");
    QTest::addColumn<QStringList>("menu");
    const QStringList always{u"Set override\u2026"_s, u"Remove\u2026"_s};
    const QStringList commands{
        u"Set as curl"_s,    u"Set as PowerShell"_s,    u"Set as mcp-override-cli"_s,
        u"Remove as curl"_s, u"Remove as PowerShell"_s, u"Remove as mcp-override-cli"_s};
    QTest::newRow("links") << u"links"_s << true
                           << always + QStringList{u"-Command, without secrets"_s} + commands;
    QTest::newRow("commands") << u"copy-commands"_s << true
                              << always + QStringList{u"-"_s, u"Link for the subject"_s};
    QTest::newRow("both") << u"copy-commands, links"_s << false << always;
}

void TestManagedSettings::hidesLinksAndCommands()
{
    QFETCH(const QString, hidden);
    QFETCH(const bool, hasButton);
    Bench bench(u"hiddenFeatures="_s + hidden);
    bench.signInAndChoose();
    QCOMPARE(find::button(bench.window, u"Copy"_s) != nullptr, hasButton);
    QTEST(bench.menuOfRow(), "menu");
}

void TestManagedSettings::usesNoLinkThatArrives()
{
    Bench bench(u"hiddenFeatures=links"_s);
    bench.window.openLink(u"mcp-override://set?server=mcp-01hx0jira&subject=user-3"_s);
    QDialog *dialog = find::dialog(u"Link not used"_s);
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(
        u"Turned off by your administrator: links that fill in the form."_s));
    QVERIFY(bench.form.isBlank());
}

void TestManagedSettings::refusesALinkForAnotherControlPlane()
{
    Bench bench(u"controlPlane=%1"_s);
    bench.window.openLink(u"mcp-override://set?server=mcp-01hx0jira&control-plane="_s + elsewhere);
    QDialog *dialog = find::dialog(u"Link not used"_s);
    QVERIFY(dialog);
    const QString text = find::visibleText(*dialog);
    QVERIFY2(text.contains(u"is for the control plane \u201Cother.example.com\u201D. Your "
                           "administrator allows only the control plane "_s),
             qPrintable(text));
    QVERIFY(bench.form.isBlank());
}

void TestManagedSettings::proposesAControlPlane()
{
    Bench bench(u"controlPlane=%1\nfixed=false"_s);
    QDialog &dialog = bench.openSignIn();
    QLineEdit *address = find::line(dialog, u"Control plane"_s);
    QVERIFY(address);
    QCOMPARE(address->text(), bench.address().text());
    // One field is left to fill in.
    QCOMPARE(QApplication::focusWidget(), find::line(dialog, u"Access token"_s));
    find::type(SandboxControlPlane::managerToken());
    find::press(Qt::Key_Return);
    QTRY_VERIFY(bench.session.isSignedIn());
    QVERIFY(bench.profiles.current()->address == bench.address());
}

void TestManagedSettings::keepsEveryTokenInTheKeychain()
{
    Bench bench(u"controlPlane=%1\nhiddenFeatures=token-without-keychain"_s);
    bench.vault.write.add(VaultAnswer{VaultState::Unavailable, {}, {}});
    QDialog &dialog = bench.openSignIn();
    QVERIFY(!find::button(dialog, u"Keep the token in the keychain"_s));
    find::type(SandboxControlPlane::managerToken());
    find::press(Qt::Key_Return);
    QTRY_VERIFY(
        find::visibleText(dialog).contains(u"The token is valid, but it was not stored."_s));
    QVERIFY(!find::button(dialog, u"This session only"_s));
    QVERIFY(!bench.session.isSignedIn());
    // With a keychain it goes on.
    find::click(*find::button(dialog, u"Sign in"_s));
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.storage(), TokenStorage::Keychain);
}

void TestManagedSettings::promise15TakesNoOtherCaFileThere()
{
    Bench bench(u"controlPlane=%1\nfixed=false\ncaFile=/etc/ssl/example-ca.pem"_s);
    QDialog &dialog = bench.openSignIn();
    const auto isManaged = [&dialog] {
        const QLabel *fact = find::label(dialog, u"CA file"_s);
        return fact != nullptr && fact->text() == "/etc/ssl/example-ca.pem"_L1 &&
               find::visibleText(dialog).contains(why) &&
               find::line(dialog, u"CA file"_s) == nullptr;
    };
    QVERIFY(isManaged());
    // At another control plane the user chooses, and the managed file is not proposed.
    QLineEdit *address = find::line(dialog, u"Control plane"_s);
    find::paste(*address, elsewhere);
    QAbstractButton *own = find::button(dialog, u"Also trust a CA file"_s);
    QVERIFY(own && own->isEnabled() && !own->isChecked());
    QVERIFY(!find::visibleText(dialog).contains(u"example-ca.pem"_s));
    QVERIFY(!find::visibleText(dialog).contains(why));
    own->setFocus();
    find::press(Qt::Key_Space); // the label is shorter than the box
    QVERIFY(find::line(dialog, u"CA file"_s));
    find::paste(*address, bench.address().text());
    QVERIFY(isManaged());
}

void TestManagedSettings::promise15OffersNoOwnCaFile()
{
    { // one after the other: a dialog is found among all that are open
        Bench bench(u"hiddenFeatures=own-ca-file"_s);
        QVERIFY(!find::button(bench.openSignIn(), u"Also trust a CA file"_s));
    }
    Bench managed(u"controlPlane=%1\ncaFile=/etc/ssl/example-ca.pem\n"
                  "hiddenFeatures=own-ca-file"_s);
    QVERIFY(find::label(managed.openSignIn(), u"CA file"_s));
}

void TestManagedSettings::saysWhyInTheProfileOfAProposedControlPlane()
{
    Bench bench(u"controlPlane=%1\nfixed=false\nname=Example\ncolour=red\n"
                "hiddenFeatures=own-ca-file"_s);
    Profile profile{u"1"_s, u"Mine"_s, ProfileColor::Green, false, bench.address(), {}, false};
    QVERIFY(saveProfile(profile));
    bench.profiles.reload();
    auto *dialog =
        new ProfileDialog(bench.profiles, bench.profiles.list().constFirst(), &bench.window);
    dialog->open();
    QVERIFY(find::activate(*dialog));
    QCOMPARE(find::label(*dialog, u"Name"_s)->text(), u"Example"_s);
    QCOMPARE(find::label(*dialog, u"Colour"_s)->text(), u"Red"_s);
    QCOMPARE(find::visibleTexts(*dialog).count(why), 1);
    QVERIFY(find::line(*dialog, u"Control plane"_s));
    QVERIFY(!find::button(*dialog, u"Also trust a CA file"_s));
    find::click(*find::button(*dialog, u"Save"_s));
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(loadProfiles() == QList{profile});
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestManagedSettings)
#include "tst_managedsettings.moc"
