// SPDX-License-Identifier: Apache-2.0
#include "models/session/profilestore.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/find.h"
#include "ui/profiledialog.h"

#include <QCheckBox>
#include <QFile>
#include <QMessageBox>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

const QString here = u"https://cp.example.com"_s;
const QString there = u"https://other.example.com"_s;
const QString warning = u"Another control plane requires a new sign-in."_s;

Profile example()
{
    return {u"1"_s, u"Example & <b>co</b>"_s, ProfileColor::None,
            false,  addressOf(here),          u"admin@example.com"_s,
            true};
}

/// The dialog over a window, with one profile whose token is in the keychain.
struct Bench {
    explicit Bench(const Preset &preset = {}, const Profile &profile = example())
    {
        if (!saveProfile(profile))
            qFatal("The settings cannot be written");
        profiles.open(preset);
        vault.store(example().tokenKey(), u"admin-token"_s);
        window.resize(500, 300);
        window.show();
        dialog = new ProfileDialog(profiles, profiles.list().constFirst(), &window);
        dialog->open();
        if (!find::activate(*dialog))
            qFatal("The dialog does not become active");
    }

    void click(const QString &name) const
    {
        QAbstractButton *button = find::button(*dialog, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }
    bool isOffered(const QString &name) const { return find::button(*dialog, name) != nullptr; }
    bool isClosed() const
    {
        return QTest::qWaitFor([this] { return dialog.isNull(); });
    }
    bool isClosing() const { return dialog.isNull() || !dialog->isVisible(); }
    QLineEdit &line(const QString &name) const
    {
        QLineEdit *found = find::line(*dialog, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }
    /// By a key: the box is wide, and its middle is not to be clicked on.
    void markAsProduction() const
    {
        find::button(*dialog, u"Marked as production"_s)->setFocus();
        find::press(Qt::Key_Space);
    }
    QComboBox &colour() const { return *find::choice(*dialog, u"Colour"_s); }
    QString text() const { return find::visibleText(*dialog); }

    OwnSettings settings;
    FakeControlPlane controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
    Session session{controlPlane, vault};
    Profiles profiles{session};
    QWidget window;
    QPointer<ProfileDialog> dialog;
};

} // namespace

class TestProfileDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheProfile();
    void everyControlHasItsOwnAccessKey();
    void isWindowModal();
    void tabGoesDownTheRows();
    void savesByKeyboardAlone();
    void cancelChangesNothing();
    void suggestsRedForProduction();
    void keepsAChosenColourForProduction();
    void saysThatAnotherAddressNeedsANewSignIn();
    void asksBeforeSavingRemovesTheToken_data();
    void asksBeforeSavingRemovesTheToken();
    void savesAnotherAddressWithoutAQuestionWhereThereIsNoToken();
    void asksBeforeSavingEndsASessionWithoutTheKeychain();
    void savingAnotherAddressRemovesTheToken();
    void explainsABadAddress_data();
    void explainsABadAddress();
    void promise15NamesACaFile();
    void keepsTheCaFileUntilAnotherIsChosen_data();
    void keepsTheCaFileUntilAnotherIsChosen();
    void promise15TakesNoCaFileThatCannotBeUsed();
    void promise15ShowsAManagedCaFileAsAFact();
    void asksBeforeItRemoves();
    void escapeKeepsTheProfile();
    void showsAsFactsWhatThePresetSettles();
    void readsNoHtml();
};

void TestProfileDialog::showsTheProfile()
{
    const Bench bench;
    QCOMPARE(bench.line(u"Name"_s).text(), example().name);
    QCOMPARE(bench.line(u"Control plane"_s).text(), here);
    QCOMPARE(bench.colour().currentText(), u"None"_s);
    auto *production = find::button(*bench.dialog, u"Marked as production"_s);
    QVERIFY(production);
    QVERIFY(!production->isChecked());
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Name"_s));
    QVERIFY(!bench.text().contains(u"admin-token"_s));
}

void TestProfileDialog::everyControlHasItsOwnAccessKey()
{
    const Bench bench;
    const auto keysNow = [&bench] {
        QStringList keys;
        for (const auto *one : find::all<QLabel>(*bench.dialog)) {
            if (one->buddy() != nullptr)
                keys.append(QKeySequence::mnemonic(one->text()).toString());
        }
        for (const auto *one : find::all<QAbstractButton>(*bench.dialog))
            keys.append(QKeySequence::mnemonic(one->text()).toString());
        keys.removeOne(QString()); // Cancel is Escape
        return keys;
    };
    const auto moves = [&bench] {
        find::press(Qt::Key_Escape);
        find::paste(bench.line(u"Control plane"_s), there);
        bench.click(u"Save"_s);
    };
    const QList<std::function<void()>> steps{
        [] {}, [&bench] { bench.click(u"Remove profile\u2026"_s); }, moves};
    for (const std::function<void()> &step : steps) {
        step();
        const QStringList keys = keysNow();
        QVERIFY2(!keys.contains(QString()), qPrintable(keys.join(u' ')));
        QCOMPARE(QSet<QString>(keys.cbegin(), keys.cend()).size(), keys.size());
        QVERIFY(keys.size() >= 6);
    }
}

void TestProfileDialog::isWindowModal()
{
    const Bench bench;
    QCOMPARE(bench.dialog->windowModality(), Qt::WindowModal);
}

void TestProfileDialog::tabGoesDownTheRows()
{
    const Bench bench;
    bench.click(u"Also trust a CA file"_s);
    QVERIFY(find::tabStops().size() >= 9);
    QCOMPARE(find::tabGoesBack(*bench.dialog), QString());
}

void TestProfileDialog::savesByKeyboardAlone()
{
    const Bench bench;
    find::type(u"Live & kicking"_s); // over the name, which is selected
    find::press(Qt::Key_L, Qt::AltModifier);
    QTRY_COMPARE(QApplication::focusWidget(), &bench.colour());
    find::type(u"T"_s);
    find::press(Qt::Key_Tab);
    find::press(Qt::Key_Space);
    find::press(Qt::Key_Tab);
    find::press(Qt::Key_Return);
    QVERIFY(bench.isClosed());
    const Profile saved = loadProfiles().constFirst();
    QCOMPARE(saved.name, u"Live & kicking"_s);
    QCOMPARE(saved.color, ProfileColor::Teal);
    QVERIFY(saved.isProduction);
    QVERIFY(saved.isSignedIn);
    QCOMPARE(bench.vault.storedCount(), 1);
}

void TestProfileDialog::cancelChangesNothing()
{
    const Bench bench;
    find::paste(bench.line(u"Name"_s), u"Other"_s);
    find::paste(bench.line(u"Control plane"_s), there);
    bench.click(u"Cancel"_s);
    QVERIFY(bench.isClosed());
    QVERIFY(loadProfiles() == QList{example()});
    QCOMPARE(bench.vault.calls(), QStringList());
}

void TestProfileDialog::suggestsRedForProduction()
{
    const Bench bench;
    bench.markAsProduction();
    QCOMPARE(bench.colour().currentText(), u"Red"_s);
}

void TestProfileDialog::keepsAChosenColourForProduction()
{
    const Bench bench;
    bench.colour().setFocus();
    find::type(u"B"_s);
    bench.markAsProduction();
    QVERIFY(find::button(*bench.dialog, u"Marked as production"_s)->isChecked());
    QCOMPARE(bench.colour().currentText(), u"Blue"_s);
}

void TestProfileDialog::saysThatAnotherAddressNeedsANewSignIn()
{
    const Bench bench;
    QVERIFY(!bench.text().contains(warning));
    find::paste(bench.line(u"Control plane"_s), there);
    QVERIFY(bench.text().contains(warning));
    QVERIFY(find::descriptionOf(bench.line(u"Control plane"_s)).contains(warning));
    find::paste(bench.line(u"Control plane"_s), here + u'/'); // the same one
    QVERIFY(!bench.text().contains(warning));
}

void TestProfileDialog::asksBeforeSavingRemovesTheToken_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Escape") << Qt::Key_Escape;
}

void TestProfileDialog::asksBeforeSavingRemovesTheToken()
{
    QFETCH(const Qt::Key, key);
    const Bench bench;
    find::paste(bench.line(u"Control plane"_s), there);
    find::press(Qt::Key_Return);
    QVERIFY(!bench.isClosing());
    QVERIFY2(bench.text().contains(u"Change the address? You are signed out of cp.example.com, and "
                                   "its token is removed from the keychain."_s),
             qPrintable(bench.text()));
    QVERIFY(!bench.isOffered(u"Save"_s));
    QCOMPARE(QApplication::focusWidget(), find::button(*bench.dialog, u"Cancel"_s));
    find::press(key);
    QVERIFY(!bench.isClosing());
    QVERIFY(bench.isOffered(u"Save"_s));
    QCOMPARE(bench.line(u"Control plane"_s).text(), there); // as it was typed
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Control plane"_s));
    QVERIFY(loadProfiles() == QList{example()});
    QCOMPARE(bench.vault.calls(), QStringList());
}

void TestProfileDialog::savesAnotherAddressWithoutAQuestionWhereThereIsNoToken()
{
    Profile signedOut = example();
    signedOut.isSignedIn = false;
    const Bench bench({}, signedOut);
    find::paste(bench.line(u"Control plane"_s), there);
    QVERIFY(!bench.text().contains(u"keychain"_s));
    find::press(Qt::Key_Return);
    QVERIFY(bench.isClosed());
    QCOMPARE(loadProfiles().constFirst().address.text(), there);
}

void TestProfileDialog::asksBeforeSavingEndsASessionWithoutTheKeychain()
{
    Profile signedOut = example();
    signedOut.isSignedIn = false;
    Bench bench({}, signedOut);
    bench.controlPlane.caller.add(Caller{{u"admin@example.com"_s, u"user"_s}, {}, {}, {}});
    bench.session.signIn({addressOf(here), u"token"_s}, TokenStorage::ThisSessionOnly);
    QTRY_VERIFY(bench.session.isSignedIn());
    find::paste(bench.line(u"Control plane"_s), there);
    find::press(Qt::Key_Return);
    QVERIFY(bench.text().contains(u"Change the address? You are signed out of cp.example.com."_s));
    find::press(Qt::Key_Return);
    QVERIFY(bench.session.isSignedIn());
    find::press(Qt::Key_Return);
    bench.click(u"Change address"_s);
    QVERIFY(bench.isClosed());
    QVERIFY(!bench.session.isSignedIn());
}

void TestProfileDialog::savingAnotherAddressRemovesTheToken()
{
    const Bench bench;
    find::paste(bench.line(u"Control plane"_s), there);
    bench.click(u"Save"_s);
    bench.click(u"Change address"_s);
    QVERIFY(bench.isClosed());
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QCOMPARE(loadProfiles().constFirst().address.text(), there);
    QVERIFY(!loadProfiles().constFirst().isSignedIn);
}

void TestProfileDialog::explainsABadAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QString() << u"Enter the address"_s;
    QTest::newRow("http") << u"http://cp.example.com"_s << u"must start with https://"_s;
    QTest::newRow("a password") << u"https://a:b@cp.example.com"_s << u"user name and password"_s;
}

void TestProfileDialog::explainsABadAddress()
{
    QFETCH(const QString, address);
    QFETCH(const QString, words);
    const Bench bench;
    QLineEdit &line = bench.line(u"Control plane"_s);
    line.setText(address);
    bench.click(u"Save"_s);
    QVERIFY2(bench.text().contains(words), qPrintable(bench.text()));
    QCOMPARE(QApplication::focusWidget(), &line);
    QVERIFY(loadProfiles() == QList{example()});
    // The mark goes as soon as it is right.
    line.setText(here);
    QVERIFY(!bench.text().contains(words));
}

void TestProfileDialog::promise15NamesACaFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("-----BEGIN CERTIFICATE-----") > 0);
    file.close();
    {
        const Bench bench;
        QVERIFY(find::line(*bench.dialog, u"CA file"_s) == nullptr); // for the few who need one
        find::button(*bench.dialog, u"Also trust a CA file"_s)->setFocus();
        find::press(Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget(), &bench.line(u"CA file"_s));
        find::paste(bench.line(u"CA file"_s), file.fileName());
        bench.click(u"Save"_s);
        QVERIFY(bench.isClosed());
        QCOMPARE(loadProfiles().constFirst().caFile, file.fileName());
        QCOMPARE(bench.vault.storedCount(), 1); // no other origin, so the sign-in stays
    }
    Profile trusting = example();
    trusting.caFile = file.fileName();
    const Bench bench({}, trusting);
    QCOMPARE(bench.line(u"CA file"_s).text(), file.fileName());
    find::button(*bench.dialog, u"Also trust a CA file"_s)->setFocus();
    find::press(Qt::Key_Space);
    bench.click(u"Save"_s);
    QVERIFY(bench.isClosed());
    QCOMPARE(loadProfiles().constFirst().caFile, QString());
}

void TestProfileDialog::keepsTheCaFileUntilAnotherIsChosen_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("Escape") << u"ca.pem"_s << Qt::Key_Escape << false;
    QTest::newRow("a missing file") << u"missing.pem"_s << Qt::Key_Return << false;
    QTest::newRow("a file") << u"ca.pem"_s << Qt::Key_Return << true;
}

void TestProfileDialog::keepsTheCaFileUntilAnotherIsChosen()
{
    QFETCH(const QString, chosen);
    QFETCH(const Qt::Key, key);
    QFETCH(const bool, isTaken);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); // which no test can drive
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Bench bench;
    find::button(*bench.dialog, u"Also trust a CA file"_s)->setFocus();
    find::press(Qt::Key_Space);
    const QString typed = folder.filePath(u"typed.pem"_s);
    find::paste(bench.line(u"CA file"_s), typed);
    bench.click(u"Browse\u2026"_s);
    QDialog *dialog = find::dialog(u"Choose a CA file"_s);
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    QLineEdit *name = find::line(*dialog, u"File name:"_s);
    QVERIFY(name);
    name->setText(folder.filePath(chosen));
    name->setFocus();
    // That a file is missing is said in the middle of the key press.
    QTimer close;
    connect(&close, &QTimer::timeout, bench.dialog, [] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
            box->close();
    });
    close.start();
    find::press(key);
    QCOMPARE(bench.line(u"CA file"_s).text(), isTaken ? file.fileName() : typed);
    QVERIFY(bench.dialog->isVisible());
}

void TestProfileDialog::promise15TakesNoCaFileThatCannotBeUsed()
{
    const Bench bench;
    find::button(*bench.dialog, u"Also trust a CA file"_s)->setFocus();
    find::press(Qt::Key_Space);
    for (const QString &file : {QString(), u"/nowhere/ca.pem"_s}) {
        find::paste(bench.line(u"CA file"_s), file);
        bench.click(u"Save"_s);
        QVERIFY(bench.dialog->isVisible());
        QVERIFY(bench.text().contains(u"The file cannot be read. Choose another file"_s));
        QCOMPARE(QApplication::focusWidget(), &bench.line(u"CA file"_s));
    }
    QCOMPARE(loadProfiles().constFirst().caFile, QString());
}

void TestProfileDialog::promise15ShowsAManagedCaFileAsAFact()
{
    Preset preset;
    preset.controlPlane = addressOf(here);
    preset.caFile = u"/etc/ssl/example-ca.pem"_s;
    const Bench bench(preset);
    QVERIFY(bench.text().contains(preset.caFile));
    QVERIFY(find::line(*bench.dialog, u"CA file"_s) == nullptr);
}

void TestProfileDialog::asksBeforeItRemoves()
{
    const Bench bench;
    bench.click(u"Remove profile\u2026"_s);
    QVERIFY2(bench.text().contains(u"Remove the profile \u201CExample & <b>co</b>\u201D?"_s),
             qPrintable(bench.text()));
    QVERIFY(bench.text().contains(u"removed from the keychain"_s));
    QVERIFY(!bench.isOffered(u"Save"_s));
    // What has the focus, and answers Return, loses nothing.
    QCOMPARE(QApplication::focusWidget(), find::button(*bench.dialog, u"Keep"_s));
    QCOMPARE(loadProfiles().size(), 1);
    bench.click(u"Remove"_s);
    QVERIFY(bench.isClosed());
    QVERIFY(loadProfiles().isEmpty());
    QTRY_COMPARE(bench.vault.storedCount(), 0);
}

void TestProfileDialog::escapeKeepsTheProfile()
{
    const Bench bench;
    bench.click(u"Remove profile\u2026"_s);
    find::press(Qt::Key_Escape);
    QVERIFY(bench.dialog);
    QVERIFY(bench.isOffered(u"Save"_s));
    QVERIFY(!bench.isOffered(u"Remove"_s));
    find::press(Qt::Key_Escape);
    QVERIFY(bench.isClosed());
    QVERIFY(loadProfiles() == QList{example()});
}

void TestProfileDialog::showsAsFactsWhatThePresetSettles()
{
    Preset preset;
    preset.controlPlane = addressOf(here);
    preset.name = u"Managed"_s;
    preset.color = ProfileColor::Red;
    preset.isProduction = true;
    const Bench bench(preset);
    for (const QString &name : {u"Name"_s, u"Control plane"_s})
        QVERIFY2(!find::line(*bench.dialog, name), qPrintable(name));
    QVERIFY(!find::choice(*bench.dialog, u"Colour"_s));
    QCOMPARE(find::label(*bench.dialog, u"Control plane"_s)->text(), here);
    QCOMPARE(find::label(*bench.dialog, u"Name"_s)->text(), u"Managed"_s);
    QCOMPARE(find::label(*bench.dialog, u"Colour"_s)->text(), u"Red"_s);
    auto *production = find::button(*bench.dialog, u"Marked as production"_s);
    QVERIFY(production->isChecked());
    QVERIFY(!production->isEnabled());
    QCOMPARE(find::descriptionOf(*production),
             u"Your administrator manages the settings that cannot be changed here."_s);
    // Saving writes none of it into the person's settings.
    bench.click(u"Save"_s);
    QVERIFY(bench.isClosed());
    QVERIFY(loadProfiles() == QList{example()});
}

void TestProfileDialog::readsNoHtml()
{
    const Bench bench;
    bench.click(u"Remove profile\u2026"_s);
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestProfileDialog)
#include "tst_profiledialog.moc"
