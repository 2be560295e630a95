// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/windowbench.h"
#include "ui/formrows.h"
#include "ui/words/fieldwords.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const Caller manager{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};
const Caller plainUser{
    {u"user-17"_s, u"user"_s}, u"user-17@example.com"_s, u"example"_s, Role::NotManager};

const QString empty = u"Must not be empty."_s;

/// The shipped schema and one more type that nobody has written a line of C++ for.
RequestDescription withFourthType()
{
    QFile file(u":/schema/mcp-user-auth-input.schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("There is no schema");
    QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject branch = QJsonDocument::fromJson(R"({
        "title": "Signed <i>request</i> & more",
        "description": "Each request <b>carries</b> a signature.",
        "type": "object",
        "required": ["type", "keyId", "key", "algorithm"],
        "properties": {
            "type": {"type": "string", "enum": ["signature"]},
            "key": {"title": "Signing key", "type": "string", "minLength": 4, "writeOnly": true},
            "keyId": {"title": "<u>Key</u> & ID", "description": "Names the <b>key</b>.",
                      "type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 8},
            "algorithm": {"title": "Algorithm", "type": "string", "enum": ["ed25519", "rsa"]},
            "digest": {"title": "Digest", "type": "string", "enum": ["sha256", "sha512"]},
            "realm": {"title": "Realm", "type": "string", "maxLength": 3}
        }})")
                                   .object();
    QJsonObject properties = schema.value("properties"_L1).toObject();
    QJsonObject credential = properties.value("authOverride"_L1).toObject();
    QJsonArray branches = credential.value("oneOf"_L1).toArray();
    branches.append(branch);
    credential.insert("oneOf"_L1, branches);
    properties.insert("authOverride"_L1, credential);
    schema.insert("properties"_L1, properties);
    const auto loaded = Schema::load(QJsonDocument(schema).toJson());
    return std::get<RequestDescription>(RequestDescription::fromSchema(std::get<Schema>(loaded)));
}

/// The rows alone, in a window of their own.
struct Bench {
    explicit Bench(const RequestDescription &description = RequestDescription::builtIn())
        : form(description)
        , rows(form)
    {
        if (!find::activate(rows))
            qFatal("The window does not become active");
    }

    QLineEdit &line(const QString &name)
    {
        QLineEdit *found = find::line(rows, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }

    void chooseType(const QString &label)
    {
        QComboBox *types = find::choice(rows, u"Credential type"_s);
        types->setFocus();
        find::press(Qt::Key_Home);
        while (types->currentText() != label) {
            const int before = types->currentIndex();
            find::press(Qt::Key_Down);
            if (types->currentIndex() == before)
                qFatal("There is no credential type \"%s\"", qPrintable(label));
        }
        QCoreApplication::processEvents(); // rows that were just made appear now
    }

    /// What is said under a field, which has to be what a screen reader is told.
    QString told(QWidget &control)
    {
        QString description = find::descriptionOf(control);
        if (description == control.toolTip())
            return {}; // what the field is for
        if (!description.isEmpty() && !find::visibleTexts(rows).contains(description))
            qFatal("Told but not shown: %s", qPrintable(description));
        return description;
    }

    OverrideForm form;
    FormRows rows;
};

/// A signed-in window on fakes.
struct SignedInBench : WindowBench {
    explicit SignedInBench(const Caller &caller = manager)
        : SignedInBench(std::make_unique<FakeControlPlane>(), std::make_unique<FakeTokenVault>(),
                        caller)
    {
    }
    SignedInBench(std::unique_ptr<FakeControlPlane> fakePlane,
                  std::unique_ptr<FakeTokenVault> fakeVault, const Caller &caller)
        : WindowBench(*fakePlane, *fakeVault, neverStill)
        , controlPlane(std::move(fakePlane))
        , vault(std::move(fakeVault))
    {
        controlPlane->hasEmptyDirectories = true;
        controlPlane->caller.add(caller);
        session.signIn({addressOf(u"https://cp.example.com"_s), u"token"_s},
                       TokenStorage::ThisSessionOnly);
        if (!QTest::qWaitFor([this] { return session.isSignedIn(); }))
            qFatal("Not signed in");
        openForm();
    }
    ~SignedInBench()
    {
        session.signOut();
        session.cancel();
    }

    std::unique_ptr<FakeControlPlane> controlPlane;
    std::unique_ptr<FakeTokenVault> vault;
};

/// The access keys of everything that is visible, one entry for each use.
QStringList accessKeys(QWidget &window)
{
    QStringList keys;
    const auto note = [&keys](const QString &text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (!key.isEmpty())
            keys.append(key.toString());
    };
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy())
            note(label->text());
    }
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            note(button->text());
    }
    return keys;
}

} // namespace

class TestFormRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesEveryControl();
    void tellsAssistiveTechnologyWhatIsChosen();
    void hasUniqueAccessKeys_data();
    void hasUniqueAccessKeys();
    void goesToAFieldByItsAccessKey();
    void walksThroughTheFieldsInOrder();
    void keepsWhatWasTypedWhenTheTypeIsSwitched();
    void showsWhatAnotherPartOfTheProgramSets();
    void marksNothingThatWasNotTouched();
    void marksAsTyped();
    void marksEverythingWhenAsked();
    void unmarksARefusedFieldWhenItIsEdited();
    void showsAFourthTypeFromItsSchema();
    void escapesTheWordsOfASchema();
    void takesAFourthTypeFromThePerson();
    void marksTheFieldsOfAFourthType();
    void showsAFixedSubjectAsAFact();
    void bringsTheSubjectBackWhenItIsFree();
    void locksEverything();
    void keepsGiganticValues();
};

void TestFormRows::namesEveryControl()
{
    SignedInBench bench;
    QWidget &window = bench.window;
    QVERIFY(find::line(window, u"MCP server"_s));
    QVERIFY(find::choice(window, u"Subject type"_s));
    QVERIFY(find::line(window, u"Subject"_s));
    QComboBox *types = find::choice(window, u"Credential type"_s);
    QVERIFY(types);
    QVERIFY(find::line(window, u"Header value"_s));
    types->setCurrentIndex(1);
    QTRY_VERIFY(find::line(window, u"Client ID"_s));
    QVERIFY(find::line(window, u"Client secret"_s));
    QVERIFY(!find::line(window, u"Header value"_s));
    types->setCurrentIndex(2);
    QTRY_VERIFY(find::line(window, u"API key"_s));
    QVERIFY(find::button(window, u"Show API key"_s));
    QVERIFY(find::button(window, u"Cancel"_s));
    QVERIFY(find::button(window, u"Account"_s));
    QAbstractButton *set = find::button(window, u"Set override"_s);
    QVERIFY(set);
    find::click(*set); // the status is there when it has something to say
    QLabel *status = find::label(window, u"Status"_s);
    QVERIFY(status);
    QCOMPARE(find::nameOf(*status), status->text());
}

void TestFormRows::tellsAssistiveTechnologyWhatIsChosen()
{
    Bench bench;
    QComboBox *types = find::choice(bench.rows, u"Subject type"_s);
    QVERIFY(types);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(types);
    QCOMPARE(spoken->role(), QAccessible::ComboBox);
    QCOMPARE(spoken->text(QAccessible::Value), u"User"_s);
    types->setCurrentIndex(1);
    QCOMPARE(spoken->text(QAccessible::Value), u"Virtual account"_s);
    // The list with what there is to choose.
    QCOMPARE(spoken->childCount(), 1);
    QVERIFY(spoken->child(0));
    QCOMPARE(spoken->child(0)->childCount(), 2);
    QCOMPARE(spoken->indexOfChild(spoken->child(0)), 0);
    spoken->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_VERIFY(QApplication::activePopupWidget());
    spoken->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

void TestFormRows::hasUniqueAccessKeys_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("isSignedIn");
    for (const bool isSignedIn : {false, true}) {
        const char *when = isSignedIn ? "signed in" : "signed out";
        QTest::addRow("header, %s", when) << 0 << isSignedIn;
        QTest::addRow("OAuth2 client credentials, %s", when) << 1 << isSignedIn;
        QTest::addRow("environment variable, %s", when) << 2 << isSignedIn;
    }
}

void TestFormRows::hasUniqueAccessKeys()
{
    QFETCH(const int, type);
    QFETCH(const bool, isSignedIn);
    SignedInBench bench;
    if (!isSignedIn)
        bench.session.signOut();
    QWidget &window = bench.window;
    find::choice(window, u"Credential type"_s)->setCurrentIndex(type);
    QCoreApplication::processEvents();
    const QStringList keys = accessKeys(window);
    QVERIFY2(QSet<QString>(keys.cbegin(), keys.cend()).size() == keys.size(),
             qPrintable(keys.join(u' ')));
    // Every field has one, and so have the two buttons.
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy())
            QVERIFY2(!QKeySequence::mnemonic(label->text()).isEmpty(), qPrintable(label->text()));
    }
    QVERIFY(keys.size() >= 7);
}

void TestFormRows::goesToAFieldByItsAccessKey()
{
    Bench bench;
    bench.chooseType(u"OAuth2 client credentials"_s);
    int fieldsSeen = 0;
    for (const QLabel *label : bench.rows.findChildren<QLabel *>()) {
        if (!label->isVisible() || !label->buddy())
            continue;
        const QKeyCombination keys = QKeySequence::mnemonic(label->text())[0];
        find::press(keys.key(), keys.keyboardModifiers());
        QCOMPARE(QApplication::focusWidget(), label->buddy());
        ++fieldsSeen;
    }
    QCOMPARE(fieldsSeen, 6);
}

void TestFormRows::walksThroughTheFieldsInOrder()
{
    Bench bench;
    bench.chooseType(u"OAuth2 client credentials"_s);
    bench.line(u"MCP server"_s).setFocus();
    QStringList names;
    for (int i = 0; i < 7; ++i) {
        names.append(find::nameOf(*QApplication::focusWidget()));
        find::press(Qt::Key_Tab);
    }
    QCOMPARE(names,
             (QStringList{u"MCP server"_s, u"Subject type"_s, u"Subject"_s, u"Credential type"_s,
                          u"Client ID"_s, u"Client secret"_s, u"Show Client secret"_s}));
}

void TestFormRows::keepsWhatWasTypedWhenTheTypeIsSwitched()
{
    Bench bench;
    bench.line(u"MCP server"_s).setFocus();
    find::type(u"mcp-1"_s);
    bench.line(u"Subject"_s).setFocus();
    find::type(u"user-5"_s);
    bench.line(u"Header value"_s).setFocus();
    find::type(u"header secret"_s);
    bench.chooseType(u"OAuth2 client credentials"_s);
    bench.line(u"Client ID"_s).setFocus();
    find::type(u"client"_s);
    bench.line(u"Client secret"_s).setFocus();
    find::type(u"client secret"_s);
    bench.chooseType(u"Environment variable"_s);
    bench.line(u"API key"_s).setFocus();
    find::type(u"key"_s);

    bench.chooseType(u"Header"_s);
    QCOMPARE(bench.line(u"Header value"_s).text(), u"header secret"_s);
    bench.chooseType(u"OAuth2 client credentials"_s);
    QCOMPARE(bench.line(u"Client ID"_s).text(), u"client"_s);
    QCOMPARE(bench.line(u"Client secret"_s).text(), u"client secret"_s);
    bench.chooseType(u"Environment variable"_s);
    QCOMPARE(bench.line(u"API key"_s).text(), u"key"_s);
    QCOMPARE(bench.line(u"MCP server"_s).text(), u"mcp-1"_s);
    QCOMPARE(bench.line(u"Subject"_s).text(), u"user-5"_s);
}

void TestFormRows::showsWhatAnotherPartOfTheProgramSets()
{
    Bench bench;
    bench.form.setText(fields::server, u"mcp-1"_s);
    bench.form.setText(fields::subjectType, u"virtualaccount"_s);
    bench.form.setText(fields::credentialType, u"env"_s);
    QCOMPARE(bench.line(u"MCP server"_s).text(), u"mcp-1"_s);
    QCOMPARE(find::choice(bench.rows, u"Subject type"_s)->currentText(), u"Virtual account"_s);
    QCOMPARE(find::choice(bench.rows, u"Credential type"_s)->currentText(),
             u"Environment variable"_s);
    QTRY_VERIFY(find::line(bench.rows, u"API key"_s));
}

void TestFormRows::marksNothingThatWasNotTouched()
{
    Bench bench;
    const QString before = find::visibleText(bench.rows);
    bench.line(u"MCP server"_s).setFocus();
    for (int i = 0; i < 12; ++i)
        find::press(Qt::Key_Tab);
    bench.rows.focusField(fields::server);
    QCOMPARE(find::visibleText(bench.rows), before);
    QVERIFY(!before.contains(empty));
    for (const QString &field : bench.form.fieldNames())
        QVERIFY(!bench.form.shownProblem(field));
}

void TestFormRows::marksAsTyped()
{
    Bench bench;
    QLineEdit &header = bench.line(u"Header value"_s);
    header.setFocus();
    find::type(u"x"_s);
    QVERIFY(bench.told(header) != empty);
    find::press(Qt::Key_Backspace);
    QCOMPARE(bench.told(header), empty);
    find::type(u"y"_s);
    QVERIFY(bench.told(header) != empty);

    bench.chooseType(u"OAuth2 client credentials"_s);
    QLineEdit &client = bench.line(u"Client ID"_s);
    client.setFocus();
    find::type(u"a"_s);
    const QString calm = bench.told(client);
    find::type(u" "_s);
    QVERIFY2(bench.told(client).contains(u"spaces"_s), qPrintable(bench.told(client)));
    find::press(Qt::Key_Backspace);
    QCOMPARE(bench.told(client), calm);

    QLineEdit &server = bench.line(u"MCP server"_s);
    const QString hint = bench.told(server);
    server.setFocus();
    find::type(u".."_s);
    QCOMPARE(bench.told(server), describe(ServerIdProblem::DotSegment));
    find::type(u"x"_s);
    QCOMPARE(bench.told(server), hint);
}

void TestFormRows::marksEverythingWhenAsked()
{
    Bench bench;
    QCOMPARE(bench.form.showAllProblems(), std::optional<QString>(fields::server));
    QCOMPARE(bench.told(bench.line(u"MCP server"_s)), describe(ServerIdProblem::Empty));
    QCOMPARE(bench.told(bench.line(u"Subject"_s)), empty);
    QCOMPARE(bench.told(bench.line(u"Header value"_s)), empty);
}

void TestFormRows::unmarksARefusedFieldWhenItIsEdited()
{
    Bench bench;
    QLineEdit &header = bench.line(u"Header value"_s);
    header.setFocus();
    find::type(u"abc"_s);
    bench.form.markRefused(u"/authOverride/headerValue"_s);
    QCOMPARE(bench.told(header), describe(FieldProblem(Refusal{})));
    find::type(u"d"_s);
    QVERIFY(bench.told(header) != describe(FieldProblem(Refusal{})));
}

void TestFormRows::showsAFourthTypeFromItsSchema()
{
    Bench bench(withFourthType());
    bench.chooseType(u"Signed <i>request</i> & more"_s);
    QVERIFY(find::line(bench.rows, u"<u>Key</u> & ID"_s));
    QCOMPARE(bench.line(u"<u>Key</u> & ID"_s).echoMode(), QLineEdit::Normal);
    QCOMPARE(bench.line(u"Signing key"_s).echoMode(), QLineEdit::Password);
    QVERIFY(find::button(bench.rows, u"Show Signing key"_s));
    const QComboBox *digest = find::choice(bench.rows, u"Digest"_s);
    QVERIFY(digest);
    // Optional: nothing is chosen for anybody, and nothing can be chosen again.
    QCOMPARE(digest->currentText(), QString());
    QCOMPARE(digest->count(), 3);
    const QComboBox *algorithm = find::choice(bench.rows, u"Algorithm"_s);
    QVERIFY(algorithm);
    QCOMPARE(algorithm->currentText(), QString());
    QVERIFY(find::line(bench.rows, u"Realm"_s));
    QVERIFY(!find::line(bench.rows, u"Header value"_s));
}

void TestFormRows::escapesTheWordsOfASchema()
{
    Bench bench(withFourthType());
    bench.chooseType(u"Signed <i>request</i> & more"_s);
    QCOMPARE(find::labelsThatReadHtml(bench.rows), QStringList());
    for (const QLabel *label : bench.rows.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->buddy() == nullptr ||
            find::nameOf(*label->buddy()) != u"<u>Key</u> & ID"_s)
            continue;
        // One access key, and an "&" that is read as one.
        QCOMPARE(QString(label->text()).remove(u"&&"_s).count(u'&'), 1);
        QCOMPARE(label->text().count(u"&&"_s), 1);
    }
}

void TestFormRows::takesAFourthTypeFromThePerson()
{
    Bench bench(withFourthType());
    bench.chooseType(u"Signed <i>request</i> & more"_s);
    bench.line(u"MCP server"_s).setFocus();
    find::type(u"mcp-1"_s);
    bench.line(u"Subject"_s).setFocus();
    find::type(u"user-5"_s);
    bench.line(u"<u>Key</u> & ID"_s).setFocus();
    find::type(u"key-1"_s);
    bench.line(u"Signing key"_s).setFocus();
    find::type(u"secret"_s);
    find::choice(bench.rows, u"Algorithm"_s)->setFocus();
    find::type(u"rsa"_s);
    QVERIFY(bench.form.isComplete());
    QJsonObject credential = QJsonDocument::fromJson(bench.form.request().body)
                                 .object()
                                 .value("authOverride"_L1)
                                 .toObject();
    QCOMPARE(credential, (QJsonObject{{u"type"_s, u"signature"_s},
                                      {u"keyId"_s, u"key-1"_s},
                                      {u"key"_s, u"secret"_s},
                                      {u"algorithm"_s, u"rsa"_s}}));
    find::choice(bench.rows, u"Digest"_s)->setFocus();
    find::press(Qt::Key_Down);
    credential = QJsonDocument::fromJson(bench.form.request().body)
                     .object()
                     .value("authOverride"_L1)
                     .toObject();
    QCOMPARE(credential.value("digest"_L1).toString(), u"sha256"_s);
    find::press(Qt::Key_Up);
    QVERIFY(bench.form.isComplete());
    QVERIFY(!bench.form.request().body.contains("digest"));
}

void TestFormRows::marksTheFieldsOfAFourthType()
{
    Bench bench(withFourthType());
    bench.chooseType(u"Signed <i>request</i> & more"_s);
    QLineEdit &keyId = bench.line(u"<u>Key</u> & ID"_s);
    keyId.setFocus();
    find::type(u"KEY"_s);
    QVERIFY2(bench.told(keyId).contains(u"^[a-z0-9-]+$"_s), qPrintable(bench.told(keyId)));
    QLineEdit &key = bench.line(u"Signing key"_s);
    key.setFocus();
    find::type(u"abc"_s);
    QVERIFY2(bench.told(key).contains(u"minimum length is 4"_s), qPrintable(bench.told(key)));
    find::type(u"d"_s);
    QVERIFY(!bench.told(key).contains(u"minimum"_s));
    QLineEdit &realm = bench.line(u"Realm"_s);
    realm.setFocus();
    find::type(u"abcd"_s);
    QVERIFY2(bench.told(realm).contains(u"maximum length is 3"_s), qPrintable(bench.told(realm)));
    bench.form.showAllProblems();
    QVERIFY(!bench.told(*find::choice(bench.rows, u"Algorithm"_s)).isEmpty());
    QVERIFY(bench.told(*find::choice(bench.rows, u"Digest"_s)).isEmpty());
}

void TestFormRows::showsAFixedSubjectAsAFact()
{
    Bench bench;
    bench.form.setCaller(plainUser);
    QLabel *subject = find::label(bench.rows, u"Subject"_s);
    QVERIFY(subject);
    QCOMPARE(subject->text(), u"user-17@example.com (user-17)"_s);
    QVERIFY(subject->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    QVERIFY(subject->isEnabled());
    QCOMPARE(subject->textFormat(), Qt::PlainText);
    QLabel *type = find::label(bench.rows, u"Subject type"_s);
    QVERIFY(type);
    QCOMPARE(type->text(), u"User"_s);
    QVERIFY(!find::line(bench.rows, u"Subject"_s));
    QVERIFY(!find::choice(bench.rows, u"Subject type"_s));
    // Another fixed subject, as after switching the account.
    Caller other = plainUser;
    other.subject.id = u"user-3"_s;
    other.displayName.clear();
    bench.form.setCaller(other);
    QCOMPARE(subject->text(), u"user-3"_s);
    // Tab goes through what can be read and copied, and only through that.
    bench.line(u"MCP server"_s).setFocus();
    QStringList names;
    for (int i = 0; i < 3; ++i) {
        find::press(Qt::Key_Tab);
        names.append(find::nameOf(*QApplication::focusWidget()));
    }
    QCOMPARE(names, (QStringList{u"User"_s, u"user-3"_s, u"Credential type"_s}));
}

void TestFormRows::bringsTheSubjectBackWhenItIsFree()
{
    Bench bench;
    bench.line(u"Subject"_s).setFocus();
    find::type(u"va-ci-runner"_s);
    find::choice(bench.rows, u"Subject type"_s)->setCurrentIndex(1);
    bench.form.setCaller(plainUser);
    QVERIFY(!find::line(bench.rows, u"Subject"_s));
    bench.form.setCaller(manager);
    QCOMPARE(bench.line(u"Subject"_s).text(), u"va-ci-runner"_s);
    QCOMPARE(find::choice(bench.rows, u"Subject type"_s)->currentText(), u"Virtual account"_s);
    QVERIFY(!find::label(bench.rows, u"Subject"_s));
}

void TestFormRows::locksEverything()
{
    Bench bench;
    bench.line(u"MCP server"_s).setFocus();
    find::type(u"mcp-1"_s);
    bench.rows.setLocked(true);
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s}) {
        bench.line(name).setFocus();
        find::type(u"abc"_s);
    }
    QCOMPARE(bench.line(u"MCP server"_s).text(), u"mcp-1"_s);
    QCOMPARE(bench.line(u"Subject"_s).text(), QString());
    QVERIFY(!find::choice(bench.rows, u"Credential type"_s)->isEnabled());
    QVERIFY(!find::choice(bench.rows, u"Subject type"_s)->isEnabled());
    // Tab is not caught by what cannot be used now.
    bench.line(u"MCP server"_s).setFocus();
    find::press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Subject"_s));
    find::press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"Header value"_s));
    bench.rows.setLocked(false);
    bench.line(u"Subject"_s).setFocus();
    find::type(u"user-5"_s);
    QCOMPARE(bench.form.text(fields::subject), u"user-5"_s);
    QVERIFY(find::choice(bench.rows, u"Credential type"_s)->isEnabled());
}

void TestFormRows::keepsGiganticValues()
{
    const QString gigantic = QString(1 << 20, u'x');
    Bench bench;
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s})
        find::paste(bench.line(name), gigantic);
    QVERIFY(bench.form.text(fields::server) == gigantic);
    QVERIFY(bench.form.text(fields::subject) == gigantic);
    QCOMPARE(bench.told(bench.line(u"MCP server"_s)), describe(ServerIdProblem::TooLong));
    bench.chooseType(u"Environment variable"_s);
    bench.chooseType(u"Header"_s);
    QVERIFY(bench.form.text(u"/authOverride/headerValue"_s) == gigantic);
    QVERIFY(bench.line(u"Header value"_s).displayText().size() < 200);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestFormRows)
#include "tst_formrows.moc"
