// SPDX-License-Identifier: Apache-2.0
#include "models/override/overrideform.h"

#include "models/text/controlcharacters.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString header = u"header"_s;
const QString oauth2 = u"oauth2_client_credentials"_s;
const QString env = u"env"_s;

const QString headerValue = u"/authOverride/headerValue"_s;
const QString clientId = u"/authOverride/clientId"_s;
const QString clientSecret = u"/authOverride/clientSecret"_s;
const QString apiKey = u"/authOverride/apiKey"_s;

/// What is shown at a field, in one word: the keyword of the schema that is broken, "server id",
/// "unicode", "control" or "refused"; empty where nothing is.
QString shown(const OverrideForm &form, const QString &field)
{
    const std::optional<FieldProblem> problem = form.shownProblem(field);
    if (!problem)
        return {};
    return std::visit(Overloaded{[](ServerIdProblem) { return u"server id"_s; },
                                 [](const Violation &violation) { return violation.keyword; },
                                 [](BrokenUnicode) { return u"unicode"_s; },
                                 [](ControlCharacter) { return u"control"_s; },
                                 [](Refusal) { return u"refused"_s; }},
                      *problem);
}

QStringList shownFields(const OverrideForm &form)
{
    QStringList marked;
    for (const QString &field : form.fieldNames()) {
        if (form.shownProblem(field))
            marked.append(field);
    }
    return marked;
}

void fill(OverrideForm &form, const QString &type)
{
    form.setText(fields::server, u"mcp-1"_s);
    form.setText(fields::subject, u"user-17@example.com"_s);
    form.setText(fields::credentialType, type);
    for (const FieldDescription &field : form.credentialType().fields)
        form.setText(field.pointer(), u"value-of-"_s + field.name);
}

/// A form, and everything that it tells, in order: "text FIELD", "problem FIELD", "type",
/// "fixed", "free", "complete", "incomplete".
struct Bench {
    explicit Bench(RequestDescription description = RequestDescription::builtIn())
        : form(std::move(description))
    {
        QObject::connect(&form, &OverrideForm::textChanged, &receiver,
                         [this](const QString &field) { told.append(u"text "_s + field); });
        QObject::connect(&form, &OverrideForm::shownProblemChanged, &receiver,
                         [this](const QString &field) { told.append(u"problem "_s + field); });
        QObject::connect(&form, &OverrideForm::credentialTypeChanged, &receiver,
                         [this] { told.append(u"type"_s); });
        QObject::connect(&form, &OverrideForm::subjectFixedChanged, &receiver,
                         [this](bool isFixed) { told.append(isFixed ? u"fixed"_s : u"free"_s); });
        QObject::connect(&form, &OverrideForm::completeChanged, &receiver, [this](bool isComplete) {
            told.append(isComplete ? u"complete"_s : u"incomplete"_s);
        });
    }

    QStringList toldBy(const std::function<void()> &action)
    {
        told.clear();
        action();
        return std::exchange(told, {});
    }
    QStringList toldBySetting(const QString &field, const QString &text)
    {
        return toldBy([&] { form.setText(field, text); });
    }

    OverrideForm form;
    QObject receiver;
    QStringList told;
};

Caller callerOf(Role role, const QString &id = u"me@example.com"_s)
{
    return {{id, u"user"_s}, id, u"acme"_s, role};
}

/// A text as RFC 8259 writes it, with nothing escaped but what has to be.
QByteArray jsonText(const QString &text)
{
    QByteArray json;
    json.reserve(text.size());
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        constexpr QByteArrayView plain = "\b\t\n\f\r\"\\";
        constexpr QByteArrayView escaped = "btnfr\"\\";
        const bool isPlain = static_cast<uchar>(c) >= 0x20 && c != '"' && c != '\\';
        if (isPlain)
            json.append(c);
        else if (const qsizetype at = plain.indexOf(c); at >= 0)
            json.append('\\').append(escaped.at(at));
        else
            json.append("\\u00" + QByteArray(1, c).toHex());
    }
    return '"' + json + '"';
}

QByteArray builtInSchema()
{
    QFile file(u":/schema/mcp-user-auth-input.schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The schema is not there");
    return file.readAll();
}

/// The description that ships, with one more branch.
RequestDescription withBranch(const QByteArray &branch)
{
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(branch, &error);
    if (!parsed.isObject())
        qFatal("The branch is no JSON: %s", qPrintable(error.errorString()));
    QJsonObject root = QJsonDocument::fromJson(builtInSchema()).object();
    QJsonObject properties = root.value("properties"_L1).toObject();
    QJsonObject authOverride = properties.value("authOverride"_L1).toObject();
    QJsonArray branches = authOverride.value("oneOf"_L1).toArray();
    branches.append(parsed.object());
    authOverride.insert("oneOf"_L1, branches);
    properties.insert("authOverride"_L1, authOverride);
    root.insert("properties"_L1, properties);

    const auto schema = Schema::load(QJsonDocument(root).toJson());
    if (const auto *refused = std::get_if<SchemaError>(&schema))
        qFatal("%s: %s", qPrintable(refused->pointer), qPrintable(refused->reason));
    auto description = RequestDescription::fromSchema(std::get<Schema>(schema));
    if (const auto *refused = std::get_if<SchemaError>(&description))
        qFatal("%s: %s", qPrintable(refused->pointer), qPrintable(refused->reason));
    return std::get<RequestDescription>(std::move(description));
}

/// A fourth type with everything that the three have not: an optional field, a choice, a longest
/// length, a name that a JSON pointer has to escape, and a name that another type has too.
RequestDescription withFourthType()
{
    return withBranch(R"({
      "title": "Key pair", "type": "object",
      "required": ["type", "keyId", "region", "a/b~c"],
      "properties": {
        "type": { "type": "string", "enum": ["key_pair"] },
        "keyId": { "title": "Key ID", "type": "string", "pattern": "^K[0-9]+$", "maxLength": 6 },
        "region": { "title": "Region", "type": "string", "enum": ["eu", "us"] },
        "a/b~c": { "title": "Odd", "type": "string", "minLength": 1 },
        "apiKey": { "title": "API key", "type": "string", "minLength": 4, "writeOnly": true }
      }})");
}

const QString fourth = u"key_pair"_s;
const QString keyId = u"/authOverride/keyId"_s;
const QString region = u"/authOverride/region"_s;
const QString odd = u"/authOverride/a~1b~0c"_s;

void fillFourth(OverrideForm &form)
{
    form.setText(fields::server, u"mcp-1"_s);
    form.setText(fields::subject, u"user-17@example.com"_s);
    form.setText(fields::credentialType, fourth);
    form.setText(keyId, u"K123"_s);
    form.setText(region, u"eu"_s);
    form.setText(odd, u"odd"_s);
}

} // namespace

class TestOverrideForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesTheFieldsOfEachType_data();
    void namesTheFieldsOfEachType();
    void marksNothingUntilItIsEdited_data();
    void marksNothingUntilItIsEdited();
    void marksTheEditThatBreaksARuleAndNotTheOneThatMendsIt_data();
    void marksTheEditThatBreaksARuleAndNotTheOneThatMendsIt();
    void marksAFirstEditThatIsWrongFromTheStart_data();
    void marksAFirstEditThatIsWrongFromTheStart();
    void tellsWhenTheMarkChangesItsReason();

    void tellsOnlyWhatChanged();
    void tellsNothingForTheSameText();
    void tellsNothingForATypeThatIsNone();
    void tellsNothingForAFieldThatIsNone();
    void hasCheckedBeforeItTells();
    void tellsOnceWhatASlotChanges();

    void switchingTypesLosesNothing();
    void switchingTypesTellsTheTypeAndTheText();
    void aMarkComesBackWithItsType();

    void showAllProblemsMarksAllAndNamesTheFirst();
    void showAllProblemsNamesTheFirstThatIsLeft();
    void showAllProblemsOfACompleteFormNamesNone();
    void showAllProblemsTellsEachMarkOnce();

    void aRefusalGoesOnTheNextEdit();
    void aRefusalStaysWhileOthersAreEdited();
    void aRefusalIsToldOnce();

    void fixesTheSubject_data();
    void fixesTheSubject();
    void aFixedSubjectIsTheCaller();
    void aFixedSubjectCannotBeEdited();
    void aFreeSubjectIsWhatWasTyped();
    void tellsWhenTheSubjectIsFixedAndFree();
    void anotherCallerReplacesTheFixedSubject();
    void theMarkOfAnEmptySubjectIsGoneWhileItIsFixed();

    void writesTheBody_data();
    void writesTheBody();
    void namesTheServerOfTheRequest();

    void clearSecretsForgetsTheSecretsOfEveryType();
    void clearSecretsKeepsEverythingElse();
    void clearSecretsMarksNothing();
    void clearSecretsTellsOnlyWhatChanged();
    void clearKeepsAFixedSubject();
    void clearGoesBackToTheFirstTypes();
    void hasADraftOnceSomethingWasTyped();
    void clearForgetsMarksAndTexts();

    void keepsHostileTextExactly_data();
    void keepsHostileTextExactly();
    void refusesTextThatUtf8CannotExpress_data();
    void refusesTextThatUtf8CannotExpress();

    void aFourthTypeHasItsFields();
    void aFourthTypeIsCheckedAsItIsTyped_data();
    void aFourthTypeIsCheckedAsItIsTyped();
    void aFourthTypeSendsAnOptionalFieldOnlyWhenFilled();
    void aFourthTypeLosesNothingOnSwitching();
    void aFourthTypeSharesNoMarkWithAFieldOfTheSameName();
    void aFourthTypeForgetsItsSecretsToo();
    void forgetsCredentialsWithTheirTarget();
    void keepsCredentialsForTheSameTarget();
    void keepsWhatARetargetDoesNotName();
};

void TestOverrideForm::namesTheFieldsOfEachType_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("credentialFields");
    QTest::newRow("a header has a value") << header << QStringList{headerValue};
    QTest::newRow("OAuth2 has an ID and a secret") << oauth2 << QStringList{clientId, clientSecret};
    QTest::newRow("a variable has a key") << env << QStringList{apiKey};
}

void TestOverrideForm::namesTheFieldsOfEachType()
{
    QFETCH(QString, type);
    QFETCH(QStringList, credentialFields);
    Bench bench;
    bench.form.setText(fields::credentialType, type);
    const QStringList common{fields::server, fields::subjectType, fields::subject,
                             fields::credentialType};
    QCOMPARE(bench.form.fieldNames(), common + credentialFields);
    QCOMPARE(bench.form.credentialType().name, type);
}

void TestOverrideForm::marksNothingUntilItIsEdited_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("with a header") << header;
    QTest::newRow("with OAuth2") << oauth2;
    QTest::newRow("with a variable") << env;
}

void TestOverrideForm::marksNothingUntilItIsEdited()
{
    QFETCH(QString, type);
    Bench bench;
    bench.form.setText(fields::credentialType, type);
    QCOMPARE(shownFields(bench.form), QStringList());
    QVERIFY(!bench.form.isComplete());
    // Editing one field says nothing about the others.
    bench.form.setText(fields::server, u".."_s);
    QCOMPARE(shownFields(bench.form), QStringList{fields::server});
}

void TestOverrideForm::marksTheEditThatBreaksARuleAndNotTheOneThatMendsIt_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QString &type, const QString &field,
                        const QString &wrong, const QString &problem) {
        QTest::newRow(name) << type << field << wrong << problem;
    };
    row("an empty server", header, fields::server, {}, u"server id"_s);
    row("a server that is a dot segment", header, fields::server, u".."_s, u"server id"_s);
    row("a server with a line break", header, fields::server, u"mcp-1\n"_s, u"server id"_s);
    row("an empty subject", header, fields::subject, {}, u"minLength"_s);
    row("half a character in the subject", header, fields::subject, QString(QChar(0xD800)),
        u"unicode"_s);
    row("a line break behind the subject", header, fields::subject, u"user-5\n"_s, u"control"_s);
    row("a NUL in the subject", header, fields::subject, u"a\u0000b"_s, u"control"_s);
    row("a C1 control in the subject", header, fields::subject, u"a\u0085b"_s, u"control"_s);
    row("a line separator in the subject", header, fields::subject, u"a\u2028b"_s, u"control"_s);
    row("an unknown subject type", header, fields::subjectType, u"team"_s, u"enum"_s);
    row("an empty header value", header, headerValue, {}, u"minLength"_s);
    row("half a character in the header value", header, headerValue, QString(QChar(0xDFFF)),
        u"unicode"_s);
    row("an empty client ID", oauth2, clientId, {}, u"pattern"_s);
    row("a blank in the client ID", oauth2, clientId, u"a b"_s, u"pattern"_s);
    row("a line break behind the client ID", oauth2, clientId, u"ab\n"_s, u"pattern"_s);
    row("a no-break blank in the client ID", oauth2, clientId, u"a\u00A0b"_s, u"pattern"_s);
    row("a byte order mark in the client ID", oauth2, clientId, u"\uFEFFab"_s, u"pattern"_s);
    row("an empty client secret", oauth2, clientSecret, {}, u"minLength"_s);
    row("an empty API key", env, apiKey, {}, u"minLength"_s);
}

void TestOverrideForm::marksTheEditThatBreaksARuleAndNotTheOneThatMendsIt()
{
    QFETCH(QString, type);
    QFETCH(QString, field);
    QFETCH(QString, wrong);
    QFETCH(QString, problem);
    Bench bench;
    fill(bench.form, type);
    QVERIFY(bench.form.isComplete());
    const QString right = bench.form.text(field);

    QCOMPARE(bench.toldBySetting(field, wrong),
             (QStringList{u"text "_s + field, u"problem "_s + field, u"incomplete"_s}));
    QCOMPARE(shown(bench.form, field), problem);
    QCOMPARE(shownFields(bench.form), QStringList{field});
    QVERIFY(!bench.form.isComplete());

    QCOMPARE(bench.toldBySetting(field, right),
             (QStringList{u"text "_s + field, u"problem "_s + field, u"complete"_s}));
    QCOMPARE(shown(bench.form, field), QString());
    QVERIFY(bench.form.isComplete());
}

void TestOverrideForm::marksAFirstEditThatIsWrongFromTheStart_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("a blank server") << header << QString(fields::server) << u" "_s;
    QTest::newRow("a blank client ID") << oauth2 << clientId << u" "_s;
}

void TestOverrideForm::marksAFirstEditThatIsWrongFromTheStart()
{
    // The empty field broke the very same rule, but nobody had edited it.
    QFETCH(QString, type);
    QFETCH(QString, field);
    QFETCH(QString, wrong);
    Bench bench;
    bench.form.setText(fields::credentialType, type);
    QCOMPARE(bench.toldBySetting(field, wrong),
             (QStringList{u"text "_s + field, u"problem "_s + field}));
    QVERIFY(bench.form.shownProblem(field));
}

void TestOverrideForm::tellsWhenTheMarkChangesItsReason()
{
    Bench bench;
    fill(bench.form, header);
    bench.form.setText(fields::server, u".."_s);
    QVERIFY(bench.form.shownProblem(fields::server) == FieldProblem(ServerIdProblem::DotSegment));
    QCOMPARE(bench.toldBySetting(fields::server, u"..\n"_s),
             (QStringList{u"text mcpServerId"_s, u"problem mcpServerId"_s}));
    QVERIFY(bench.form.shownProblem(fields::server) == FieldProblem(ServerIdProblem::BlankAround));
    QCOMPARE(bench.toldBySetting(fields::server, u"...\n"_s), QStringList{u"text mcpServerId"_s});
}

void TestOverrideForm::tellsOnlyWhatChanged()
{
    Bench bench;
    QCOMPARE(bench.toldBySetting(fields::server, u"mcp-1"_s), QStringList{u"text mcpServerId"_s});
    QCOMPARE(bench.toldBySetting(fields::subject, u"a"_s), QStringList{u"text /subjectId"_s});
    QCOMPARE(bench.toldBySetting(headerValue, u"a"_s),
             (QStringList{u"text "_s + headerValue, u"complete"_s}));
    QCOMPARE(bench.toldBySetting(fields::subjectType, u"virtualaccount"_s),
             QStringList{u"text /subjectType"_s});
}

void TestOverrideForm::tellsNothingForTheSameText()
{
    Bench bench;
    QCOMPARE(bench.toldBySetting(fields::server, QString()), QStringList());
    bench.form.setText(fields::server, u".."_s);
    QCOMPARE(bench.toldBySetting(fields::server, u".."_s), QStringList());
}

void TestOverrideForm::tellsNothingForATypeThatIsNone()
{
    Bench bench;
    QCOMPARE(bench.toldBySetting(fields::credentialType, u"key_value"_s), QStringList());
    QCOMPARE(bench.form.text(fields::credentialType), header);
    QCOMPARE(shownFields(bench.form), QStringList());
}

void TestOverrideForm::tellsNothingForAFieldThatIsNone()
{
    Bench bench;
    fill(bench.form, header);
    const QByteArray body = bench.form.request().body;
    QCOMPARE(bench.toldBySetting(u"/nothing"_s, u"a"_s), QStringList());
    QCOMPARE(bench.toldBySetting(apiKey, u"of another type"_s), QStringList());
    QCOMPARE(bench.form.request().body, body);
}

void TestOverrideForm::hasCheckedBeforeItTells()
{
    Bench bench;
    fill(bench.form, header);
    QStringList seen;
    QObject::connect(&bench.form, &OverrideForm::textChanged, &bench.receiver, [&] {
        seen.append(shown(bench.form, headerValue));
        seen.append(bench.form.isComplete() ? u"complete"_s : u"incomplete"_s);
    });
    bench.form.setText(headerValue, QString());
    bench.form.setText(headerValue, u"a"_s);
    QCOMPARE(seen, (QStringList{u"minLength"_s, u"incomplete"_s, QString(), u"complete"_s}));
}

void TestOverrideForm::tellsOnceWhatASlotChanges()
{
    Bench bench;
    fill(bench.form, header);
    QObject::connect(&bench.form, &OverrideForm::textChanged, &bench.receiver,
                     [&](const QString &field) {
                         if (field == fields::server)
                             bench.form.setText(headerValue, QString());
                     });
    QStringList told = bench.toldBySetting(fields::server, u".."_s);
    QCOMPARE(told.count(u"problem mcpServerId"_s), 1);
    QCOMPARE(told.count(u"problem "_s + headerValue), 1);
    QCOMPARE(told.count(u"incomplete"_s), 1);
}

void TestOverrideForm::switchingTypesLosesNothing()
{
    Bench bench;
    OverrideForm &form = bench.form;
    for (const QString &type : {header, oauth2, env}) {
        form.setText(fields::credentialType, type);
        for (const FieldDescription &field : form.credentialType().fields)
            form.setText(field.pointer(), type + u'.' + field.name);
    }
    for (const QString &type : {env, header, oauth2, header}) {
        form.setText(fields::credentialType, type);
        for (const FieldDescription &field : form.credentialType().fields)
            QCOMPARE(form.text(field.pointer()), type + u'.' + field.name);
    }
}

void TestOverrideForm::switchingTypesTellsTheTypeAndTheText()
{
    Bench bench;
    fill(bench.form, header);
    QCOMPARE(bench.toldBySetting(fields::credentialType, env),
             (QStringList{u"type"_s, u"text /authOverride/type"_s, u"incomplete"_s}));
    QCOMPARE(bench.toldBySetting(fields::credentialType, header),
             (QStringList{u"type"_s, u"text /authOverride/type"_s, u"complete"_s}));
}

void TestOverrideForm::aMarkComesBackWithItsType()
{
    Bench bench;
    bench.form.setText(headerValue, u"a"_s);
    bench.form.setText(headerValue, QString());
    bench.form.setText(fields::credentialType, env);
    QCOMPARE(shownFields(bench.form), QStringList());
    const QStringList told = bench.toldBySetting(fields::credentialType, header);
    QCOMPARE(shownFields(bench.form), QStringList{headerValue});
    QVERIFY(told.contains(u"problem "_s + headerValue));
}

void TestOverrideForm::showAllProblemsMarksAllAndNamesTheFirst()
{
    Bench bench;
    bench.form.setText(fields::credentialType, oauth2);
    QCOMPARE(bench.form.showAllProblems(), std::optional<QString>(fields::server));
    QCOMPARE(shownFields(bench.form),
             (QStringList{fields::server, fields::subject, clientId, clientSecret}));
}

void TestOverrideForm::showAllProblemsNamesTheFirstThatIsLeft()
{
    Bench bench;
    fill(bench.form, oauth2);
    bench.form.setText(clientSecret, QString());
    QCOMPARE(bench.form.showAllProblems(), std::optional<QString>(clientSecret));
}

void TestOverrideForm::showAllProblemsOfACompleteFormNamesNone()
{
    Bench bench;
    fill(bench.form, env);
    QCOMPARE(bench.toldBy([&] { QVERIFY(!bench.form.showAllProblems()); }), QStringList());
}

void TestOverrideForm::showAllProblemsTellsEachMarkOnce()
{
    Bench bench;
    bench.form.setText(fields::server, u".."_s);
    const auto showAll = [&bench] { bench.form.showAllProblems(); };
    QCOMPARE(bench.toldBy(showAll),
             (QStringList{u"problem /subjectId"_s, u"problem "_s + headerValue}));
    QCOMPARE(bench.toldBy(showAll), QStringList());
}

void TestOverrideForm::aRefusalGoesOnTheNextEdit()
{
    Bench bench;
    fill(bench.form, oauth2);
    QCOMPARE(bench.toldBy([&] { bench.form.markRefused(clientId); }),
             QStringList{u"problem "_s + clientId});
    QCOMPARE(shown(bench.form, clientId), u"refused"_s);
    QVERIFY(bench.form.isComplete()); // it may be sent again as it is
    QCOMPARE(bench.toldBySetting(clientId, u"another"_s),
             (QStringList{u"text "_s + clientId, u"problem "_s + clientId}));
    QCOMPARE(shown(bench.form, clientId), QString());
}

void TestOverrideForm::aRefusalStaysWhileOthersAreEdited()
{
    Bench bench;
    fill(bench.form, oauth2);
    bench.form.markRefused(clientId);
    bench.form.setText(clientSecret, u"another"_s);
    bench.form.setText(fields::credentialType, header);
    bench.form.setText(fields::credentialType, oauth2);
    QCOMPARE(shown(bench.form, clientId), u"refused"_s);
}

void TestOverrideForm::aRefusalIsToldOnce()
{
    Bench bench;
    fill(bench.form, header);
    bench.form.markRefused(fields::subject);
    QCOMPARE(bench.toldBy([&] { bench.form.markRefused(fields::subject); }), QStringList());
}

void TestOverrideForm::fixesTheSubject_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isFixed");
    QTest::newRow("to a caller who is no manager") << Role::NotManager << u"me"_s << true;
    QTest::newRow("not to a manager") << Role::Manager << u"me"_s << false;
    QTest::newRow("not to a caller of unknown role") << Role::Unknown << u"me"_s << false;
    QTest::newRow("not to a caller of unknown id") << Role::NotManager << QString() << false;
}

void TestOverrideForm::fixesTheSubject()
{
    QFETCH(Role, role);
    QFETCH(QString, id);
    QFETCH(bool, isFixed);
    Bench bench;
    bench.form.setText(fields::subject, u"typed"_s);
    bench.form.setCaller(callerOf(role, id));
    QCOMPARE(bench.form.isSubjectFixed(), isFixed);
    QCOMPARE(bench.form.text(fields::subject), isFixed ? id : u"typed"_s);
}

void TestOverrideForm::aFixedSubjectIsTheCaller()
{
    Bench bench;
    fill(bench.form, header);
    Caller caller = callerOf(Role::NotManager);
    caller.subject.type = u"virtualaccount"_s;
    bench.form.setCaller(caller);
    QCOMPARE(bench.form.text(fields::subjectType), u"virtualaccount"_s);
    QVERIFY(bench.form.draft().subject == caller.subject);
    QVERIFY(bench.form.request().body.contains("\"subjectId\":\"me@example.com\""));
}

void TestOverrideForm::aFixedSubjectCannotBeEdited()
{
    Bench bench;
    bench.form.setCaller(callerOf(Role::NotManager));
    QCOMPARE(bench.toldBySetting(fields::subject, u"other"_s), QStringList());
    QCOMPARE(bench.toldBySetting(fields::subjectType, u"virtualaccount"_s), QStringList());
    QCOMPARE(bench.form.text(fields::subject), u"me@example.com"_s);
    QCOMPARE(bench.form.text(fields::subjectType), u"user"_s);
}

void TestOverrideForm::aFreeSubjectIsWhatWasTyped()
{
    Bench bench;
    bench.form.setText(fields::subject, u"typed"_s);
    bench.form.setText(fields::subjectType, u"virtualaccount"_s);
    bench.form.setCaller(callerOf(Role::NotManager));
    QCOMPARE(bench.form.text(fields::subjectType), u"user"_s);
    bench.form.setCaller({});
    QVERIFY(!bench.form.isSubjectFixed());
    QCOMPARE(bench.form.text(fields::subject), u"typed"_s);
    QCOMPARE(bench.form.text(fields::subjectType), u"virtualaccount"_s);
}

void TestOverrideForm::tellsWhenTheSubjectIsFixedAndFree()
{
    Bench bench;
    const QStringList both{u"text /subjectType"_s, u"text /subjectId"_s};
    QCOMPARE(bench.toldBy([&] { bench.form.setCaller(callerOf(Role::NotManager)); }),
             both + QStringList{u"fixed"_s});
    QCOMPARE(bench.toldBy([&] { bench.form.setCaller(callerOf(Role::NotManager)); }),
             QStringList());
    QCOMPARE(bench.toldBy([&] { bench.form.setCaller(callerOf(Role::Manager)); }),
             both + QStringList{u"free"_s});
    QCOMPARE(bench.toldBy([&] { bench.form.setCaller(callerOf(Role::Unknown)); }), QStringList());
}

void TestOverrideForm::anotherCallerReplacesTheFixedSubject()
{
    Bench bench;
    bench.form.setText(fields::subject, u"typed"_s);
    bench.form.setCaller(callerOf(Role::NotManager));
    bench.form.markRefused(fields::subject);
    QCOMPARE(bench.toldBy([&] { bench.form.setCaller(callerOf(Role::NotManager, u"you"_s)); }),
             (QStringList{u"text /subjectId"_s, u"problem /subjectId"_s}));
    QCOMPARE(bench.form.text(fields::subject), u"you"_s);
    bench.form.setCaller({});
    QCOMPARE(bench.form.text(fields::subject), u"typed"_s);
}

void TestOverrideForm::theMarkOfAnEmptySubjectIsGoneWhileItIsFixed()
{
    Bench bench;
    bench.form.showAllProblems();
    QVERIFY(bench.form.shownProblem(fields::subject));
    bench.form.setCaller(callerOf(Role::NotManager));
    QVERIFY(!bench.form.shownProblem(fields::subject));
    bench.form.setCaller({});
    QVERIFY(bench.form.shownProblem(fields::subject));
}

void TestOverrideForm::writesTheBody_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("of a header")
        << header
        << QByteArray(R"({"authOverride":{"headerValue":"value-of-headerValue","type":"header"},)"
                      R"("subjectId":"user-17@example.com","subjectType":"user"})");
    QTest::newRow("of OAuth2") << oauth2
                               << QByteArray(
                                      R"({"authOverride":{"clientId":"value-of-clientId",)"
                                      R"("clientSecret":"value-of-clientSecret",)"
                                      R"("type":"oauth2_client_credentials"},)"
                                      R"("subjectId":"user-17@example.com","subjectType":"user"})");
    QTest::newRow("of a variable")
        << env
        << QByteArray(R"({"authOverride":{"apiKey":"value-of-apiKey","type":"env"},)"
                      R"("subjectId":"user-17@example.com","subjectType":"user"})");
}

void TestOverrideForm::writesTheBody()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, body);
    Bench bench;
    fill(bench.form, type);
    QVERIFY(bench.form.isComplete());
    QCOMPARE(bench.form.request().body, body);
}

void TestOverrideForm::namesTheServerOfTheRequest()
{
    Bench bench;
    fill(bench.form, header);
    bench.form.setText(fields::server, u"a/b %2e"_s);
    QCOMPARE(bench.form.request().serverId, u"a/b %2e"_s);
}

void TestOverrideForm::clearSecretsForgetsTheSecretsOfEveryType()
{
    Bench bench;
    for (const QString &type : {header, oauth2, env})
        fill(bench.form, type);
    bench.form.clearSecrets();
    QCOMPARE(bench.form.text(apiKey), QString());
    bench.form.setText(fields::credentialType, header);
    QCOMPARE(bench.form.text(headerValue), QString());
    bench.form.setText(fields::credentialType, oauth2);
    QCOMPARE(bench.form.text(clientSecret), QString());
    for (const auto &credentials : bench.form.draft().credentials) {
        for (const QString &text : credentials)
            QVERIFY(!text.startsWith(u"value-of-"_s) || text == u"value-of-clientId"_s);
    }
}

void TestOverrideForm::clearSecretsKeepsEverythingElse()
{
    Bench bench;
    fill(bench.form, oauth2);
    bench.form.setText(fields::subjectType, u"virtualaccount"_s);
    bench.form.clearSecrets();
    QCOMPARE(bench.form.text(fields::server), u"mcp-1"_s);
    QCOMPARE(bench.form.text(fields::subject), u"user-17@example.com"_s);
    QCOMPARE(bench.form.text(fields::subjectType), u"virtualaccount"_s);
    QCOMPARE(bench.form.text(fields::credentialType), oauth2);
    QCOMPARE(bench.form.text(clientId), u"value-of-clientId"_s);
}

void TestOverrideForm::clearSecretsMarksNothing()
{
    Bench bench;
    fill(bench.form, oauth2);
    bench.form.markRefused(clientSecret);
    bench.form.clearSecrets();
    QCOMPARE(shownFields(bench.form), QStringList());
    QVERIFY(!bench.form.isComplete());
}

void TestOverrideForm::clearSecretsTellsOnlyWhatChanged()
{
    Bench bench;
    fill(bench.form, oauth2);
    const auto clearSecrets = [&bench] { bench.form.clearSecrets(); };
    QCOMPARE(bench.toldBy(clearSecrets), (QStringList{u"text "_s + clientSecret, u"incomplete"_s}));
    QCOMPARE(bench.toldBy(clearSecrets), QStringList());
}

void TestOverrideForm::clearKeepsAFixedSubject()
{
    Bench bench;
    fill(bench.form, env);
    bench.form.setCaller(callerOf(Role::NotManager));
    bench.form.clear();
    QCOMPARE(bench.form.text(fields::subject), u"me@example.com"_s);
    bench.form.setCaller({});
    QCOMPARE(bench.form.text(fields::subject), QString());
}

void TestOverrideForm::clearGoesBackToTheFirstTypes()
{
    Bench bench;
    const OverrideDraft empty = bench.form.draft();
    fill(bench.form, env);
    bench.form.setText(fields::subjectType, u"virtualaccount"_s);
    bench.form.clear();
    QCOMPARE(bench.form.text(fields::credentialType), empty.credentialType);
    QCOMPARE(bench.form.text(fields::subjectType), empty.subject.type);
}

void TestOverrideForm::hasADraftOnceSomethingWasTyped()
{
    Bench bench;
    QVERIFY(!bench.form.hasDraft());
    bench.form.retarget(u"mcp-1"_s, {u"user-1"_s, u"user"_s}); // by the program
    QVERIFY(!bench.form.hasDraft());
    bench.form.setText(fields::subject, u"user-2"_s);
    QVERIFY(bench.form.hasDraft());
    bench.form.setText(fields::subject, u"user-1"_s);
    QVERIFY(!bench.form.hasDraft());
    fill(bench.form, env);
    bench.form.setText(fields::credentialType, header); // what is typed for another type counts
    QVERIFY(bench.form.hasDraft());
    bench.form.clearSaved();
    QVERIFY(!bench.form.hasDraft());
    fill(bench.form, env);
    bench.form.clear();
    QVERIFY(!bench.form.hasDraft());
}

void TestOverrideForm::clearForgetsMarksAndTexts()
{
    Bench bench;
    for (const QString &type : {header, env})
        fill(bench.form, type);
    bench.form.setText(fields::server, u".."_s);
    bench.form.markRefused(apiKey);
    QCOMPARE(bench.toldBy([&] { bench.form.clear(); }),
             (QStringList{u"type"_s, u"text mcpServerId"_s, u"text /subjectId"_s,
                          u"text /authOverride/type"_s, u"problem mcpServerId"_s}));
    QCOMPARE(shownFields(bench.form), QStringList());
    bench.form.setText(fields::credentialType, header);
    QCOMPARE(bench.form.text(headerValue), QString());
}

void TestOverrideForm::keepsHostileTextExactly_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("every C0 control") << [] {
        QString text;
        for (char16_t c = 0; c < 0x20; ++c)
            text.append(QChar(c));
        return text;
    }();
    QTest::newRow("DEL and every C1 control") << [] {
        QString text;
        for (char16_t c = 0x7F; c < 0xA0; ++c)
            text.append(QChar(c));
        return text;
    }();
    QTest::newRow("a NUL in the middle") << u"a\u0000b"_s;
    QTest::newRow("NULs at the end") << u"a\u0000\u0000"_s;
    QTest::newRow("bidi controls") << u"\u202Eabc\u202C\u2066\u2069\u200F"_s;
    QTest::newRow("line and paragraph separators") << u"a\u2028b\u2029c"_s;
    QTest::newRow("zero-width characters and a byte order mark") << u"\uFEFFa\u200B\u2060"_s;
    QTest::newRow("blanks and line breaks at the ends") << u" \r\n\ta\u00A0\r\n"_s;
    QTest::newRow("characters that are none") << u"\uFFFE\uFFFF\uFDD0\U0010FFFF"_s;
    QTest::newRow("combined and composed letters") << u"\u00E9e\u0301"_s;
    QTest::newRow("quotes, backslashes and markup") << u"\"\\/<img src=file:///x>&amp;{{A}}%s%n"_s;
    QTest::newRow("JSON of its own") << u"\"},\"subjectId\":\"other\",\"x\":{\"\\u0000"_s;
    QTest::newRow("astral characters") << u"\U0001F600\U000E0001"_s;
    QTest::newRow("one megabyte") << QString(1024 * 1024, u'x');
    QTest::newRow("one megabyte of NULs") << QString(1024 * 1024, QChar(u'\0'));
    QTest::newRow("one megabyte of astral characters") << u"\U0001F600"_s.repeated(512 * 1024);
}

void TestOverrideForm::keepsHostileTextExactly()
{
    QFETCH(QString, text);
    for (const QString &type : {header, oauth2, env}) {
        Bench bench;
        fill(bench.form, type);
        const QString secret = bench.form.credentialType().fields.constLast().pointer();
        bench.form.setText(fields::subject, text);
        bench.form.setText(secret, text);
        QVERIFY(bench.form.text(secret) == text);
        QVERIFY(bench.form.text(fields::subject) == text);
        // The id of a subject also stands in a URL, where control characters have no place.
        QCOMPARE(bench.form.isComplete(), !holdsControl(text));
        // Compared as bytes, because Qt's JSON reader drops a byte order mark from a text.
        if (!bench.form.isComplete())
            bench.form.setText(fields::subject, u"user-5"_s);
        const QByteArray body = bench.form.request().body;
        QVERIFY(body.contains("\"subjectId\":" + jsonText(bench.form.text(fields::subject)) + ','));
        QVERIFY(body.contains('"' + secret.section(u'/', -1).toLatin1() + "\":" + jsonText(text)));
    }
}

void TestOverrideForm::refusesTextThatUtf8CannotExpress_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("the first half of a pair") << u"a"_s + QChar(0xD800) + u"b"_s;
    QTest::newRow("the second half of a pair") << QString(QChar(0xDC00));
    QTest::newRow("the first half at the end") << u"a"_s + QChar(0xDBFF);
    QTest::newRow("one megabyte of halves") << QString(1024 * 1024, QChar(0xD800));
}

void TestOverrideForm::refusesTextThatUtf8CannotExpress()
{
    QFETCH(QString, text);
    for (const QString &type : {header, oauth2, env}) {
        Bench bench;
        fill(bench.form, type);
        for (const FieldDescription &field : bench.form.credentialType().fields) {
            bench.form.setText(field.pointer(), text);
            QVERIFY(bench.form.text(field.pointer()) == text);
            QCOMPARE(shown(bench.form, field.pointer()), u"unicode"_s);
        }
        QVERIFY(!bench.form.isComplete());
    }
}

void TestOverrideForm::aFourthTypeHasItsFields()
{
    Bench bench(withFourthType());
    bench.form.setText(fields::credentialType, fourth);
    QCOMPARE(bench.form.fieldNames().mid(4), (QStringList{keyId, region, odd, apiKey}));
    const QList<FieldDescription> &all = bench.form.credentialType().fields;
    QCOMPARE(all.at(0).title, u"Key ID"_s);
    QVERIFY(all.at(0).required);
    QVERIFY(!all.at(0).secret);
    QCOMPARE(all.at(1).choices, (QStringList{u"eu"_s, u"us"_s}));
    QVERIFY(!all.at(3).required);
    QVERIFY(all.at(3).secret);
}

void TestOverrideForm::aFourthTypeIsCheckedAsItIsTyped_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("problem");
    QTest::newRow("a text that does not fit the pattern") << keyId << u"123"_s << u"pattern"_s;
    QTest::newRow("a line break behind the pattern") << keyId << u"K1\n"_s << u"pattern"_s;
    QTest::newRow("a text that is too long") << keyId << u"K123456"_s << u"maxLength"_s;
    QTest::newRow("a value that is no choice") << region << u"mars"_s << u"enum"_s;
    QTest::newRow("no choice") << region << QString() << u"enum"_s;
    QTest::newRow("nothing in a field with an odd name") << odd << QString() << u"minLength"_s;
    QTest::newRow("an optional text that is too short") << apiKey << u"abc"_s << u"minLength"_s;
}

void TestOverrideForm::aFourthTypeIsCheckedAsItIsTyped()
{
    QFETCH(QString, field);
    QFETCH(QString, wrong);
    QFETCH(QString, problem);
    Bench bench(withFourthType());
    fillFourth(bench.form);
    QVERIFY(bench.form.isComplete());
    const QString right = bench.form.text(field);
    QCOMPARE(bench.toldBySetting(field, wrong),
             (QStringList{u"text "_s + field, u"problem "_s + field, u"incomplete"_s}));
    QCOMPARE(shown(bench.form, field), problem);
    QCOMPARE(bench.toldBySetting(field, right),
             (QStringList{u"text "_s + field, u"problem "_s + field, u"complete"_s}));
}

void TestOverrideForm::aFourthTypeSendsAnOptionalFieldOnlyWhenFilled()
{
    Bench bench(withFourthType());
    fillFourth(bench.form);
    QCOMPARE(bench.form.request().body,
             QByteArray(R"({"authOverride":{"a/b~c":"odd","keyId":"K123","region":"eu",)"
                        R"("type":"key_pair"},"subjectId":"user-17@example.com",)"
                        R"("subjectType":"user"})"));
    bench.form.setText(apiKey, u"secret"_s);
    QCOMPARE(bench.form.request().body,
             QByteArray(R"({"authOverride":{"a/b~c":"odd","apiKey":"secret","keyId":"K123",)"
                        R"("region":"eu","type":"key_pair"},"subjectId":"user-17@example.com",)"
                        R"("subjectType":"user"})"));
}

void TestOverrideForm::aFourthTypeLosesNothingOnSwitching()
{
    Bench bench(withFourthType());
    fillFourth(bench.form);
    bench.form.setText(apiKey, u"of the pair"_s);
    bench.form.setText(fields::credentialType, env);
    bench.form.setText(apiKey, u"of the variable"_s);
    bench.form.setText(fields::credentialType, fourth);
    QCOMPARE(bench.form.text(apiKey), u"of the pair"_s);
    QCOMPARE(bench.form.text(odd), u"odd"_s);
    bench.form.setText(fields::credentialType, env);
    QCOMPARE(bench.form.text(apiKey), u"of the variable"_s);
}

void TestOverrideForm::aFourthTypeSharesNoMarkWithAFieldOfTheSameName()
{
    Bench bench(withFourthType());
    bench.form.setText(fields::credentialType, fourth);
    bench.form.setText(apiKey, u"abc"_s);
    QCOMPARE(shownFields(bench.form), QStringList{apiKey});
    bench.form.setText(fields::credentialType, env);
    QCOMPARE(shownFields(bench.form), QStringList());
    bench.form.markRefused(apiKey);
    bench.form.setText(fields::credentialType, fourth);
    QCOMPARE(shown(bench.form, apiKey), u"minLength"_s);
    bench.form.setText(apiKey, u"abcd"_s);
    QCOMPARE(shownFields(bench.form), QStringList());
    bench.form.setText(fields::credentialType, env);
    QCOMPARE(shown(bench.form, apiKey), u"refused"_s);
}

void TestOverrideForm::aFourthTypeForgetsItsSecretsToo()
{
    Bench bench(withFourthType());
    fillFourth(bench.form);
    bench.form.setText(apiKey, u"secret"_s);
    bench.form.setText(fields::credentialType, header);
    bench.form.clearSecrets();
    bench.form.setText(fields::credentialType, fourth);
    QCOMPARE(bench.form.text(apiKey), QString());
    QCOMPARE(bench.form.text(keyId), u"K123"_s);
    QCOMPARE(bench.form.text(odd), u"odd"_s);
}

void TestOverrideForm::forgetsCredentialsWithTheirTarget()
{
    OverrideForm form(RequestDescription::builtIn());
    form.setText(fields::server, u"mcp-1"_s);
    form.setText(u"/authOverride/headerValue"_s, u"x"_s);
    form.setText(u"/authOverride/headerValue"_s, QString()); // marked: it must not be empty
    form.setText(fields::credentialType, u"oauth2_client_credentials"_s);
    form.setText(u"/authOverride/clientId"_s, u"client"_s);
    QVERIFY(form.retarget(u"mcp-2"_s, {u"user-5"_s, u"user"_s}));
    QCOMPARE(form.text(fields::server), u"mcp-2"_s);
    QCOMPARE(form.text(fields::subject), u"user-5"_s);
    // What is no secret belongs to the target as well.
    QCOMPARE(form.text(u"/authOverride/clientId"_s), QString());
    form.setText(fields::credentialType, u"header"_s);
    QVERIFY(!form.shownProblem(u"/authOverride/headerValue"_s)); // nobody has touched the new one
    QVERIFY(!form.retarget(u"mcp-3"_s, {}));                     // there was nothing to forget
}

void TestOverrideForm::keepsCredentialsForTheSameTarget()
{
    OverrideForm form(RequestDescription::builtIn());
    form.setText(fields::server, u"mcp-1"_s);
    form.setText(fields::subject, u"user-5"_s);
    form.setText(u"/authOverride/headerValue"_s, u"x"_s);
    QVERIFY(!form.retarget(u"mcp-1"_s, {u"user-5"_s, u"user"_s}));
    QCOMPARE(form.text(u"/authOverride/headerValue"_s), u"x"_s);
}

void TestOverrideForm::keepsWhatARetargetDoesNotName()
{
    OverrideForm form(RequestDescription::builtIn());
    form.setText(fields::server, u"mcp-1"_s);
    form.setText(fields::subjectType, u"virtualaccount"_s);
    form.setText(fields::subject, u"va-ci-runner"_s);
    form.retarget(QString(), {u"va-nightly-report"_s, QString()});
    QCOMPARE(form.text(fields::server), u"mcp-1"_s);
    QCOMPARE(form.draft().subject, (Subject{u"va-nightly-report"_s, u"virtualaccount"_s}));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestOverrideForm)
#include "tst_overrideform.moc"
