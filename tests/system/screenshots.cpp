// SPDX-License-Identifier: Apache-2.0
// Pictures of every window and dialog, light and dark: screenshots DIR

#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/system/workspacepictures.h"
#include "ui/choicebox.h"
#include "ui/explanationdialog.h"
#include "ui/formrows.h"
#include "ui/mainwindow.h"
#include "ui/overridepanel.h"
#include "ui/presetdialog.h"
#include "ui/profiledialog.h"
#include "ui/windowmodels.h"
#include "ui/words/changewords.h"
#include "ui/words/credentialwords.h"
#include "ui/words/linkwords.h"
#include "ui/workspace.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStyleFactory>
#include <QTest>
#include <QToolButton>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace mcpo;

namespace
{

QPalette darkPalette()
{
    QPalette palette(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::Text, QColor(0xe8, 0xe8, 0xe8));
    palette.setColor(QPalette::WindowText, QColor(0xe8, 0xe8, 0xe8));
    palette.setColor(QPalette::ButtonText, QColor(0xe8, 0xe8, 0xe8));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x7a, 0x7e, 0x86));
    palette.setColor(QPalette::PlaceholderText, QColor(0x90, 0x94, 0x9b));
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xff));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

const Caller admin{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};
const Caller plainUser{
    {u"user-17"_s, u"user"_s}, u"user-17@example.com"_s, u"example"_s, Role::NotManager};

void savePicture(QWidget &widget, const QString &file)
{
    for (int i = 0; i < 10; ++i) // lines that wrap settle from the inside to the outside
        QApplication::processEvents();
    if (!widget.grab().save(file))
        qFatal("Cannot write %s", qPrintable(file));
    std::printf("%s\n", qPrintable(QDir::toNativeSeparators(file)));
}

struct Fakes {
    Fakes() { fakeControlPlane.hasEmptyDirectories = true; }

    FakeControlPlane fakeControlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// A window with everything behind it, and nothing but fakes behind that.
class Stage : public Fakes, public WindowModels
{
public:
    Stage(const QDir &folder, QString mode)
        : WindowModels(fakeControlPlane, vault, RequestDescription::builtIn(),
                       std::chrono::hours(24)) // asked by hand
        , m_directory(folder)
        , m_mode(std::move(mode))
    {
    }

    void picture(QWidget &widget, const QString &name)
    {
        savePicture(widget, m_directory.filePath(name + u'-' + m_mode + u".png"_s));
    }

    void signIn(const Caller &caller, const QString &address = u"https://cp.example.com"_s)
    {
        fakeControlPlane.caller.add(caller);
        session.signIn(
            {std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(address)), u"opaque-token"_s},
            TokenStorage::Keychain);
        if (!QTest::qWaitFor([this] { return !session.isBusy(); }))
            qFatal("Not signed in");
        if (session.isSignedIn())
            window.findChild<Workspace *>()->openForm();
    }

    void fillIn()
    {
        form.setText(fields::server, u"mcp-01hx0jira"_s);
        form.setText(fields::subject, u"user-17"_s);
        form.setText(u"/authOverride/headerValue"_s, u"an example value"_s);
    }

    /// What the control plane tells about the target, and that it is shown.
    void tellFacts(const ServerEntry &server, const std::optional<OverrideRow> &row)
    {
        fakeControlPlane.server.add(server);
        fakeControlPlane.effectiveAuth.add(
            EffectiveAuth{EffectiveAuth::Status::NotRequired, EffectiveAuth::Method::None, {}});
        fakeControlPlane.overrides.add(row ? QList{*row} : QList<OverrideRow>());
        facts.refresh();
        if (!QTest::qWaitFor([this] { return fakeControlPlane.liveJobs() == 0; }))
            qFatal("The facts are not told");
    }

    template<class T>
    T &dialog()
    {
        T *found = nullptr;
        if (!QTest::qWaitFor([this, &found] {
                found = window.findChild<T *>();
                return found && found->isVisible();
            }))
            qFatal("The dialog did not open");
        return *found;
    }

    /// The explanation or question that is open: a picture of any other would be a wrong one.
    ExplanationDialog &explanation(const QString &title)
    {
        auto &found = dialog<ExplanationDialog>();
        if (found.windowTitle() != title)
            qFatal("%s instead of %s", qPrintable(found.windowTitle()), qPrintable(title));
        return found;
    }
    void pictureOfExplanation(const QString &title, const QString &name)
    {
        picture(explanation(title), name);
        explanation(title).close();
    }

    MainWindow window{*this};

private:
    QDir m_directory;
    QString m_mode;
};

void picturesOfForm(const QDir &directory, const QString &mode)
{
    Stage stage(directory, mode);
    stage.window.show();
    stage.picture(stage.window, u"window-signed-out"_s);
    stage.signIn(admin);
    stage.fillIn();
    stage.picture(stage.window, u"window-header"_s);
    stage.form.setText(fields::credentialType, u"oauth2_client_credentials"_s);
    stage.form.setText(u"/authOverride/clientId"_s, u"client 17"_s);
    stage.form.showAllProblems();
    stage.picture(stage.window, u"window-oauth2-with-faults"_s);
    stage.form.setText(fields::credentialType, u"env"_s);
    stage.form.setText(u"/authOverride/apiKey"_s, u"an example value"_s);
    stage.picture(stage.window, u"window-env"_s);

    auto *panel = stage.window.findChild<OverridePanel *>();
    stage.fakeControlPlane.overrides.add(QList<OverrideRow>());
    stage.fakeControlPlane.setResult.addSilence();
    panel->submit();
    if (!QTest::qWaitFor([&stage] { return stage.fakeControlPlane.isUsedUp(); }))
        qFatal("Not sent");
    stage.picture(stage.window, u"window-in-flight"_s);
    panel->cancel();
    stage.fakeControlPlane.overrides.add(QList<OverrideRow>());
    const QDateTime now(QDate(2026, 11, 12), QTime(14, 2));
    stage.fakeControlPlane.overrides.add(QList{OverrideRow{
        {u"user-17"_s, u"user"_s}, u"env"_s, now, admin.subject, u"admin@example.com"_s}});
    stage.fakeControlPlane.setResult.add(Saved{});
    stage.fakeControlPlane.effectiveAuth.add(EffectiveAuth{
        EffectiveAuth::Status::Authenticated, EffectiveAuth::Method::AuthOverride, {}});
    panel->submit();
    if (!QTest::qWaitFor([&stage] { return !stage.change.isRunning(); }))
        qFatal("Not saved");
    stage.picture(stage.window, u"window-saved"_s);

    stage.form.clear();
    stage.session.signOut();
    stage.signIn(plainUser);
    stage.form.setCaller(plainUser);
    stage.picture(stage.window, u"window-self-service"_s);
}

void picturesOfFacts(const QDir &directory, const QString &mode)
{
    const Subject user{u"user-17"_s, u"user"_s};
    const QDateTime then(QDate(2026, 11, 12), QTime(14, 2));
    const OverrideRow row{user, u"header"_s, then, admin.subject, u"admin@example.com"_s};
    ServerEntry jira{u"mcp-01hx0jira"_s, u"jira-cloud"_s, {}, true};
    jira.auth = {ServerAuth::Kind::Header, u"Authorization"_s, u"Bearer {{API_KEY}}"_s,
                 u"API_KEY"_s};
    const QString headerValue = u"/authOverride/headerValue"_s;

    Stage stage(directory, mode);
    stage.window.show();
    auto *panel = stage.window.findChild<OverridePanel *>();
    stage.signIn({{u"user-3"_s, u"user"_s}, {}, {}, Role::Manager});
    stage.fillIn();
    stage.tellFacts(jira, row);
    panel->showNote(u"Filled in from a link. Check it before you set the override."_s);
    stage.form.setText(headerValue, u"sk-example-0123456789-3f2a"_s);
    stage.picture(stage.window, u"facts"_s);
    auto *types = stage.window.findChild<FormRows *>()->findChildren<ChoiceBox *>().constLast();
    types->showPopup();
    stage.picture(*types->view()->window(), u"types-with-reasons"_s);
    types->hidePopup();
    stage.form.setText(headerValue, u"Bearer sk-example-0123456789-3f2a"_s);
    stage.picture(stage.window, u"facts-scheme-twice"_s);
    stage.form.setText(headerValue, u"sk-example-0123456789-3f2a\n"_s);
    stage.window.resize(420, stage.window.height());
    stage.picture(stage.window, u"facts-narrow"_s);
    stage.window.resize(640, 540);
    stage.form.setText(fields::server, u"mcp-01hx0docs"_s);
    stage.tellFacts({u"mcp-01hx0docs"_s, u"docs-search"_s, {}, false}, {});
    stage.picture(stage.window, u"facts-no-overrides"_s);

    ServerEntry notion{u"mcp-01hx0notion"_s, u"notion-workspace"_s, {}, true};
    notion.auth.kind = ServerAuth::Kind::OAuth2;
    stage.form.setText(fields::server, notion.id);
    stage.form.setText(fields::subjectType, u"virtualaccount"_s);
    stage.tellFacts(notion, {});
    stage.picture(stage.window, u"facts-kept-type"_s);
    stage.fakeControlPlane.overrides.add(QList{OverrideRow{{u"user-17"_s, u"virtualaccount"_s},
                                                           u"header"_s,
                                                           then,
                                                           admin.subject,
                                                           u"admin@example.com"_s}});
    panel->submit();
    stage.pictureOfExplanation(issueQuestion({}, {}, {}).title, u"dialog-value-issues"_s);
    stage.form.setText(headerValue, u"sk-example-0123456789-3f2a"_s);
    panel->submit();
    ChangeReport changed;
    changed.outcome = ChangedMeanwhile{};
    stage.pictureOfExplanation(describe(changed).title, u"dialog-changed-meanwhile"_s);

    stage.form.setText(fields::server, u"mcp-\u043Eps\u200B"_s);
    stage.form.setText(fields::subject, u"\u0430dmin@example.com"_s);
    stage.picture(stage.window, u"window-strange-ids"_s);
}

void picturesOfSignIn(const QDir &directory, const QString &mode)
{
    Stage stage(directory, mode);
    stage.window.show();
    stage.window.begin({});
    auto &dialog = stage.dialog<SignInDialog>();
    stage.picture(dialog, u"sign-in"_s);
    const QList<QLineEdit *> edits = dialog.findChildren<QLineEdit *>();
    edits.at(0)->setText(u"http://cp.example.com"_s);
    edits.at(1)->setText(u" \"Bearer abc\u00e4\" "_s);
    QTest::keyClick(&dialog, Qt::Key_Return);
    stage.picture(dialog, u"sign-in-with-faults"_s);
    edits.at(0)->setText(u"https://cp.example.com"_s);
    edits.at(1)->setText(u"\"Bearer eyJhbGciOiJub25lIn0."
                         "eyJzdWIiOiJ1c2VyLTE3IiwiZW1haWwiOiJ1c2VyLTE3QGV4YW1wbGUuY29tIiwiZXhwIjo0M"
                         "TAyNDQ0ODAwfQ.eA\""_s);
    stage.fakeControlPlane.caller.add(plainUser);
    stage.vault.write.add(VaultAnswer{VaultState::Locked, {}, {}});
    QTest::keyClick(&dialog, Qt::Key_Return);
    if (!QTest::qWaitFor([&stage] { return !stage.session.isBusy(); }))
        qFatal("Still busy");
    stage.picture(dialog, u"sign-in-keychain-locked"_s);
    stage.fakeControlPlane.caller.add(plainUser);
    stage.vault.write.addSilence();
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text() == "&Sign in"_L1)
            button->click();
    }
    if (!QTest::qWaitFor([&stage] { return stage.vault.calls().size() == 2; }))
        qFatal("The keychain is not asked");
    stage.vault.wait();
    stage.picture(dialog, u"sign-in-keyring-waits"_s);
    stage.session.cancel();
    dialog.close();
}

void picturesOfTheKeychain(const QDir &directory, const QString &mode)
{
    Stage stage(directory, mode);
    stage.window.show();
    stage.signIn(plainUser);
    const QString profile = stage.profiles.current()->id;
    const auto open = [&stage, &profile] {
        stage.session.leave();
        stage.profiles.switchTo(profile);
    };
    stage.vault.read.addSilence();
    open();
    stage.vault.wait();
    stage.picture(stage.window, u"window-keyring-waits"_s);
    stage.session.stopWaiting();
    stage.picture(stage.window, u"window-keyring-locked"_s);
    const QList<std::pair<VaultState, QString>> troubles{
        {VaultState::Locked, u"locked"_s},        {VaultState::Denied, u"denied"_s},
        {VaultState::NoKeyring, u"no-keyring"_s}, {VaultState::Unavailable, u"absent"_s},
        {VaultState::TimedOut, u"silent"_s},      {VaultState::Damaged, u"damaged"_s},
    };
    for (const auto &[state, name] : troubles) {
        stage.vault.read.add({state, {}, {}});
        open();
        if (!QTest::qWaitFor([&stage] { return !stage.session.isBusy(); }))
            qFatal("Still busy");
        stage.picture(stage.dialog<ExplanationDialog>(), u"dialog-keychain-"_s + name);
        stage.dialog<ExplanationDialog>().close();
    }
}

void picturesOfProfiles(const QDir &directory, const QString &mode)
{
    Stage stage(directory, mode);
    stage.window.show();
    stage.signIn(plainUser);
    stage.signIn(admin);
    Profile profile = *stage.profiles.current();
    profile.name = u"Example, live"_s;
    profile.color = ProfileColor::Red;
    profile.isProduction = true;
    stage.profiles.edit(profile);
    stage.picture(stage.window, u"window-production"_s);
    auto *menu = stage.window.findChild<QMenu *>();
    menu->popup(stage.window.pos());
    stage.picture(*menu, u"menu-profiles"_s);
    menu->close();

    auto *dialog = new ProfileDialog(stage.profiles, profile, &stage.window);
    dialog->open();
    stage.picture(*dialog, u"profile"_s);
    dialog->findChild<QComboBox *>()->showPopup();
    stage.picture(*dialog->findChild<QComboBox *>()->view()->window(), u"profile-colours"_s);
    dialog->findChild<QComboBox *>()->hidePopup();
    dialog->findChildren<QLineEdit *>().at(1)->setText(u"https://other.example.com"_s);
    stage.picture(*dialog, u"profile-other-address"_s);
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == u"&Save"_s)
            button->click();
    }
    stage.picture(*dialog, u"profile-other-address-question"_s);
    dialog->reject();
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text().startsWith(u"&Remove"_s))
            button->click();
    }
    stage.picture(*dialog, u"profile-remove"_s);
    dialog->close();
    stage.profiles.signOut();
    stage.picture(stage.window, u"window-production-signed-out"_s);
}

/// What is asked before a link is followed, and how one waits for its sign-in.
void picturesOfLinks(const QDir &directory, const QString &mode)
{
    const auto address = [](const QString &text) {
        return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
    };
    const OverrideLink here{u"mcp-01hx0jira"_s, {u"user-17"_s, {}}, {}, {}};
    OverrideLink atKnown = here;
    atKnown.controlPlane = address(u"https://staging.example.com"_s);
    OverrideLink atUnknown = here;
    atUnknown.controlPlane = address(u"https://new.example.com"_s);
    Stage stage(directory, mode);
    const auto open = [&stage](const OverrideLink &link) {
        stage.window.openLink(linkFor(link, stage.form.description()));
    };
    stage.window.show();
    stage.signIn(admin, atKnown.controlPlane->text());
    stage.signIn(admin);
    open(atUnknown);
    const QString unknown = unknownControlPlaneQuestion(atUnknown).title;
    stage.picture(stage.explanation(unknown), u"dialog-link-unknown-control-plane"_s);
    for (QPushButton *button : stage.explanation(unknown).findChildren<QPushButton *>()) {
        if (!button->isDefault())
            button->click();
    }
    auto &signIn = stage.dialog<SignInDialog>();
    stage.picture(signIn, u"sign-in-for-link"_s);
    stage.picture(stage.window, u"window-awaits-sign-in-for-link"_s);
    signIn.findChildren<QLineEdit *>().at(1)->setText(u"opaque-token"_s); // or it would make way
    open(here);
    open(atKnown);
    stage.picture(signIn, u"sign-in-with-waiting-links"_s);
    signIn.close();
    stage.fillIn(); // before the first of them has its turn
    stage.pictureOfExplanation(replaceQuestion(here).title, u"dialog-link-replace"_s);
    stage.pictureOfExplanation(
        switchQuestion(atKnown, address(u"https://cp.example.com"_s), true).title,
        u"dialog-link-switch"_s);
}

void picturesOfAPreset(const QDir &directory, const QString &mode)
{
    Preset preset;
    preset.controlPlane =
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
    preset.name = u"Example production"_s;
    preset.color = ProfileColor::Red;
    preset.isProduction = true;
    preset.caFile = u"/etc/ssl/certs/example-ca.pem"_s;
    preset.isActivityOff = true;
    preset.hidden = {Feature::Export, Feature::CopyCommands, Feature::TokenWithoutKeychain};
    preset.place = u"/etc/xdg/mcp-override/mcp-override.conf"_s;
    const OwnSettings settings;
    Stage stage(directory, mode);
    stage.profiles.open(preset);
    stage.window.show();
    stage.window.begin({});
    stage.picture(stage.dialog<SignInDialog>(), u"managed-sign-in"_s);
    stage.dialog<SignInDialog>().close();
    stage.picture(stage.window, u"managed-signed-out"_s);
    stage.signIn(admin);
    stage.window.resize(680, 640);
    stage.picture(stage.window, u"managed-window"_s);
    auto *dialog = new ProfileDialog(stage.profiles, *stage.profiles.current(), &stage.window);
    dialog->open();
    stage.picture(*dialog, u"managed-profile"_s);
    dialog->close();
    auto *managed = new PresetDialog(preset, &stage.window);
    managed->open();
    stage.picture(*managed, u"managed"_s);
    managed->close();
    preset.faults = {{PresetFault::Kind::UnknownKey, u"colur"_s},
                     {PresetFault::Kind::UnusableValue, u"hiddenFeatures"_s, u"exprot"_s}};
    stage.profiles.open(preset);
    stage.picture(stage.window, u"managed-with-faults"_s);
    auto *faulty = new PresetDialog(preset, &stage.window);
    faulty->open();
    stage.picture(*faulty, u"managed-faults"_s);
}

void picturesOfDialogs(const QDir &directory, const QString &mode)
{
    const ServerReply reply{400, u"req-4f1c"_s,
                            u"authOverride.headerValue must not be <b>empty</b>"_s};
    const auto with = [&reply](int status) {
        ServerReply other = reply;
        other.status = status;
        other.words = u"The control plane's own words."_s;
        return other;
    };
    ChangeReport context;
    context.request = {
        ChangeRequest::Action::Set, u"mcp-01hx0jira"_s, {u"user-5"_s, u"user"_s}, {}};
    context.verification = Verification::NotThere;
    ChangeReport self = context;
    self.forCaller = true;
    const QList<std::tuple<QString, ChangeOutcome, ChangeReport>> cases{
        {u"400-fields"_s, BodyRejected{{u"/authOverride/headerValue"_s}, reply}, context},
        {u"400-unsupported"_s, OverridesUnsupported{with(400)}, context},
        {u"401"_s, Failure(SignInExpired{with(401)}), context},
        {u"403-other"_s, Failure(NotPermitted{with(403)}), context},
        {u"403-self"_s, Failure(NotPermitted{with(403)}), self},
        {u"404-server"_s, Failure(NotFound{NotFound::Missing::Server, {}, with(404)}), context},
        {u"404-subject"_s, Failure(NotFound{NotFound::Missing::Subject, {}, with(404)}), context},
        {u"404-name"_s, Failure(NotFound{NotFound::Missing::Server, u"mcp-01hx0jira"_s, with(404)}),
         context},
        {u"busy"_s, Failure(Busy{1, std::chrono::seconds(30), with(429)}), context},
        {u"no-answer"_s, Failure(NoAnswer{NoAnswer::Cause::Timeout}), context},
        {u"not-reached"_s,
         Failure(NotReached{NotReached::Cause::HostNotFound, u"cp.example.com"_s, {}}), context},
        {u"insecure"_s, Failure(Insecure{u"cp.example.com"_s, {u"The certificate has expired"_s}}),
         context},
        {u"redirect"_s, Failure(Redirected{u"https://login.example.com"_s, with(302)}), context},
        {u"unexpected"_s, Failure(Unexpected{Unexpected::Reason::Status, with(418)}), context},
    };
    Stage stage(directory, mode);
    stage.window.show();
    for (const auto &[name, outcome, where] : cases) {
        ChangeReport report = where;
        report.outcome = outcome;
        auto *dialog = new ExplanationDialog(describe(report), &stage.window);
        dialog->open();
        if (name == "400-fields"_L1)
            dialog->findChild<QToolButton *>()->click();
        stage.picture(*dialog, u"dialog-"_s + name);
        dialog->close();
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QDir directory(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    const QPalette light = QApplication::palette();
    for (const QString &mode : {u"light"_s, u"dark"_s}) {
        QApplication::setPalette(mode == "dark"_L1 ? darkPalette() : light);
        picturesOfForm(directory, mode);
        picturesOfFacts(directory, mode);
        picturesOfSignIn(directory, mode);
        picturesOfTheKeychain(directory, mode);
        picturesOfProfiles(directory, mode);
        picturesOfLinks(directory, mode);
        picturesOfAPreset(directory, mode);
        picturesOfDialogs(directory, mode);
        showWorkspace([&](QWidget &widget, const QString &name) {
            savePicture(widget, directory.filePath(name + u'-' + mode + u".png"_s));
        });
    }
    return 0;
}
