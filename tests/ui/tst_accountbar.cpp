// SPDX-License-Identifier: Apache-2.0
#include "models/session/profilestore.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/find.h"
#include "ui/accountbar.h"
#include "ui/appearance.h"
#include "ui/profiledialog.h"

#include <QMenu>
#include <QSignalSpy>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

const ControlPlaneAddress here = addressOf(u"https://cp.example.com"_s);
const ControlPlaneAddress there = addressOf(u"https://other.example.com"_s);
const Caller admin{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};

Profile profileAt(const ControlPlaneAddress &address, const QString &name)
{
    return {u"1"_s, name, ProfileColor::Blue, false, address, u"admin"_s, true};
}

/// The bar in a window.
struct Bench {
    void show(const Preset &preset = {})
    {
        profiles.open(preset);
        bar = new AccountBar(session, profiles, &window);
        (new QVBoxLayout(&window))->addWidget(bar);
        window.resize(640, 100);
        if (!find::activate(window))
            qFatal("The window does not become active");
    }

    bool signIn(const ControlPlaneAddress &address)
    {
        controlPlane.caller.add(admin);
        session.signIn({address, u"admin-token"_s}, TokenStorage::Keychain);
        return QTest::qWaitFor([this] { return !session.isBusy(); }) && session.isSignedIn();
    }

    QMenu *openMenu(const QString &name = u"Account"_s) { return find::openMenu(window, name); }

    static QAction *line(const QMenu &menu, const QString &text)
    {
        for (QAction *action : menu.actions()) {
            if (action->text()
                    .replace(u"&&"_s, u"\uFFFF"_s)
                    .remove(u'&')
                    .replace(u"\uFFFF"_s, u"&"_s) == text)
                return action;
        }
        return nullptr;
    }

    static void choose(QMenu &menu, const QString &text)
    {
        QAction *action = line(menu, text);
        if (!action)
            qFatal("The menu has no \"%s\"", qPrintable(text));
        find::choose(menu, *action);
    }

    QColor edge()
    {
        return window.grab(QRect(bar->pos() + QPoint(2, bar->height() / 2), QSize(1, 1)))
            .toImage()
            .pixelColor(0, 0);
    }

    OwnSettings settings;
    FakeControlPlane controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
    Session session{controlPlane, vault};
    Profiles profiles{session};
    QWidget window;
    AccountBar *bar = nullptr;
};

} // namespace

class TestAccountBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysThatNothingIsKnownYet();
    void promise22NamesTheProxy();
    void showsTheProfileAtAllTimes();
    void marksProductionByMoreThanColour();
    void hasTheColourAtItsEdge();
    void listsProfilesAndChecksTheOneInUse();
    void tellsTwinsApart();
    void switchesByTheMenu();
    void switchesWhileNobodyIsSignedIn();
    void asksForAnotherSignIn();
    void opensTheDialogOfTheProfile();
    void signsOut();
    void promise23ShowsForeignNamesAsTheyAre();
    void aLongNameDoesNotWidenTheWindow();
    void saysThatThePresetIsUnusable();
    void offersNoOtherControlPlaneWhereOneIsFixed();
};

void TestAccountBar::saysThatNothingIsKnownYet()
{
    Bench bench;
    bench.show();
    QCOMPARE(find::label(bench.window, u"Profile"_s)->text(), u"No control plane yet"_s);
    QCOMPARE(find::label(bench.window, u"Token"_s)->text(), u"Not signed in"_s);
    QVERIFY(!find::button(bench.window, u"Profiles"_s));
    const QSignalSpy wanted(bench.bar, &AccountBar::signInWanted);
    find::click(*find::button(bench.window, u"Account"_s));
    QCOMPARE(wanted.count(), 1);
}

void TestAccountBar::promise22NamesTheProxy()
{
    Bench bench;
    bench.show();
    QVERIFY(bench.signIn(here));
    QVERIFY(!find::visibleText(bench.window).contains(u"proxy"_s));
    bench.profiles.signOut();
    bench.controlPlane.proxy = u"proxy.example.com:3128"_s;
    QVERIFY(bench.signIn(here));
    QVERIFY(find::label(bench.window, u"Control plane in use"_s)
                ->text()
                .endsWith(u"through the proxy proxy.example.com:3128"_s));
}

void TestAccountBar::showsTheProfileAtAllTimes()
{
    Bench bench;
    QVERIFY(saveProfile(profileAt(here, u"Example"_s)));
    bench.show();
    QVERIFY(bench.signIn(here));
    QTRY_VERIFY(find::visibleText(bench.window).contains(u"Token in the keychain"_s));
    const QString text = find::visibleText(bench.window);
    for (const QString &fact : {u"Example"_s, u"cp.example.com \u00B7 example"_s,
                                u"admin@example.com \u00B7 Manager"_s, u"Token in the keychain"_s})
        QVERIFY2(text.contains(fact), qPrintable(text));
    bench.profiles.signOut();
    QVERIFY(find::visibleText(bench.window).contains(u"Example"_s));
    QVERIFY(find::visibleText(bench.window).contains(u"cp.example.com"_s));
    QVERIFY(find::visibleText(bench.window).contains(u"Not signed in"_s));
}

void TestAccountBar::marksProductionByMoreThanColour()
{
    Bench bench;
    bench.show();
    QVERIFY(bench.signIn(here));
    QVERIFY(!find::label(bench.window, u"Production"_s));
    Profile marked = *bench.profiles.current();
    marked.isProduction = true;
    bench.profiles.edit(marked);
    QVERIFY(find::label(bench.window, u"Production"_s));
    bench.profiles.signOut(); // and while one signs in again
    QVERIFY(find::label(bench.window, u"Production"_s));
}

void TestAccountBar::hasTheColourAtItsEdge()
{
    Bench bench;
    bench.show();
    QCOMPARE(bench.edge(), shownColor(ProfileColor::None, bench.bar->palette()));
    QVERIFY(bench.signIn(here));
    Profile coloured = *bench.profiles.current();
    for (const ProfileColor color : {ProfileColor::Red, ProfileColor::Green}) {
        coloured.color = color;
        bench.profiles.edit(coloured);
        QCOMPARE(bench.edge(), shownColor(color, bench.bar->palette()));
    }
}

void TestAccountBar::listsProfilesAndChecksTheOneInUse()
{
    Bench bench;
    QVERIFY(saveProfile(profileAt(there, u"This & that"_s)));
    bench.show();
    QVERIFY(bench.signIn(here));
    // What the command line does meanwhile is seen, too.
    Profile late = profileAt(addressOf(u"https://late.example.com"_s), u"Late"_s);
    late.id = u"2"_s;
    late.isProduction = true;
    QVERIFY(saveProfile(late));
    const QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    const QAction *inUse = Bench::line(*menu, u"cp.example.com"_s);
    const QAction *other = Bench::line(*menu, u"This & that \u2013 other.example.com"_s);
    QVERIFY(inUse && inUse->isCheckable() && inUse->isChecked());
    QVERIFY(other && other->isCheckable() && !other->isChecked());
    QVERIFY(Bench::line(*menu, u"Late \u2013 late.example.com (production)"_s));
    QStringList keys;
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator())
            keys.append(QKeySequence::mnemonic(action->text()).toString());
    }
    QCOMPARE(keys.size(), 7);
    QVERIFY(!keys.contains(QString()));
    QCOMPARE(QSet<QString>(keys.cbegin(), keys.cend()).size(), keys.size());
    find::press(Qt::Key_Escape);
}

void TestAccountBar::tellsTwinsApart()
{
    Bench bench;
    Profile twin = profileAt(here, u"Example"_s);
    QVERIFY(saveProfile(twin));
    twin.id = u"2"_s;
    twin.accountId = u"user-17"_s;
    QVERIFY(saveProfile(twin));
    bench.show();
    QVERIFY(bench.signIn(here));
    const QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    QVERIFY(Bench::line(*menu, u"Example \u2013 cp.example.com \u00B7 admin"_s));
    QVERIFY(Bench::line(*menu, u"Example \u2013 cp.example.com \u00B7 user-17"_s));
    find::press(Qt::Key_Escape);
}

void TestAccountBar::switchesByTheMenu()
{
    Bench bench;
    QVERIFY(saveProfile(profileAt(there, u"Other"_s)));
    bench.vault.store({there, u"admin"_s}, u"other-token"_s);
    bench.show();
    QVERIFY(bench.signIn(here));
    QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    bench.controlPlane.caller.add(admin);
    Bench::choose(*menu, u"Other \u2013 other.example.com"_s);
    QTRY_VERIFY(bench.session.isSignedIn() && bench.session.account().address == there);
    QCOMPARE(find::label(bench.window, u"Profile"_s)->text(), u"Other"_s);
    QCOMPARE(bench.vault.storedCount(), 2);
}

void TestAccountBar::switchesWhileNobodyIsSignedIn()
{
    Bench bench;
    QVERIFY(saveProfile(profileAt(there, u"Other"_s)));
    bench.vault.store({there, u"admin"_s}, u"other-token"_s);
    bench.show();
    QMenu *menu = bench.openMenu(u"Profiles"_s);
    QVERIFY(menu);
    QVERIFY(!Bench::line(*menu, u"Sign out"_s));
    QVERIFY(!Bench::line(*menu, u"Edit profile\u2026"_s));
    bench.controlPlane.caller.add(admin);
    Bench::choose(*menu, u"Other \u2013 other.example.com"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QVERIFY(!find::button(bench.window, u"Profiles"_s));
}

void TestAccountBar::asksForAnotherSignIn()
{
    Bench bench;
    bench.show();
    QVERIFY(bench.signIn(here));
    const QSignalSpy wanted(bench.bar, &AccountBar::otherSignInWanted);
    QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    Bench::choose(*menu, u"Sign in to another control plane\u2026"_s);
    QTRY_COMPARE(wanted.count(), 1);
    QVERIFY(bench.session.isSignedIn()); // until the other sign-in has worked
}

void TestAccountBar::opensTheDialogOfTheProfile()
{
    Bench bench;
    bench.show();
    QVERIFY(bench.signIn(here));
    QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    Bench::choose(*menu, u"Edit profile\u2026"_s);
    QDialog *dialog = find::dialog(u"Edit profile"_s);
    QVERIFY(dialog);
    QCOMPARE(find::line(*dialog, u"Name"_s)->text(), u"cp.example.com"_s);
}

void TestAccountBar::signsOut()
{
    Bench bench;
    bench.show();
    QVERIFY(bench.signIn(here));
    QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    Bench::choose(*menu, u"Sign out"_s);
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QVERIFY(!bench.session.isSignedIn());
    QCOMPARE(bench.profiles.list().size(), 1);
}

void TestAccountBar::promise23ShowsForeignNamesAsTheyAre()
{
    Bench bench;
    QVERIFY(saveProfile(profileAt(here, u"<b>A & B</b>\u202E"_s)));
    bench.show();
    QVERIFY(bench.signIn(here));
    QTRY_COMPARE(find::label(bench.window, u"Profile"_s)->text(),
                 u"<b>A & B</b>\u2039U+202E\u203A"_s);
    QCOMPARE(find::labelsThatReadHtml(bench.window), QStringList());
    const QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    QVERIFY(Bench::line(*menu, u"<b>A & B</b>\u2039U+202E\u203A \u2013 cp.example.com"_s));
    find::press(Qt::Key_Escape);
}

void TestAccountBar::aLongNameDoesNotWidenTheWindow()
{
    Bench bench;
    const QString longName(Profile::longestName, u'W');
    QVERIFY(saveProfile(profileAt(here, longName)));
    bench.show();
    QVERIFY(bench.signIn(here));
    QLabel *name = find::label(bench.window, u"Profile"_s);
    QTRY_VERIFY(name->text().endsWith(u'\u2026'));
    QCOMPARE(bench.window.width(), 640);
    QCOMPARE(find::nameOf(*name), longName);
    QVERIFY(name->toolTip().contains(longName));
}

void TestAccountBar::saysThatThePresetIsUnusable()
{
    Preset preset;
    preset.place = u"/etc/xdg/mcp-override/mcp-override.conf"_s;
    const auto tell = [&preset](const QString &address) {
        preset.faults = {{PresetFault::Kind::UnusableValue, u"controlPlane"_s, address}};
    };
    tell(u"http://cp.example.com"_s);
    Bench bench;
    bench.show(preset);
    const QLabel *fault = find::label(bench.window, u"Ignored managed settings"_s);
    QVERIFY(fault);
    QVERIFY2(fault->text().contains(u"\u201Chttp://cp.example.com\u201D is not a valid address"_s),
             qPrintable(fault->text()));
    tell(u"https://admin:hunter2@cp.example.com"_s);
    Bench other;
    other.show(preset);
    QVERIFY(find::label(other.window, u"Ignored managed settings"_s));
    QVERIFY(!find::visibleText(other.window).contains(u"hunter2"_s));
}

void TestAccountBar::offersNoOtherControlPlaneWhereOneIsFixed()
{
    Bench bench;
    QVERIFY(saveProfile(profileAt(there, u"Other"_s)));
    Preset preset;
    preset.controlPlane = here;
    bench.show(preset);
    QCOMPARE(find::label(bench.window, u"Profile"_s)->text(), u"cp.example.com"_s);
    QVERIFY(bench.signIn(here));
    const QMenu *menu = bench.openMenu();
    QVERIFY(menu);
    QVERIFY(!Bench::line(*menu, u"Other \u2013 other.example.com"_s));
    QVERIFY(!Bench::line(*menu, u"Sign in to another control plane\u2026"_s));
    QVERIFY(Bench::line(*menu, u"Sign in with another account\u2026"_s));
    find::press(Qt::Key_Escape);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestAccountBar)
#include "tst_accountbar.moc"
