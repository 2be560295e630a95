// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commandline.h"
#include "app/cli/help.h"

#include <QRegularExpression>
#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;
using Kind = UsageError::Kind;

Q_DECLARE_METATYPE(mcpo::UsageError::Kind)

namespace
{

/// Stands wherever somebody may have put a secret by mistake.
const auto typed = "Typed-By-Mistake-77"_L1;
const auto jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2ln"_L1;

CommandLine parsed(const QString &line)
{
    return parseCommandLine(line.split(u' ', Qt::SkipEmptyParts), RequestDescription::builtIn());
}

Arguments argumentsOf(const QString &line)
{
    const CommandLine result = parsed(line);
    if (const auto *error = std::get_if<UsageError>(&result))
        qWarning("%s", qUtf8Printable(describe(*error)));
    return std::holds_alternative<Arguments>(result) ? std::get<Arguments>(result) : Arguments{};
}

} // namespace

class TestCliArguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Qt's own warnings would be printed beside the messages of the program.
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void optionsAreTaken()
    {
        const Arguments one =
            argumentsOf(u"set --server=a=b --type header --stdin headerValue --no-input "
                        "--subject x --subject-type virtualaccount"_s);
        QCOMPARE(one.command, CommandId::Set);
        QCOMPARE(one.value(OptionId::Server), u"a=b"_s);
        QCOMPARE(one.value(OptionId::SubjectType), u"virtualaccount"_s);
        QVERIFY(one.has(OptionId::NoInput));
        QVERIFY(!one.has(OptionId::Json));
    }

    void fieldsNameTheirSource()
    {
        const Arguments one =
            argumentsOf(u"set --server s --type oauth2_client_credentials --field clientId=a=b "
                        "--file clientSecret=/run/x=y"_s);
        QCOMPARE(one.fields.size(), 2);
        QCOMPARE(one.fields.at(0).kind, FieldSource::Kind::Literal);
        QCOMPARE(one.fields.at(0).place, u"a=b"_s);
        QCOMPARE(one.fields.at(1).kind, FieldSource::Kind::File);
        QCOMPARE(one.fields.at(1).field.name, u"clientSecret"_s);
        QCOMPARE(one.fields.at(1).place, u"/run/x=y"_s);
    }

    void optionsMayComeBeforeTheCommand()
    {
        const Arguments one = argumentsOf(u"--json --server s --no-input list --token-env T"_s);
        QCOMPARE(one.command, CommandId::List);
        QCOMPARE(one.value(OptionId::Server), u"s"_s);
        QVERIFY(one.has(OptionId::Json) && one.has(OptionId::NoInput));
        QCOMPARE(one.value(OptionId::TokenEnv), u"T"_s);
        QVERIFY(helpHint({u"--json"_s, u"list"_s}).contains(u"help list"_s));
    }

    void promise4RefusesAndRepeatsNothing_data();
    void promise4RefusesAndRepeatsNothing();

    void aWholeHeaderIsRefused()
    {
        const QStringList line{u"list"_s, u"--server"_s, u"Bearer abcdefgh-1234"_s};
        const CommandLine result = parseCommandLine(line, RequestDescription::builtIn());
        QVERIFY(std::holds_alternative<UsageError>(result));
        QCOMPARE(std::get<UsageError>(result).kind, Kind::SecretInArgument);
    }

    void helpIsWanted_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("command");
        QTest::newRow("--help") << u"--help"_s << QString();
        QTest::newRow("-h") << u"-h"_s << QString();
        QTest::newRow("help") << u"help"_s << QString();
        QTest::newRow("help about a command") << u"help set"_s << u"set"_s;
        QTest::newRow("--help behind a command that needs more") << u"set --help"_s << u"set"_s;
        QTest::newRow("-h behind a command") << u"whoami -h"_s << u"whoami"_s;
        QTest::newRow("--help behind an option") << u"--json --help"_s << QString();
    }

    void helpIsWanted()
    {
        QFETCH(QString, line);
        const CommandLine result = parsed(line);
        QVERIFY(std::holds_alternative<HelpWanted>(result));
        const CommandSpec *command = std::get<HelpWanted>(result).command;
        QTEST(command ? QString(command->name) : QString(), "command");
    }

    void versionIsWanted()
    {
        QVERIFY(std::holds_alternative<VersionWanted>(parsed(u"--version"_s)));
    }

    void everyOptionHasOneEntryAndIsInSomeHelp()
    {
        QStringList names;
        for (const OptionSpec &option : optionTable()) {
            QCOMPARE(optionSpec(option.id).name, option.name);
            QVERIFY(!names.contains(option.name));
            names.append(option.name);
            bool isUsed = false;
            for (const CommandSpec &command : commandTable()) {
                isUsed = isUsed || command.takes(option.id);
                QCOMPARE(helpText(command).contains(u"\n  --"_s + option.name + u' '),
                         command.takes(option.id));
            }
            QVERIFY2(isUsed, option.name.data());
        }
    }

    void everyCommandIsInTheHelp()
    {
        for (const CommandSpec &command : commandTable())
            QVERIFY(helpText().contains(u"\n  "_s + command.name + u' '));
    }

    void helpFitsATerminal()
    {
        QString texts = helpText();
        for (const CommandSpec &command : commandTable())
            texts += u'\n' + helpText(command);
        const QStringList lines = texts.split(u'\n');
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }

    void ordinaryNamesAreAccepted_data()
    {
        QTest::addColumn<QString>("line");
        const QString set = u"set --type header --server s "_s;
        const auto row = [](const char *sentence, const QString &line) {
            QTest::newRow(sentence) << line;
        };
        row("a variable that begins with PAT_", set + u"--env headerValue=PAT_GITHUB_ENTERPRISE"_s);
        row("a variable with a year", set + u"--env headerValue=PAT_GITHUBPRODUCTION2024"_s);
        row("a variable that begins with sk_", set + u"--env headerValue=sk_production_key_2"_s);
        row("a variable in camel case", set + u"--env headerValue=pk_myProductionGatewayToken2"_s);
        row("a variable of the access token", u"whoami --token-env PAT_TRUEFOUNDRY_MANAGER_1"_s);
        row("a variable that begins like GitHub's", u"whoami --token-env=ghp_production_manager"_s);
        row("a file that begins with sk-", set + u"--file headerValue=sk-production-server.txt"_s);
        row("a random path", set + u"--file headerValue=/run/sk-4eC39HqLyjWDarjtT1zdp7dc/key"_s);
        row("a random Windows path", set + u"--file headerValue=C:\\sk-4eC39HqLyjWDarjtT1zdp7dc"_s);
        row("a file of the access token", u"whoami --token-file pat-production-server-01"_s);
        row("a CA file", u"whoami --ca-file pk_internal_authority_2026.pem"_s);
        row("a server that begins with sk-", u"list --server sk-search-knowledge-01"_s);
        row("a server that begins with pk_", u"list --server=pk_payments_production_eu_1"_s);
        row("a server with a UUID", u"list --server sk-6f1c2a9e-2a57-4b59-8a5f-2f0a7c1de001"_s);
        row("a server with an ID of 25 characters",
            u"list --server sk-clh3am8kg0000mj08h1a2b3c4"_s);
        row("a random ID", u"list --server 4eC39HqLyjWDarjtT1zdp7dc"_s);
        row("a subject that begins with PAT_",
            u"status --server s --subject-type user --subject PAT_ADMINISTRATOR_ACCOUNT"_s);
        row("an e-mail address",
            u"status --server s --subject-type user --subject user-17@example.com"_s);
        row("an ID that looks like the start of a JWT", u"list --server eyJhbGci.production.eu"_s);
        row("a reference to a secret",
            u"set --server s --type oauth2_client_credentials --stdin clientSecret "
            "--field clientId=tfy-secret://tenant:group:key"_s);
    }

    void ordinaryNamesAreAccepted()
    {
        QFETCH(QString, line);
        const CommandLine result = parsed(line);
        if (const auto *error = std::get_if<UsageError>(&result))
            QFAIL(qPrintable(describe(*error)));
        QVERIFY(std::holds_alternative<Arguments>(result));
    }
};

void TestCliArguments::promise4RefusesAndRepeatsNothing_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *sentence, const QString &line, Kind kind,
                        const QString &name = {}) {
        QTest::newRow(sentence) << QString(line).replace("TYPED"_L1, typed) << kind << name;
    };
    const QString set = u"set --server s --type header "_s;

    row("nothing", {}, Kind::NoCommand);
    row("an unknown command", u"TYPED"_s, Kind::UnknownCommand);
    row("help about an unknown command", u"help TYPED"_s, Kind::UnknownCommand);
    row("help about two", u"help set TYPED"_s, Kind::ExtraArgument);
    row("an unknown option", u"list --server s --sever TYPED"_s, Kind::UnknownOption);
    row("an option of another command", u"whoami --dry-run"_s, Kind::UnknownOption);
    row("an unknown option before the command", u"--TYPED set"_s, Kind::UnknownFirstOption);
    row("an option of Qt", u"-reverse whoami"_s, Kind::UnknownFirstOption);
    row("an option of Qt behind the command", u"whoami -style TYPED"_s, Kind::UnknownOption);
    row("an option and no command", u"--json"_s, Kind::NoCommand);
    row("an option whose value hides the command", u"--server list"_s, Kind::NoCommand);
    row("an option of another command before it", u"--dry-run whoami"_s, Kind::UnknownOption);
    row("several short options", u"whoami -TYPED"_s, Kind::UnknownOption);
    row("a token by option", u"whoami --token=TYPED"_s, Kind::SecretOption);
    row("a token by option, apart", u"whoami --token TYPED"_s, Kind::SecretOption);
    row("a token by one dash", u"whoami -token=TYPED"_s, Kind::SecretOption);
    row("a client secret by option", set + u"--client-secret=TYPED"_s, Kind::SecretOption);
    row("a header value by option", set + u"--headerValue=TYPED"_s, Kind::SecretOption);
    row("a password before the command", u"--password=TYPED whoami"_s, Kind::SecretOption);
    row("a JWT as an argument", u"whoami "_s + jwt, Kind::SecretInArgument);
    row("a JWT as a value", u"list --server="_s + jwt, Kind::SecretInArgument);
    row("a JWT as the path of the token", u"whoami --token-file "_s + jwt, Kind::SecretInArgument);
    const QString key = u"4eC39HqLyjWDarjtT1zdp7dc"_s;
    row("a key in place of a variable", set + u"--env headerValue=sk-"_s + key,
        Kind::SecretInArgument);
    row("an opaque key in place of a variable", set + u"--env headerValue="_s + key,
        Kind::SecretInArgument);
    row("an opaque key in place of the token's variable", u"whoami --token-env "_s + key,
        Kind::SecretInArgument);
    row("a JWT in place of a variable", set + u"--env headerValue="_s + jwt,
        Kind::SecretInArgument);
    row("a key in place of a path", set + u"--file headerValue=sk_live_"_s + key,
        Kind::SecretInArgument);
    row("a key in hexadecimal digits", u"list --server sk-"_s + u"0f3a9b"_s.repeated(6),
        Kind::SecretInArgument);
    row("a key as a server", u"list --server=sk-proj-"_s + key, Kind::SecretInArgument);
    row("a key as a subject", u"status --server s --subject-type user --subject ghp_"_s + key,
        Kind::SecretInArgument);
    row("a key as a field",
        u"set --server s --type oauth2_client_credentials --field "
        "clientId=glpat-"_s +
            key,
        Kind::SecretInArgument);
    row("a key of a cloud", u"list --server AKIAIOSFODNN7EXAMPLE"_s, Kind::SecretInArgument);
    row("a key without an option", u"whoami sk-"_s + key, Kind::SecretInArgument);
    row("a key after an unknown option", u"whoami --user sk-"_s + key, Kind::SecretInArgument);
    row("an argument too many", u"list --server s TYPED"_s, Kind::ExtraArgument);
    row("something behind --version", u"--version TYPED"_s, Kind::ExtraArgument);
    row("no server", u"list"_s, Kind::MissingOption, u"server"_s);
    row("no type", u"set --server s"_s, Kind::MissingOption, u"type"_s);
    row("no value at the end", u"list --server"_s, Kind::MissingValue, u"server"_s);
    row("no value at the end, one dash", u"list -server"_s, Kind::MissingValue, u"server"_s);
    row("an option in place of a value", u"list --server --json"_s, Kind::MissingValue,
        u"server"_s);
    row("a flag with a value", u"list --server s --json=TYPED"_s, Kind::UnexpectedValue, u"json"_s);
    row("an option twice", u"list --server s --server TYPED"_s, Kind::GivenTwice, u"server"_s);
    row("two fields from stdin",
        u"set --server s --type oauth2_client_credentials --stdin clientId "
        "--stdin clientSecret"_s,
        Kind::GivenTwice, u"stdin"_s);
    row("a field and the token from stdin", set + u"--stdin headerValue --token-file -"_s,
        Kind::OptionsExclude, u"stdin"_s);
    row("two places of the token", u"whoami --token-file f --token-env TYPED"_s,
        Kind::OptionsExclude, u"token-file"_s);
    row("a subject without its type", set + u"--stdin headerValue --subject TYPED"_s,
        Kind::OptionNeeds, u"subject"_s);
    row("a type without its subject", set + u"--stdin headerValue --subject-type user"_s,
        Kind::OptionNeeds, u"subject-type"_s);
    row("an unknown subject type", u"status --server s --subject x --subject-type TYPED"_s,
        Kind::UnknownSubjectType);
    row("an unknown type", u"set --server s --type TYPED"_s, Kind::UnknownType);
    row("a field of another type", set + u"--file apiKey=TYPED"_s, Kind::UnknownField, u"header"_s);
    row("the value in place of the field", set + u"--stdin TYPED"_s, Kind::UnknownField,
        u"header"_s);
    row("a source without a field", set + u"--env TYPED"_s, Kind::NotFieldAndValue, u"env"_s);
    row("a source with an empty field", set + u"--file =TYPED"_s, Kind::NotFieldAndValue,
        u"file"_s);
    row("a field twice", set + u"--file headerValue=a --env headerValue=TYPED"_s, Kind::FieldTwice,
        u"headerValue"_s);
    row("a field missing",
        u"set --server s --type oauth2_client_credentials --stdin clientSecret"_s,
        Kind::FieldMissing, u"clientId"_s);
    row("a secret on the command line", set + u"--field headerValue=TYPED"_s, Kind::FieldIsSecret,
        u"headerValue"_s);
}

void TestCliArguments::promise4RefusesAndRepeatsNothing()
{
    QFETCH(QString, line);
    const CommandLine result = parsed(line);
    QVERIFY(std::holds_alternative<UsageError>(result));
    const auto &error = std::get<UsageError>(result);
    QTEST(error.kind, "kind");
    QTEST(error.name, "name");

    const QString words = describe(error) + helpHint(line.split(u' '));
    QVERIFY(!words.contains(typed));
    QVERIFY(!words.contains(jwt));
    QVERIFY(!words.contains("4eC39HqL"_L1));
    QVERIFY(!words.contains(u'%'));
}

QTEST_GUILESS_MAIN(TestCliArguments)
#include "tst_cliarguments.moc"
