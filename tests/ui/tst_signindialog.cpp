// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/windowbench.h"
#include "ui/signindialog.h"
#include "ui/words/changewords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/keychainwords.h"

#include <QCheckBox>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSet>
#include <QTemporaryDir>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString address = u"https://cp.example.com"_s;
const QString token = u"hunter2-token"_s;
const Caller caller{
    {u"user-17"_s, u"user"_s}, u"user-17@example.com"_s, u"example"_s, Role::NotManager};

QString jwt(const QJsonObject &claims)
{
    const auto encoded = [](const QByteArray &part) {
        return part.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return QString::fromLatin1(encoded(R"({"alg":"none"})") + '.' +
                               encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.' +
                               encoded("not signed"));
}

/// This computer is set up for the address.
Preset fixed()
{
    Preset preset;
    preset.controlPlane = addressOf(address);
    return preset;
}

/// The dialog over a window, on fakes.
struct Bench {
    explicit Bench(const QString &offered = address,
                   FakeTokenVault::Mode mode = FakeTokenVault::Mode::InMemory)
        : vault(mode)
        , dialog(new SignInDialog(session, offered, &window))
    {
        window.resize(500, 300);
        window.show();
        dialog->open();
        if (!find::activate(*dialog))
            qFatal("The dialog does not become active");
    }

    QLineEdit &line(const QString &name) const
    {
        QLineEdit *found = find::line(*dialog, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }

    bool offers(const QString &name) const { return find::button(*dialog, name) != nullptr; }
    void click(const QString &name) const
    {
        QAbstractButton *button = find::button(*dialog, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }

    void signIn(const QString &pasted = token) const
    {
        find::paste(line(u"Access token"_s), pasted);
        click(u"Sign in"_s);
    }

    bool waitUntilIdle()
    {
        return QTest::qWaitFor([this] { return !session.isBusy(); });
    }

    QString text() const { return find::visibleText(*dialog); }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    QWidget window;
    QPointer<SignInDialog> dialog;
};

} // namespace

class TestSignInDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesItsControls();
    void beginsWhereSomethingIsMissing();
    void hasUniqueAccessKeys();
    void explainsABadAddress_data();
    void explainsABadAddress();
    void tellsWhatItTakesFromAToken_data();
    void tellsWhatItTakesFromAToken();
    void explainsABadToken_data();
    void explainsABadToken();
    void showsWhatTheTokenSaysOfItself();
    void showsForeignClaimsAsPlainText();
    void signsInByKeyboardAlone();
    void signsInWithAGiganticTokenOrSaysWhyNot();
    void keepsTheTokenUnderTheRightKey();
    void keepsNothingUnlessWanted();
    void saysThatATokenIsWrong();
    void explainsEveryFailure_data();
    void explainsEveryFailure();
    void promise8ExplainsTheKeychain_data();
    void promise8ExplainsTheKeychain();
    void promise7WaitsVisiblyForTheKeyring();
    void signsInWithoutTheKeychain();
    void triesTheKeychainAgain();
    void showsThatItIsBusy();
    void stopsThenCloses_data();
    void stopsThenCloses();
    void ignoresASecondSignInWhileBusy();
    void neverShowsTheToken();
    void offersDemoTokens();
    void tabGoesDownTheRows();
    void saysWhyItWasOpened();
    void showsAFixedAddressAsAFact();
    void beginsAtAnAddressThatIsToBeReplaced();
    void promise14SaysWhyItWaits();
    void promise15SignsInWithACaFile();
};

void TestSignInDialog::namesItsControls()
{
    Bench bench;
    QVERIFY(find::line(*bench.dialog, u"Control plane"_s));
    QVERIFY(find::line(*bench.dialog, u"Access token"_s));
    QVERIFY(bench.offers(u"Sign in"_s));
    QVERIFY(bench.offers(u"Cancel"_s));
    QVERIFY(bench.offers(u"Show Access token"_s));
    QVERIFY(bench.dialog->windowTitle().startsWith(u"Sign in"_s));
    QCOMPARE(bench.dialog->windowModality(), Qt::WindowModal);
    QVERIFY(!bench.offers(u"This session only"_s));
    QCOMPARE(bench.line(u"Control plane"_s).text(), address);
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
}

void TestSignInDialog::beginsWhereSomethingIsMissing()
{
    Bench known;
    QCOMPARE(QApplication::focusWidget(), &known.line(u"Access token"_s));
    Bench unknown{QString()};
    QCOMPARE(QApplication::focusWidget(), &unknown.line(u"Control plane"_s));
}

void TestSignInDialog::hasUniqueAccessKeys()
{
    Bench bench;
    // With everything that can be there.
    bench.controlPlane.caller.add(caller);
    bench.vault.write.add(VaultAnswer{VaultState::Locked, {}, {}});
    bench.signIn();
    QTRY_VERIFY(bench.offers(u"This session only"_s));
    QStringList keys;
    for (const QLabel *label : bench.dialog->findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy())
            keys.append(QKeySequence::mnemonic(label->text()).toString());
    }
    for (const QAbstractButton *button : bench.dialog->findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            keys.append(QKeySequence::mnemonic(button->text()).toString());
    }
    keys.removeAll(QString());
    QVERIFY2(QSet<QString>(keys.cbegin(), keys.cend()).size() == keys.size(),
             qPrintable(keys.join(u' ')));
    QVERIFY(keys.size() >= 4);
}

void TestSignInDialog::explainsABadAddress_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ControlPlaneAddress::Problem>("problem");
    using Problem = ControlPlaneAddress::Problem;
    QTest::newRow("nothing") << QString() << Problem::Empty;
    QTest::newRow("blanks") << u"  \n "_s << Problem::Empty;
    QTest::newRow("no host") << u"https://"_s << Problem::Malformed;
    QTest::newRow("a control character")
        << u"https://cp.example.com/a\u0007"_s << Problem::Malformed;
    QTest::newRow("half of a character")
        << u"https://cp.example.com/"_s + QChar(0xD800) << Problem::Malformed;
    QTest::newRow("http") << u"http://cp.example.com"_s << Problem::NotHttps;
    QTest::newRow("another scheme") << u"ftp://cp.example.com"_s << Problem::NotHttps;
    QTest::newRow("a password") << u"https://me:secret@cp.example.com"_s << Problem::HasUserInfo;
    QTest::newRow("a query") << u"https://cp.example.com/?a=b"_s << Problem::HasQuery;
    QTest::newRow("a fragment") << u"https://cp.example.com/#top"_s << Problem::HasFragment;
    QTest::newRow("two dots") << u"https://cp.example.com/a/../b"_s << Problem::HasDotSegment;
    QTest::newRow("a megabyte") << u"https://"_s + QString(1 << 20, u'x') << Problem::Malformed;
}

void TestSignInDialog::explainsABadAddress()
{
    QFETCH(const QString, typed);
    QFETCH(const ControlPlaneAddress::Problem, problem);
    Bench bench{QString()};
    QLineEdit &field = bench.line(u"Control plane"_s);
    field.setText(typed);
    bench.signIn();
    QCOMPARE(find::descriptionOf(field), describe(problem));
    QVERIFY(bench.text().contains(describe(problem)));
    QCOMPARE(QApplication::focusWidget(), &field);
    QVERIFY(bench.controlPlane.calls().isEmpty()); // no token left for anywhere
    // The mark goes when the address is mended, and then it works.
    field.setText(address);
    QVERIFY(!bench.text().contains(describe(problem)));
    bench.controlPlane.caller.add(caller);
    bench.click(u"Sign in"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.account().address, addressOf(address));
}

void TestSignInDialog::tellsWhatItTakesFromAToken_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("told");
    QTest::newRow("quotes") << u"\"hunter2-token\""_s << u"quotation marks"_s;
    QTest::newRow("Bearer") << u"Bearer hunter2-token"_s << u"\u201CBearer\u201D"_s;
    QTest::newRow("a whole header")
        << u"Authorization: Bearer hunter2-token"_s << u"\u201CBearer\u201D"_s;
    QTest::newRow("a line break at the end") << u"hunter2-token\n"_s << u"line breaks"_s;
    QTest::newRow("a line break inside") << u"hunter2-\r\n  token"_s << u"line breaks"_s;
    QTest::newRow("blanks around") << u" hunter2-token\t"_s << u"surrounding spaces"_s;
    QTest::newRow("a byte order mark") << u"\uFEFFhunter2-token"_s << u"invisible characters"_s;
}

void TestSignInDialog::tellsWhatItTakesFromAToken()
{
    QFETCH(const QString, pasted);
    QFETCH(const QString, told);
    Bench bench;
    QLineEdit &field = bench.line(u"Access token"_s);
    find::paste(field, pasted);
    QVERIFY2(bench.text().contains(told), qPrintable(bench.text()));
    QVERIFY(find::descriptionOf(field).contains(told));
    bench.controlPlane.caller.add(caller);
    bench.click(u"Sign in"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.controlPlane.accounts().constFirst().token, token);
}

void TestSignInDialog::explainsABadToken_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<TokenProblem>("problem");
    QTest::newRow("nothing") << QString() << TokenProblem::Empty;
    QTest::newRow("a blank") << u" "_s << TokenProblem::Empty;
    QTest::newRow("Bearer alone") << u"Bearer "_s << TokenProblem::Empty;
    QTest::newRow("two words") << u"hunter2 token"_s << TokenProblem::BlankInside;
    QTest::newRow("an umlaut") << u"hunter2-t\u00F6ken"_s << TokenProblem::NotPrintable;
    QTest::newRow("NUL") << u"hunter2"_s + QChar(0) + u"token"_s << TokenProblem::NotPrintable;
    QTest::newRow("half of a character")
        << u"hunter2"_s + QChar(0xDC00) << TokenProblem::NotPrintable;
    QTest::newRow("a megabyte of dots")
        << QString(1 << 20, u'\u2022') << TokenProblem::NotPrintable;
}

void TestSignInDialog::explainsABadToken()
{
    QFETCH(const QString, pasted);
    QFETCH(const TokenProblem, problem);
    Bench bench;
    QLineEdit &field = bench.line(u"Access token"_s);
    field.setText(pasted);
    bench.click(u"Sign in"_s);
    QCOMPARE(find::descriptionOf(field), describe(problem));
    QVERIFY(bench.text().contains(describe(problem)));
    QCOMPARE(QApplication::focusWidget(), &field);
    QVERIFY(bench.controlPlane.calls().isEmpty());
    find::paste(field, token);
    QVERIFY(!bench.text().contains(describe(problem)));
}

void TestSignInDialog::showsWhatTheTokenSaysOfItself()
{
    Bench bench;
    QLineEdit &field = bench.line(u"Access token"_s);
    find::paste(field, jwt({{u"email"_s, u"user-17@example.com"_s}, {u"exp"_s, 4102444800.0}}));
    QVERIFY2(bench.text().contains(u"Token of user-17@example.com. It expires "_s),
             qPrintable(bench.text()));
    find::paste(field, jwt({{u"sub"_s, u"user-17"_s}, {u"exp"_s, 1000000000.0}}));
    QVERIFY2(bench.text().contains(u"Token of user-17. It expired "_s), qPrintable(bench.text()));
    find::paste(field, u"opaque"_s);
    QVERIFY(!bench.text().contains(u"Token of"_s));
    QVERIFY(!bench.text().contains(u"expire"_s));
}

void TestSignInDialog::showsForeignClaimsAsPlainText()
{
    Bench bench;
    const QString hostile = u"<b>admin</b><img src=\"file:///x\">\u202E"_s;
    find::paste(bench.line(u"Access token"_s), jwt({{u"email"_s, hostile}}));
    QVERIFY2(bench.text().contains(u"<b>admin</b><img src=\"file:///x\">\u2039U+202E\u203A"_s),
             qPrintable(bench.text()));
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
    find::paste(bench.line(u"Access token"_s), jwt({{u"email"_s, QString(10'000, u'x')}}));
    QVERIFY(bench.text().size() < 1'000);
}

void TestSignInDialog::signsInByKeyboardAlone()
{
    Bench bench{QString()};
    bench.controlPlane.caller.add(caller);
    find::type(u"cp.example.com"_s);
    find::press(Qt::Key_T, Qt::AltModifier);
    find::type(token);
    find::press(Qt::Key_Return);
    QTRY_VERIFY(bench.session.isSignedIn());
    QTRY_VERIFY(!bench.dialog);
    QCOMPARE(bench.session.account().address, addressOf(address));
    QCOMPARE(bench.session.account().token, token);
}

void TestSignInDialog::signsInWithAGiganticTokenOrSaysWhyNot()
{
    const QString gigantic(1 << 20, u'x');
    Bench bench;
    bench.controlPlane.caller.add(caller);
    bench.signIn(gigantic);
    QTRY_VERIFY(bench.session.isSignedIn());
    QVERIFY(bench.session.account().token == gigantic);
}

void TestSignInDialog::keepsTheTokenUnderTheRightKey()
{
    Bench bench;
    bench.controlPlane.caller.add(caller);
    bench.signIn();
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.vault.storedCount(), 1);
    QCOMPARE(bench.vault.stored({addressOf(address), u"user-17"_s}), token);
    QCOMPARE(bench.session.storage(), TokenStorage::Keychain);
    QTRY_VERIFY(!bench.dialog);
}

void TestSignInDialog::keepsNothingUnlessWanted()
{
    Bench bench(address, FakeTokenVault::Mode::QueuedOnly); // aborts on any call
    bench.controlPlane.caller.add(caller);
    find::button(*bench.dialog, u"Keep the token in the keychain"_s)->click();
    bench.signIn();
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.storage(), TokenStorage::ThisSessionOnly);
    QVERIFY(bench.vault.calls().isEmpty());
}

void TestSignInDialog::saysThatATokenIsWrong()
{
    Bench bench;
    bench.controlPlane.caller.add(Failure(SignInExpired{}));
    bench.signIn();
    QTRY_VERIFY(bench.text().contains(u"does not accept this token"_s));
    QVERIFY(!bench.session.isSignedIn());
    QVERIFY(bench.vault.calls().isEmpty());
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Access token"_s));
    // Everything is still there for another try, which clears the message at once.
    bench.controlPlane.caller.add(caller);
    bench.click(u"Sign in"_s);
    QVERIFY(!bench.text().contains(u"does not accept this token"_s));
    QTRY_VERIFY(bench.session.isSignedIn());
}

void TestSignInDialog::explainsEveryFailure_data()
{
    QTest::addColumn<Failure>("failure");
    const ServerReply hostile{418, u"<b>"_s, u"<b>words</b>\u202E"_s};
    QTest::newRow("not permitted") << Failure(NotPermitted{hostile});
    QTest::newRow("not found") << Failure(NotFound{NotFound::Missing::Unknown, {}, hostile});
    QTest::newRow("busy") << Failure(Busy{2, {}, hostile});
    QTest::newRow("no connection")
        << Failure(NotReached{NotReached::Cause::HostNotFound, u"<i>cp</i>"_s, {}});
    QTest::newRow("certificate") << Failure(Insecure{u"<i>cp</i>"_s, {u"<b>"_s}});
    QTest::newRow("redirect") << Failure(Redirected{u"https://<i>other</i>"_s, hostile});
    QTest::newRow("unexpected") << Failure(Unexpected{Unexpected::Reason::Status, hostile});
    QTest::newRow("a page") << Failure(Unexpected{Unexpected::Reason::Shape, hostile});
    QTest::newRow("no answer") << Failure(NoAnswer{});
}

void TestSignInDialog::explainsEveryFailure()
{
    QFETCH(const Failure, failure);
    Bench bench;
    bench.controlPlane.caller.add(failure);
    bench.signIn();
    QVERIFY(bench.waitUntilIdle());
    const QString title = describe(failure, {}).title;
    QVERIFY(!title.isEmpty());
    QTRY_VERIFY2(bench.text().contains(title), qPrintable(bench.text()));
    const QString text = describe(failure, {}).text;
    QVERIFY2(bench.text().contains(text), qPrintable(bench.text()));
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
    // There is neither a server nor a subject yet.
    QVERIFY2(!text.contains(u"\"\""_s), qPrintable(text));
    QVERIFY(!bench.session.isSignedIn());
    QVERIFY(bench.vault.calls().isEmpty());
}

void TestSignInDialog::promise8ExplainsTheKeychain_data()
{
    QTest::addColumn<VaultAnswer>("answer");
    const QString words = u"<b>keychain</b>"_s;
    QTest::newRow("locked") << VaultAnswer{VaultState::Locked, {}, words};
    QTest::newRow("refused") << VaultAnswer{VaultState::Denied, {}, words};
    QTest::newRow("none there") << VaultAnswer{VaultState::Unavailable, {}, words};
    QTest::newRow("silent") << VaultAnswer{VaultState::TimedOut, {}, words};
    QTest::newRow("damaged") << VaultAnswer{VaultState::Damaged, {}, words};
    QTest::newRow("forgetful") << VaultAnswer{VaultState::NotKept, {}, words};
    QTest::newRow("failing") << VaultAnswer{VaultState::Failed, {}, words};
}

void TestSignInDialog::promise8ExplainsTheKeychain()
{
    QFETCH(const VaultAnswer, answer);
    Bench bench(address, FakeTokenVault::Mode::QueuedOnly);
    bench.controlPlane.caller.add(caller);
    bench.vault.write.add(answer);
    bench.signIn();
    QTRY_VERIFY2(bench.text().contains(describe(answer)), qPrintable(bench.text()));
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
    QVERIFY(!bench.session.isSignedIn()); // nothing was agreed to yet
    QVERIFY(bench.offers(u"This session only"_s));
}

void TestSignInDialog::promise7WaitsVisiblyForTheKeyring()
{
    Bench bench(address, FakeTokenVault::Mode::QueuedOnly);
    bench.controlPlane.caller.add(caller);
    bench.vault.write.addSilence();
    bench.signIn();
    QTRY_COMPARE(bench.vault.calls().size(), 1);
    QVERIFY(!bench.text().contains(waitingForKeyring()));
    bench.vault.wait();
    QVERIFY2(bench.text().contains(waitingForKeyring()), qPrintable(bench.text()));
    bench.click(u"Cancel"_s);
    QCOMPARE(bench.vault.liveJobs(), 0);
    QVERIFY(!bench.text().contains(waitingForKeyring()));
    QVERIFY(bench.dialog && bench.dialog->isVisible()); // what was typed is kept
    QCOMPARE(bench.line(u"Access token"_s).text().isEmpty(), false);
    QVERIFY(!bench.session.isSignedIn());
}

void TestSignInDialog::signsInWithoutTheKeychain()
{
    Bench bench(address, FakeTokenVault::Mode::QueuedOnly);
    bench.controlPlane.caller.add(caller);
    bench.vault.write.add(VaultAnswer{VaultState::Locked, {}, {}});
    bench.signIn();
    QTRY_VERIFY(bench.offers(u"This session only"_s));
    bench.controlPlane.caller.add(caller);
    bench.click(u"This session only"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.storage(), TokenStorage::ThisSessionOnly);
    QCOMPARE(bench.vault.calls().size(), 1);
    QTRY_VERIFY(!bench.dialog);
}

void TestSignInDialog::triesTheKeychainAgain()
{
    Bench bench;
    bench.controlPlane.caller.add(caller);
    bench.vault.write.add(VaultAnswer{VaultState::Locked, {}, {}});
    bench.signIn();
    QTRY_VERIFY(bench.offers(u"This session only"_s));
    bench.controlPlane.caller.add(caller);
    bench.click(u"Sign in"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.storage(), TokenStorage::Keychain);
}

void TestSignInDialog::showsThatItIsBusy()
{
    Bench bench;
    bench.controlPlane.caller.addSilence();
    bench.signIn();
    QVERIFY(bench.session.isBusy());
    QVERIFY(bench.line(u"Control plane"_s).isReadOnly());
    QVERIFY(bench.line(u"Access token"_s).isReadOnly());
    QVERIFY(!find::button(*bench.dialog, u"Sign in"_s)->isEnabled());
    QVERIFY(find::button(*bench.dialog, u"Cancel"_s)->isEnabled());
    bench.session.cancel();
    QVERIFY(!bench.line(u"Access token"_s).isReadOnly());
    QVERIFY(find::button(*bench.dialog, u"Sign in"_s)->isEnabled());
}

void TestSignInDialog::stopsThenCloses_data()
{
    QTest::addColumn<bool>("byKeyboard");
    QTest::newRow("by the button") << false;
    QTest::newRow("by Escape") << true;
}

void TestSignInDialog::stopsThenCloses()
{
    QFETCH(const bool, byKeyboard);
    Bench bench;
    bench.controlPlane.caller.addSilence();
    bench.signIn();
    QCOMPARE(bench.controlPlane.liveJobs(), 1);
    const auto stop = [&bench, byKeyboard] {
        if (byKeyboard)
            find::press(Qt::Key_Escape);
        else
            bench.click(u"Cancel"_s);
    };
    stop();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(!bench.session.isBusy());
    QVERIFY(bench.dialog->isVisible());
    QVERIFY(bench.text().contains(u"Stopped."_s));
    QCOMPARE(bench.line(u"Access token"_s).text().size(), token.size());
    stop();
    QTRY_VERIFY(!bench.dialog);
    QVERIFY(!bench.session.isSignedIn());
}

void TestSignInDialog::ignoresASecondSignInWhileBusy()
{
    Bench bench;
    bench.controlPlane.caller.addSilence();
    bench.signIn();
    bench.line(u"Access token"_s).setFocus();
    find::press(Qt::Key_Return);
    find::press(Qt::Key_Return);
    QCOMPARE(bench.controlPlane.calls().size(), 1);
    QVERIFY(bench.session.isBusy());
}

void TestSignInDialog::neverShowsTheToken()
{
    Bench bench;
    QLineEdit &field = bench.line(u"Access token"_s);
    const auto isShown = [&bench, &field] {
        QString everything = bench.text() + bench.window.windowTitle();
        for (QWidget *widget : bench.dialog->findChildren<QWidget *>())
            everything += widget->toolTip() + find::nameOf(*widget) + find::descriptionOf(*widget);
        return everything.contains(u"hunter2"_s) || field.displayText().contains(u"hunter2"_s);
    };
    find::paste(field, token);
    QVERIFY(!isShown());
    bench.click(u"Show Access token"_s);
    QVERIFY(isShown()); // asked for
    bench.controlPlane.caller.addSilence();
    bench.click(u"Sign in"_s);
    QVERIFY(!isShown());
    bench.click(u"Cancel"_s);
    QVERIFY(!isShown());
    for (const Failure &failure :
         {Failure(SignInExpired{}), Failure(NotPermitted{}), Failure(NoAnswer{})}) {
        bench.controlPlane.caller.add(failure);
        bench.click(u"Sign in"_s);
        QVERIFY(bench.waitUntilIdle());
        QVERIFY(!isShown());
    }
    find::paste(field, u"hunter2 and more"_s);
    bench.click(u"Sign in"_s);
    QVERIFY(!isShown());
}

void TestSignInDialog::offersDemoTokens()
{
    Bench bench;
    bench.dialog->offerDemoTokens(
        {{u"Manager"_s, u"hunter2-manager"_s}, {u"Plain user"_s, u"hunter2-user"_s}});
    QTRY_VERIFY(bench.offers(u"Manager"_s));
    QVERIFY(!bench.text().contains(u"hunter2"_s));
    bench.controlPlane.caller.add(caller);
    bench.click(u"Plain user"_s);
    if (!bench.session.isBusy()) // filled in: one more press signs in
        bench.click(u"Sign in"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.account().token, u"hunter2-user"_s);
    QCOMPARE(bench.session.storage(), TokenStorage::ThisSessionOnly);
    QVERIFY(bench.vault.calls().isEmpty());
}

void TestSignInDialog::tabGoesDownTheRows()
{
    const Bench bench;
    bench.dialog->offerDemoTokens(
        {{u"Manager"_s, u"hunter2-manager"_s}, {u"Plain user"_s, u"hunter2-user"_s}});
    bench.click(u"Also trust a CA file"_s);
    QTRY_VERIFY(bench.offers(u"Manager"_s));
    QVERIFY(find::tabStops().size() >= 10);
    QCOMPARE(find::tabGoesBack(*bench.dialog), QString());
}

void TestSignInDialog::saysWhyItWasOpened()
{
    Bench bench;
    bench.dialog->say(u"The sign-in has <b>expired</b>."_s);
    QVERIFY(bench.text().contains(u"The sign-in has <b>expired</b>."_s));
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
}

void TestSignInDialog::showsAFixedAddressAsAFact()
{
    Bench bench(QString{});
    bench.dialog->setPreset(fixed());
    QVERIFY(!find::line(*bench.dialog, u"Control plane"_s));
    const QLabel *fact = find::label(*bench.dialog, u"Control plane"_s);
    QVERIFY(fact);
    QCOMPARE(fact->text(), address);
    QVERIFY(bench.text().contains(
        u"Your administrator manages the settings that cannot be changed here."_s));
    QVERIFY(fact->textInteractionFlags() & Qt::TextSelectableByMouse);
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Access token"_s));
    bench.controlPlane.caller.add(caller);
    bench.signIn();
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.account().address.text(), address);
}

void TestSignInDialog::beginsAtAnAddressThatIsToBeReplaced()
{
    Bench bench;
    bench.dialog->beginAtAddress();
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Control plane"_s));
    find::type(u"other.example.com"_s);
    QCOMPARE(bench.line(u"Control plane"_s).text(), u"other.example.com"_s);
}

void TestSignInDialog::promise14SaysWhyItWaits()
{
    Bench bench;
    bench.dialog->showRetries(bench.controlPlane.retries());
    bench.controlPlane.caller.addSilence();
    bench.signIn();
    const QString before = bench.text();
    const int call = 0;
    bench.controlPlane.retries().begin(&call, {std::chrono::seconds(4), 2, 3, 429});
    QVERIFY(bench.text().contains(
        u"The control plane responded with status 429. Attempt 2 of 3 begins in 4.0 s."_s));
    bench.controlPlane.retries().end(&call);
    QCOMPARE(bench.text(), before);
}

void TestSignInDialog::promise15SignsInWithACaFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("-----BEGIN CERTIFICATE-----") > 0);
    file.close();
    Bench bench;
    bench.dialog->proposeCaFile(u"/nowhere/ca.pem"_s);
    bench.signIn();
    QVERIFY(bench.controlPlane.calls().isEmpty());
    QVERIFY(bench.text().contains(u"The file cannot be read."_s));

    bench.controlPlane.caller.add(Failure(CaFileUnusable{file.fileName(), {}}));
    bench.controlPlane.caller.add(caller);
    find::paste(bench.line(u"CA file"_s), file.fileName());
    bench.click(u"Sign in"_s);
    QTRY_VERIFY(bench.text().contains(
        u"The CA file \u201C%1\u201D cannot be used. "_s.arg(file.fileName())));
    bench.click(u"Sign in"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.account().caFile, file.fileName());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestSignInDialog)
#include "tst_signindialog.moc"
