// SPDX-License-Identifier: Apache-2.0
// What others have written, in every window and dialog: shown, and nothing but shown.
#include "models/session/profilestore.h"
#include "tests/support/controlcharacters.h"
#include "tests/support/cost.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/support/stallwatch.h"
#include "tests/ui/textwalker.h"
#include "tests/ui/unspokentexts.h"
#include "tests/ui/watchedfile.h"
#include "tests/ui/windowbench.h"
#include "ui/activitydialog.h"
#include "ui/explanationdialog.h"
#include "ui/overrideview.h"
#include "ui/pickmodel.h"
#include "ui/profiledialog.h"
#include "ui/serverpane.h"
#include "ui/signindialog.h"
#include "ui/subjectcard.h"
#include "ui/words/changewords.h"
#include "ui/words/credentialwords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/formtargetwords.h"
#include "ui/words/idwords.h"
#include "ui/words/keychainwords.h"
#include "ui/words/linkwords.h"
#include "ui/words/presetwords.h"

#include <QDesktopServices>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QMessageBox>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString server = u"mcp-1"_s;

/// Counts what somebody would open in a browser.
class OpenedUrls : public QObject
{
    Q_OBJECT
public:
    OpenedUrls()
    {
        for (const QString &scheme : {u"https"_s, u"http"_s, u"file"_s, u"javascript"_s})
            QDesktopServices::setUrlHandler(scheme, this, "open");
    }
    ~OpenedUrls() override
    {
        for (const QString &scheme : {u"https"_s, u"http"_s, u"file"_s, u"javascript"_s})
            QDesktopServices::unsetUrlHandler(scheme);
    }
    OpenedUrls(const OpenedUrls &) = delete;
    OpenedUrls &operator=(const OpenedUrls &) = delete;
    Q_SLOT void open(const QUrl &) { ++count; }
    int count = 0;
};

Caller callerNamed(const QString &hostile, Role role)
{
    return {{u"admin"_s, u"user"_s}, hostile, hostile, role};
}

ServerEntry serverNamed(const QString &id, const QString &hostile)
{
    return {
        id,
        hostile,
        hostile,
        true,
        {ServerAuth::Kind::Header, hostile, u"Bearer {{"_s + hostile + u"}}"_s, hostile, false}};
}

OverrideRow rowOf(const QString &hostile)
{
    return {{hostile, u"user"_s},
            hostile,
            QDateTime::currentDateTimeUtc(),
            {hostile, hostile},
            hostile};
}

struct Fakes {
    OwnSettings settings;
    FakeControlPlane controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// The window, signed in to a control plane that gives the hostile text wherever it can.
struct Bench : Fakes, WindowBench {
    Bench(const QString &hostile, Role role)
        : WindowBench(Fakes::controlPlane, Fakes::vault, neverStill)
        , text(hostile)
    {
        activity.setOff(true);
        controlPlane.hasEmptyDirectories = true;
        controlPlane.caller.add(callerNamed(hostile, role));
        controlPlane.servers.add(
            QList{serverNamed(server, hostile), serverNamed(hostile, hostile)});
        if (role == Role::NotManager)
            addSelfService();
        else
            addSubjects();
        session.signIn({addressOf(u"https://cp.example.com"_s), u"token"_s},
                       TokenStorage::ThisSessionOnly);
        if (!QTest::qWaitFor([this] { return session.isSignedIn() && isListed(); }))
            qFatal("Not signed in");
    }
    bool isListed() const
    {
        using Phase = ListingState::Phase;
        return directory.serversState().phase == Phase::Complete &&
               directory.usersState().phase != Phase::Loading;
    }
    void addSubjects()
    {
        controlPlane.users.add(
            QList{SubjectEntry{{text, u"user"_s}, text, text, SubjectEntry::State::Inactive}});
        controlPlane.virtualAccounts.add(QList{
            SubjectEntry{{text, u"virtualaccount"_s}, text, {}, SubjectEntry::State::Expired}});
    }
    void addSelfService()
    {
        controlPlane.rolesOnServers.add(
            QHash<QString, Role>{{server, Role::NotManager}, {text, Role::NotManager}});
        for (int i = 0; i < 2; ++i)
            controlPlane.overrides.add(QList{rowOf(text)});
    }

    QTableView &table() { return *window.findChild<OverrideView *>()->findChild<QTableView *>(); }
    void chooseServer()
    {
        controlPlane.overrides.add(QList{rowOf(text)});
        controlPlane.effectiveAuth.add(EffectiveAuth{EffectiveAuth::Status::Authenticated,
                                                     EffectiveAuth::Method::AuthOverride, text});
        auto *list = window.findChild<ServerPane *>()->findChild<QListView *>();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, 0).data(PickModel::IdRole) == server)
                list->setCurrentIndex(list->model()->index(row, 0));
        }
        if (!QTest::qWaitFor([this] { return table().model()->rowCount() == 1; }))
            qFatal("No rows");
        table().selectRow(0);
    }
    void fillForm()
    {
        openForm();
        form.setText(fields::server, server);
        form.setText(fields::subject, text);
        controlPlane.effectiveAuth.add(
            EffectiveAuth{EffectiveAuth::Status::Required, EffectiveAuth::Method::None, text});
        facts.refresh();
    }

    QString text;
};

/// Everything that is asked about a change, a link or the keychain.
QList<Explanation> questionsWith(const QString &hostile)
{
    const Subject subject{hostile, u"user"_s};
    // An address is all that a link can name freely, and its end says whose it is.
    const ControlPlaneAddress address = addressOf(
        u"https://"_s + u"app.truefoundry.com."_s.repeated(11) + u"evil.example.com/zq17"_s);
    const Profile profile{u"1"_s, hostile, ProfileColor::Red, true, address, hostile, true};
    const ServerAuth auth = serverNamed(hostile, hostile).auth;
    const OverrideLink link{hostile, subject, hostile, address};
    const FieldIssues issues{fields::subject,
                             u"zq17\n"_s,
                             {{.kind = SecretIssue::Kind::RepeatedScheme, .scheme = hostile}},
                             u"zq17"_s};
    return {describe(RemovalQuestion{hostile, hostile, auth, idDoubts(hostile, hostile),
                                     controlPlaneSentence(hostile)}),
            leaveQuestion({ChangeRequest::Action::Set, hostile, subject, {}}),
            draftQuestion({hostile, hostile, subject, hostile}),
            productionQuestion(profile, hostile, subject),
            issueQuestion({issues}, {u"Header value"_s}, auth),
            unknownControlPlaneQuestion(link),
            switchQuestion(link, address, true),
            switchQuestion(link, address, false),
            replaceQuestion(link),
            linkRefusal(linkForOtherControlPlane(address, signedInElsewhere(address))),
            explain({VaultState::Failed, {}, hostile})};
}

/// Everything that can become of a request, worded by somebody hostile.
QList<Explanation> explanationsWith(const QString &hostile)
{
    const ServerReply reply{400, hostile, hostile};
    QList<Explanation> all;
    const auto explain = [&](const ChangeOutcome &outcome) {
        for (const auto action : {ChangeRequest::Action::Set, ChangeRequest::Action::Remove}) {
            ChangeReport report;
            report.request = {action, hostile, {hostile, u"user"_s}, {}};
            report.outcome = outcome;
            report.verification = Verification::SetByOther;
            all.append(describe(report));
        }
    };
    explain(BodyRejected{{}, reply});
    explain(OverridesUnsupported{reply});
    explain(ChangedMeanwhile{rowOf(hostile)});
    QList<Failure> failures{SignInExpired{reply},
                            NotPermitted{reply},
                            NotFound{NotFound::Missing::Unknown, {}, reply},
                            NotFound{NotFound::Missing::Server, hostile, reply},
                            NotFound{NotFound::Missing::Subject, {}, reply},
                            Insecure{hostile, {hostile, hostile}},
                            Redirected{hostile, reply},
                            NoAnswer{NoAnswer::Cause::Timeout},
                            Unexpected{Unexpected::Reason::Status, reply},
                            Unexpected{Unexpected::Reason::Shape, reply},
                            Unexpected{Unexpected::Reason::TooLarge, reply}};
    Busy busy;
    busy.reply = reply;
    failures.append(busy);
    for (const auto cause :
         {NotReached::Cause::HostNotFound, NotReached::Cause::Refused, NotReached::Cause::Proxy,
          NotReached::Cause::ProxySignIn, NotReached::Cause::ProxyUnsupported,
          NotReached::Cause::Timeout, NotReached::Cause::Network}) {
        NotReached notReached;
        notReached.cause = cause;
        notReached.host = hostile;
        notReached.details = hostile;
        failures.append(notReached);
    }
    for (const Failure &failure : failures)
        explain(failure);
    all.append(questionsWith(hostile));
    for (const auto kind : {LinkProblem::Kind::UnknownParameter, LinkProblem::Kind::GivenTwice,
                            LinkProblem::Kind::SecretParameter}) {
        LinkProblem problem;
        problem.kind = kind;
        problem.parameter = hostile;
        Explanation refusal;
        refusal.title = u"Link not used"_s;
        refusal.text = describe(problem);
        all.append(refusal);
    }
    return all;
}

} // namespace

class TestForeignText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_stall.reset(); }
    void cleanup() { noteStall("the end"); }
    void cleanupTestCase();

    void promise23FindsEveryWrongWidget_data();
    void promise23FindsEveryWrongWidget();
    void promise23NoticesAnOpenedFile();

    void promise23InTheManagersWindow_data() { addTexts(); }
    void promise23InTheManagersWindow();
    void promise23InTheWindowOfAPlainUser_data() { addTexts(); }
    void promise23InTheWindowOfAPlainUser();
    void promise23InEveryExplanation_data() { addTexts(); }
    void promise23InEveryExplanation();
    void promise23OnProduction_data() { addTexts(); }
    void promise23OnProduction();
    void promise23InTheLinks_data() { addTexts(); }
    void promise23InTheLinks();
    void promise23InTheProfiles_data() { addTexts(); }
    void promise23InTheProfiles();
    void promise23AtTheSignIn_data() { addTexts(); }
    void promise23AtTheSignIn();
    void promise23InTheActivity_data() { addTexts(); }
    void promise23InTheActivity();

    void promise19TheFormSendsNone_data();
    void promise19TheFormSendsNone();
    void promise24MarksStrangeIdsWhereverTheyAreShown();

private:
    void addTexts();
    void noteStall(const char *step);
    void verifyPlain(const char *step, const QString &text, int atLeast);

    WatchedFile m_file;
    OpenedUrls m_urls;
    StallWatch m_stall;
    double m_longestStall = 0;
    QByteArray m_longestAt;
};

void TestForeignText::addTexts()
{
    QTest::addColumn<QString>("text");
    for (const HostileText &one : hostileTexts(m_file.path()))
        QTest::newRow(one.name) << one.text;
}

/// What the person would have waited for since this was last asked.
void TestForeignText::noteStall(const char *step)
{
    const double longest = m_stall.longestBusy();
    if (QTest::currentDataTag() != nullptr && longest > m_longestStall) {
        m_longestStall = longest;
        m_longestAt =
            QByteArray(QTest::currentTestFunction()) + ", " + QTest::currentDataTag() + ", " + step;
    }
    m_stall.reset();
}

/// Promise 25. The figure is told; what fails is only what nobody could put down to a machine that
/// is busy with other things.
void TestForeignText::cleanupTestCase()
{
    qInfo("The longest that the window did nothing else: %.1f ms (%s)", m_longestStall,
          m_longestAt.constData());
    QVERIFY(isInstrumented || m_longestStall < 1'000);
}

/// All that is alive now; @p atLeast places have to show the text.
void TestForeignText::verifyPlain(const char *step, const QString &text, int atLeast)
{
    QCoreApplication::processEvents();
    noteStall(step);
    const TextWalker walker(text);
    QVERIFY2(walker.faults().isEmpty(), qPrintable(walker.faults().join(u'\n')));
    QVERIFY2(walker.places() >= atLeast, step);
    const UnspokenTexts unspoken;
    QVERIFY2(unspoken.faults().isEmpty(), qPrintable(unspoken.faults().join(u'\n')));
    for (QWidget *widget : QApplication::allWidgets()) {
        auto *label = qobject_cast<QLabel *>(widget);
        if (label != nullptr && label->isVisible() && label->text().contains(hostileMark))
            find::click(*label);
    }
    QCOMPARE(m_urls.count, 0);
    QVERIFY(!m_file.wasOpened());
    m_stall.reset();
}

void TestForeignText::promise23FindsEveryWrongWidget_data()
{
    using Make = std::function<QWidget *()>;
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("fault");
    const QString bold = u"<b>zq17</b>"_s;
    const auto row = [](const char *name, const QString &fault, const Make &make) {
        QTest::newRow(name) << make << fault;
    };
    row("a label", u"may read markup"_s, [=] { return new QLabel(bold); });
    row("a label that only looks like markup at times", u"may read markup"_s,
        [] { return new QLabel(u"zq17"_s); });
    row("a label with something unseen", u"unseen"_s, [] {
        auto *label = new QLabel;
        label->setTextFormat(Qt::PlainText);
        label->setText(u"zq17\u202E"_s);
        return label;
    });
    row("a tool tip", u"tool tip that reads markup"_s, [=] {
        auto *widget = new QWidget;
        widget->setToolTip(bold);
        return widget;
    });
    row("a tool tip that is half escaped", u"tool tip that reads markup"_s, [=] {
        auto *widget = new QWidget;
        widget->setToolTip(u"<qt>&lt;b&gt;zq17"_s + bold + u"</qt>"_s);
        return widget;
    });
    row("What's This", u"What's This that reads markup"_s, [=] {
        auto *widget = new QWidget;
        widget->setWhatsThis(bold);
        return widget;
    });
    row("a spoken name", u"spoken name with something unseen"_s, [] {
        auto *widget = new QPushButton;
        widget->setAccessibleName(u"zq17\u0007"_s);
        return widget;
    });
    row("a spoken description", u"spoken description with something unseen"_s, [] {
        auto *widget = new QPushButton;
        widget->setAccessibleDescription(u"zq17\u200B"_s);
        return widget;
    });
    row("a window's title", u"title with something unseen"_s, [] {
        auto *widget = new QWidget;
        widget->setWindowTitle(u"zq17\nx"_s);
        return widget;
    });
    row("a button", u"foreign access keys"_s, [] { return new QPushButton(u"zq17 &S&e&t"_s); });
    row("an action", u"foreign access keys"_s, [] {
        auto *menu = new QMenu;
        menu->addAction(u"zq17 &S&e&t"_s);
        return menu;
    });
    row("a choice", u"cell with something unseen"_s, [] {
        auto *choice = new QComboBox;
        choice->addItem(u"zq17\t"_s);
        return choice;
    });
    row("a choice's tool tip", u"tool tip of a cell that reads markup"_s, [=] {
        auto *choice = new QComboBox;
        choice->addItem(u"x"_s);
        choice->setItemData(0, bold, Qt::ToolTipRole);
        return choice;
    });
    // Since Qt 6.8 its informative text reads markup only where the text of the box does.
    row("a message box", u"opens links"_s, [=] {
        auto *box = new QMessageBox;
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(bold);
        return box;
    });
    row("an editor", u"an editor that reads markup"_s, [] { return new QTextEdit(u"zq17"_s); });
    row("a browser", u"an editor that reads markup"_s, [=] {
        auto *browser = new QTextBrowser;
        browser->setHtml(bold);
        return browser;
    });
    row("a link among plain text", u"a link or a picture"_s, [] {
        auto *edit = new QPlainTextEdit;
        edit->appendHtml(u"<a href=\"https://evil.example.com\">zq17</a>"_s);
        return edit;
    });
    row("a text without end", u"without end"_s, [] {
        auto *label = new QLabel;
        label->setTextFormat(Qt::PlainText);
        label->setText(u"zq17"_s.repeated(2'000));
        return label;
    });
}

void TestForeignText::promise23FindsEveryWrongWidget()
{
    QFETCH(const std::function<QWidget *()>, make);
    QFETCH(const QString, fault);
    const std::unique_ptr<QWidget> widget(make());
    const TextWalker walker(u"zq17 &S&e&t"_s);
    QVERIFY(walker.places() > 0);
    QVERIFY2(!walker.faults().filter(fault).isEmpty(), qPrintable(walker.faults().join(u'\n')));
}

/// That the watch notices what must not happen; it is what Qt's own label does.
void TestForeignText::promise23NoticesAnOpenedFile()
{
    {
        QLabel label(u"<img src=\"file://%1\">zq17"_s.arg(m_file.path()));
        label.show();
        QVERIFY(QTest::qWaitForWindowExposed(&label));
        QTRY_VERIFY(m_file.wasOpened());
        m_file.forget();
    }
    QLabel label(u"<a href=\"https://evil.example.com\">zq17 zq17 zq17</a>"_s);
    label.setOpenExternalLinks(true);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QTest::mouseClick(&label, Qt::LeftButton, {}, QPoint(10, label.height() / 2));
    QCOMPARE(std::exchange(m_urls.count, 0), 1);
}

void TestForeignText::promise23InTheManagersWindow()
{
    QFETCH(const QString, text);
    Bench bench(text, Role::Manager);
    bench.chooseServer();
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    verifyPlain("the table", text, 1);

    auto *copy = qobject_cast<QPushButton *>(find::button(bench.window, u"Copy"_s));
    QVERIFY(copy);
    auto *account = qobject_cast<QPushButton *>(find::button(bench.window, u"Account"_s));
    QVERIFY(account);
    for (QMenu *menu : {copy->menu(), account->menu()}) {
        menu->popup({10, 10});
        QVERIFY(QTest::qWaitForWindowExposed(menu));
        verifyPlain("a menu", text, 1);
        menu->close();
    }

    bench.fillForm();
    // Half a character cannot be asked about.
    QTRY_VERIFY(bench.controlPlane.isUsedUp() || !text.isValidUtf16());
    verifyPlain("the form", text, 1);
    for (QToolButton *button : find::all<QToolButton>(bench.window)) {
        if (!button->accessibleName().endsWith(u"to choose from"_s))
            continue;
        find::click(*button);
        verifyPlain("a picker", text, 1);
        if (QWidget *list = QApplication::activePopupWidget())
            QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!QApplication::activePopupWidget()); // dialogs wait for it
    }

    find::click(*find::button(bench.window, u"Remove\u2026"_s));
    QVERIFY(find::dialogThat([](QDialog &) { return true; }));
    verifyPlain("the question", text, 1);
}

void TestForeignText::promise23InTheWindowOfAPlainUser()
{
    QFETCH(const QString, text);
    Bench bench(text, Role::NotManager);
    QTRY_VERIFY(find::line(bench.window, u"MCP server"_s));
    verifyPlain("the window", text, 1);
}

void TestForeignText::promise23InEveryExplanation()
{
    QFETCH(const QString, text);
    QWidget window;
    window.show();
    const QList<Explanation> explanations = explanationsWith(text);
    constexpr int widest = 640;
    constexpr int highest = 480;
    m_stall.reset();
    for (const Explanation &explanation : explanations) {
        auto *dialog = new ExplanationDialog(explanation, &window);
        dialog->open();
        if (QAbstractButton *details = find::button(*dialog, u"Details"_s))
            find::click(*details);
        QCoreApplication::processEvents();
        QVERIFY2(dialog->width() <= widest && dialog->height() <= highest,
                 qPrintable(u"%1 x %2: %3"_s.arg(dialog->width())
                                .arg(dialog->height())
                                .arg(find::visibleText(*dialog))));
        noteStall("a dialog");
    }
    verifyPlain("the dialogs", text, static_cast<int>(explanations.size()));
}

void TestForeignText::promise23OnProduction()
{
    QFETCH(const QString, text);
    Bench bench(text, Role::Manager);
    Profile profile = *bench.profiles.current();
    profile.name = text;
    profile.isProduction = true;
    bench.profiles.edit(profile);
    bench.openForm();
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s})
        find::paste(*find::line(bench.window, name), u"none of the list"_s);
    verifyPlain("the form", text, 1);
    QVERIFY(bench.window.minimumSizeHint().width() < 1'280);
    for (QPushButton *button : find::all<QPushButton>(bench.window)) {
        if (button->text().startsWith(u"Set &override on"_s))
            find::click(*button);
    }
    QVERIFY(find::dialogThat([](QDialog &) { return true; }));
    verifyPlain("the question", text, 2);
}

/// One that names a control plane without a profile: its question, the sign-in, and its end.
void TestForeignText::promise23InTheLinks()
{
    QFETCH(const QString, text);
    Bench bench(text, Role::Manager);
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(text));
    bench.window.openLink(u"mcp-override://set?server=%1&subject=%1&control-plane=%2"_s.arg(
        id, u"https%3A%2F%2Fnew.example.com"_s));
    QDialog *question = find::dialogThat([](QDialog &) { return true; });
    QVERIFY(question);
    verifyPlain("the question", text, 1);
    QVERIFY(question->width() <= 640);
    if (QAbstractButton *signIn = find::button(*question, u"Sign in there\u2026"_s)) {
        find::click(*signIn);
        QVERIFY(find::signInDialog());
        verifyPlain("the sign-in", text, 1);
        find::signInDialog()->close();
        QTRY_COMPARE(find::openDialogs(), 0);
        bench.window.openLink(u"mcp-override://set?server="_s + id);
        verifyPlain("the form", text, 1);
    }
    QVERIFY(bench.window.minimumSizeHint().width() < 1'280);
}

void TestForeignText::promise23InTheProfiles()
{
    QFETCH(const QString, text);
    Fakes fakes;
    WindowBench bench(fakes.controlPlane, fakes.vault, neverStill);
    Profile profile{u"1"_s, text, ProfileColor::Red, true, addressOf(u"https://cp.example.com"_s),
                    text,   true};
    profile.caFile = text;
    QVERIFY(saveProfile(profile) && setLastUsedProfile(profile.id));
    m_stall.reset(); // writing that file was the test
    bench.profiles.open({});
    bench.profiles.switchTo(profile.id);
    QTRY_VERIFY(!bench.session.isBusy());
    verifyPlain("the window", text, 1);
    auto *others = qobject_cast<QPushButton *>(find::button(bench.window, u"Profiles"_s));
    QVERIFY(others && others->menu());
    others->menu()->popup({10, 10});
    QVERIFY(QTest::qWaitForWindowExposed(others->menu()));
    verifyPlain("the menu", text, 1);
    others->menu()->close();

    auto *dialog = new ProfileDialog(bench.profiles, profile, &bench.window);
    dialog->open();
    QAbstractButton *remove = find::button(*dialog, u"Remove profile\u2026"_s);
    QVERIFY(remove);
    find::click(*remove);
    verifyPlain("the dialog", text, 1);
    delete dialog; // the next one waits until it is closed

    // What an administrator wrote is not repeated where it may hold a password.
    Preset preset;
    preset.controlPlane = addressOf(u"https://cp.example.com"_s);
    preset.name = text;
    preset.caFile = text;
    preset.place = text;
    using Kind = PresetFault::Kind;
    for (const Kind kind : {Kind::UnusableValue, Kind::Unreadable, Kind::Malformed,
                            Kind::OutsideOfGroup, Kind::UnknownKey, Kind::NeedsControlPlane})
        preset.faults.append({kind, text, text});
    bench.profiles.open(preset);
    verifyPlain("the fault", text, text.contains(u'@') ? 0 : 1);
    while (QWidget *open = QApplication::activeModalWidget())
        open->close(); // one dialog at a time
    find::click(*find::button(bench.window, u"Managed settings\u2026"_s));
    QVERIFY(find::dialog(u"Managed settings"_s));
    verifyPlain("the managed settings", text, 3);
    auto *managed =
        new ProfileDialog(bench.profiles, bench.profiles.list().constFirst(), &bench.window);
    managed->open();
    verifyPlain("the managed profile", text, 2);
    auto *signIn = new SignInDialog(bench.session, u"https://cp.example.com"_s, &bench.window);
    signIn->setPreset(preset);
    signIn->open();
    verifyPlain("the managed sign-in", text, 1);
}

void TestForeignText::promise23AtTheSignIn()
{
    QFETCH(const QString, text);
    Fakes fakes;
    WindowBench bench(fakes.controlPlane, fakes.vault, neverStill);
    auto *dialog = new SignInDialog(bench.session, u"https://cp.example.com"_s, &bench.window);
    dialog->open();
    QVERIFY(find::activate(*dialog));
    // What a token says of itself.
    const QByteArray claims =
        QJsonDocument(QJsonObject{{u"sub"_s, text}, {u"email"_s, text}, {u"tenantName"_s, text}})
            .toJson(QJsonDocument::Compact)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QLineEdit *token = find::line(*dialog, u"Access token"_s);
    QVERIFY(token);
    find::paste(*token, u"e30."_s + QString::fromLatin1(claims) + u".x"_s);
    verifyPlain("the token", text, 0);
    // And what is said about it.
    fakes.controlPlane.caller.add(
        Failure(Unexpected{Unexpected::Reason::Status, ServerReply{418, text, text}}));
    find::click(*find::button(*dialog, u"Sign in"_s));
    QTRY_VERIFY(fakes.controlPlane.caller.isEmpty() && !bench.session.isBusy());
    verifyPlain("the failure", text, 0);
    fakes.controlPlane.hasEmptyDirectories = true;
    fakes.controlPlane.caller.add(callerNamed(text, Role::Manager));
    fakes.vault.write.add(VaultAnswer{VaultState::Failed, {}, text});
    find::click(*find::button(*dialog, u"Sign in"_s));
    QTRY_VERIFY(fakes.vault.write.isEmpty() && !bench.session.isBusy());
    verifyPlain("the keychain", text, 1);
}

void TestForeignText::promise23InTheActivity()
{
    QFETCH(const QString, text);
    const QTemporaryDir folder;
    ActivityLog log(folder.filePath(u"activity.jsonl"_s));
    ActivityEntry entry;
    entry.time = QDateTime::currentDateTimeUtc();
    for (QString *field : {&entry.profile, &entry.controlPlane, &entry.serverId, &entry.serverName,
                           &entry.subject.id, &entry.subject.type, &entry.credentialType,
                           &entry.outcome, &entry.requestId})
        *field = text;
    log.append(entry);
    QWidget window;
    window.show();
    auto *dialog = new ActivityDialog(log, &window);
    dialog->open();
    QVERIFY(find::activate(*dialog));
    verifyPlain("the entries", text, 5);
    QLineEdit *filter = find::line(*dialog, u"Filter"_s);
    QVERIFY(filter);
    find::paste(*filter, text.left(1'000) + u" not there"_s);
    verifyPlain("the filter", text, 0);
}

void TestForeignText::promise19TheFormSendsNone_data()
{
    QTest::addColumn<QString>("character");
    QTest::addColumn<QString>("field");
    for (const QString &character : controlCharacters()) {
        for (const QString &field : {u"MCP server"_s, u"Subject"_s})
            QTest::newRow((nameOfCharacters(character) + " in " + field.toLatin1()).constData())
                << character << field;
    }
}

/// A line that is pasted keeps them, and so does one that is filled in from elsewhere. The fake
/// control plane ends the test when it is asked to set anything.
void TestForeignText::promise19TheFormSendsNone()
{
    QFETCH(const QString, character);
    QFETCH(const QString, field);
    const QString bad = u"a"_s + character + u"X-Smuggled: b"_s;
    Bench bench(u"zq17"_s, Role::Manager);
    bench.openForm();
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s})
        find::paste(*find::line(bench.window, name), name == field ? bad : u"x"_s);
    const auto refuses = [&] {
        find::click(*find::button(bench.window, u"Set override"_s));
        return find::descriptionOf(*find::line(bench.window, field))
            .contains(describe(ServerIdProblem::ControlCharacter));
    };
    QVERIFY(refuses());
    bench.form.setText(field == "Subject"_L1 ? fields::subject : fields::server, bad);
    QVERIFY(refuses());
    QVERIFY(!bench.change.isRunning());
    QVERIFY(bench.controlPlane.requests().isEmpty());
}

void TestForeignText::promise24MarksStrangeIdsWhereverTheyAreShown()
{
    const QString strange = u"zq17p\u0430y\u200B"_s;
    const QString named = u"zq17p\u2039U+0430\u203Ay\u2039U+200B\u203A"_s;
    Bench bench(strange, Role::Manager);
    auto *list = bench.window.findChild<ServerPane *>()->findChild<QListView *>();
    QCOMPARE(list->model()->index(0, 0).data().toString(), named);
    QCOMPARE(list->model()->index(0, 0).data(PickModel::MarkRole).toString(),
             u"unusual characters"_s);
    bench.chooseServer();
    QCOMPARE(bench.table().model()->index(0, OverrideTableModel::SubjectName).data().toString(),
             named);
    QVERIFY(find::visibleText(*bench.window.findChild<SubjectCard *>()).contains(named));

    // In the form, at once and with nothing about the text changed.
    bench.openForm();
    bench.form.setText(fields::subject, strange);
    bench.form.setText(fields::server, u"mcp-\u0441"_s);
    const QString seen = find::visibleText(bench.window);
    QVERIFY2(seen.contains(u"look like others: \u201C"_s + named + u'\u201D'), qPrintable(seen));
    QVERIFY(seen.contains(u"Mixes letters of several alphabets"_s));
    QVERIFY(find::descriptionOf(*find::line(bench.window, u"Subject"_s)).contains(named));
    QVERIFY(bench.form.isComplete() || bench.form.text(fields::subject) == strange);
    bench.form.setText(fields::subject, u"user-5"_s);
    QVERIFY(!find::visibleText(bench.window).contains(named + u"\"."_s));

    find::click(*find::button(bench.window, u"Remove\u2026"_s));
    QDialog *question = find::dialogThat([](QDialog &) { return true; });
    QVERIFY(question);
    QVERIFY(find::visibleText(*question).contains(u"Subject: Contains characters"_s));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestForeignText)
#include "tst_foreigntext.moc"
