// SPDX-License-Identifier: Apache-2.0
#include "tests/system/workspacepictures.h"

#include "net/controlplaneclient.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "ui/activitydialog.h"
#include "ui/explanationdialog.h"
#include "ui/mainwindow.h"
#include "ui/overridepanel.h"
#include "ui/overrideview.h"
#include "ui/serverpane.h"
#include "ui/subjectcard.h"
#include "ui/windowmodels.h"
#include "ui/words/formtargetwords.h"
#include "ui/words/linkwords.h"
#include "ui/workspace.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Picture = std::function<void(QWidget &, const QString &)>;

void waitFor(const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, 30'000))
        qFatal("Waited in vain");
}

struct Parts {
    ControlPlaneClient client;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// The window on a control plane.
struct Stage : Parts, WindowModels {
    Stage(const SandboxControlPlane &sandbox, const QString &token)
        : WindowModels(client, vault)
    {
        window.show();
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(sandbox.address()));
        session.signIn({address, token}, TokenStorage::Keychain);
        waitFor([this] {
            return session.isSignedIn() &&
                   directory.serversState().phase == ListingState::Phase::Complete &&
                   directory.usersState().phase != ListingState::Phase::Loading;
        });
    }
    QTableView &table() { return *window.findChild<OverrideView *>()->findChild<QTableView *>(); }
    void chooseServer(int row)
    {
        auto *list = window.findChild<ServerPane *>()->findChild<QListView *>();
        list->setCurrentIndex(list->model()->index(row, 0));
    }
    /// The explanation or question that is open: a picture of any other would be a wrong one.
    ExplanationDialog &explanation(const QString &title)
    {
        ExplanationDialog *found = nullptr;
        waitFor([&] {
            for (auto *one : window.findChildren<ExplanationDialog *>())
                found = one->isVisible() && one->windowTitle() == title ? one : found;
            return found != nullptr;
        });
        return *found;
    }
    /// Until what was asked about the form and about the chosen row is answered and shown.
    void settle()
    {
        using State = Fact<EffectiveAuth>::State;
        waitFor([this] {
            const State state = facts.effectiveAuth().state;
            const bool isAsked =
                !form.draft().serverId.isEmpty() && !form.draft().subject.id.isEmpty();
            const auto labels = window.findChildren<QLabel *>();
            const bool isCardWaiting =
                std::any_of(labels.cbegin(), labels.cend(),
                            [](const QLabel *label) { return label->text() == u"Now: \u2026"_s; });
            return !isCardWaiting && state != State::Asking &&
                   (!isAsked || state != State::NotAsked);
        });
    }

    MainWindow window{*this};
};

/// What is asked about the form that is filled in.
void showQuestions(Stage &stage, const Picture &picture)
{
    auto &panel = *stage.window.findChild<OverridePanel *>();
    QTest::keyClick(&panel, Qt::Key_Escape);
    ExplanationDialog &draft = stage.explanation(draftQuestion({}).title);
    picture(draft, u"dialog-draft"_s);
    draft.close();

    Profile profile = *stage.profiles.current();
    const Profile before = profile;
    profile.name = u"Example, live"_s;
    profile.isProduction = true;
    stage.profiles.edit(profile);
    stage.form.setText(u"/authOverride/headerValue"_s, u"sk-example-value-3f2a"_s);
    panel.submit();
    ExplanationDialog &production = stage.explanation(productionQuestion(profile, {}, {}).title);
    picture(production, u"dialog-production"_s);
    production.close();
    stage.profiles.edit(before);
}

void showManager(const SandboxControlPlane &sandbox, const Picture &picture)
{
    Stage stage(sandbox, SandboxControlPlane::managerToken());
    picture(stage.window, u"manager-start"_s);
    stage.chooseServer(4); // jira-cloud
    waitFor([&] { return stage.table().model()->rowCount() == 12; });
    stage.table().selectRow(3);
    stage.settle();
    picture(stage.window, u"manager-server"_s);
    QMenu menu;
    stage.window.findChild<SubjectCard *>()->fillMenu(menu);
    menu.popup(stage.window.pos());
    picture(menu, u"menu-subject"_s);
    menu.close();
    QTest::keyClick(&stage.table(), Qt::Key_Delete);
    ExplanationDialog &removal = *stage.window.findChild<ExplanationDialog *>();
    picture(removal, u"dialog-remove"_s);
    removal.close();
    stage.window.findChild<OverridePanel *>()->prefill(u"mcp-01hx0jira"_s,
                                                       {u"user-27"_s, u"user"_s}, {});
    stage.window.findChild<Workspace *>()->openForm();
    stage.form.setText(u"/authOverride/headerValue"_s, u"Bearer sk-example-value-3f2a"_s);
    stage.settle();
    picture(stage.window, u"manager-form"_s);
    showQuestions(stage, picture);
    stage.window.findChild<OverridePanel *>()->cancel();
    for (QComboBox *rows : stage.window.findChildren<QComboBox *>()) {
        if (rows->accessibleName() == u"Show"_s)
            rows->setCurrentIndex(1);
    }
    picture(stage.window, u"manager-without"_s);
    stage.chooseServer(1); // docs-search, which takes none
    stage.settle();
    picture(stage.window, u"manager-empty"_s);
    for (auto *button : stage.window.findChild<ServerPane *>()->findChildren<QPushButton *>()) {
        if (button->text() == u"&All servers"_s)
            button->click();
    }
    waitFor([&] { return stage.table().model()->rowCount() == 24; });
    picture(stage.window, u"manager-all"_s);
    stage.window.openLink(u"mcp-override://remove?server=a"_s);
    ExplanationDialog &refusal = stage.explanation(linkRefusal({}).title);
    picture(refusal, u"dialog-link"_s);
    refusal.close();
}

void showPlainUser(const SandboxControlPlane &sandbox, const Picture &picture)
{
    Stage stage(sandbox, SandboxControlPlane::userToken());
    stage.settle();
    picture(stage.window, u"selfservice-start"_s);
    stage.window.openLink(u"mcp-override://set?server=mcp-01hx0jira&subject=user-17&"
                          "subject-type=user"_s);
    stage.form.setText(u"/authOverride/headerValue"_s, u"example-value-3f2a"_s);
    stage.settle();
    picture(stage.window, u"selfservice-link"_s);
    const OverrideRequest request = stage.form.request();
    stage.change.start(
        stage.session.account(), stage.session.caller(),
        {ChangeRequest::Action::Set, request.serverId, stage.form.draft().subject, request.body});
    waitFor([&] { return !stage.change.isRunning(); });
    waitFor([&] { return stage.table().model()->rowCount() == 1; });
    stage.settle();
    picture(stage.window, u"selfservice-saved"_s);
    ActivityDialog activity(stage.activity, &stage.window);
    activity.setAttribute(Qt::WA_DeleteOnClose, false);
    activity.show();
    picture(activity, u"activity"_s);
}

} // namespace

void showWorkspace(const Picture &picture)
{
    SandboxControlPlane sandbox({.size = {.servers = 4, .users = 12, .overrides = 12}});
    if (sandbox.start())
        qFatal("No sandbox");
    showManager(sandbox, picture);
    showPlainUser(sandbox, picture);
}

} // namespace mcpo
