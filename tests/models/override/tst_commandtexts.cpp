// SPDX-License-Identifier: Apache-2.0
#include "models/override/safecommand.h"
#include "models/override/shellquoting.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>

// What the texts hold. Those for bash are run by tests/system/tst_safecommand; PowerShell is not
// part of Debian, so its texts are looked at only.

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array kinds{CommandKind::Curl, CommandKind::PowerShell, CommandKind::Cli};

CommandTarget target(const QString &subjectId = u"user-17"_s, const QString &serverId = u"mcp-1"_s)
{
    return {std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s)),
            serverId,
            {subjectId, u"user"_s}};
}

CredentialType builtInType(const QString &name)
{
    return *RequestDescription::builtIn().credentialType(name);
}

/// A type with everything that the schema may come to hold.
CredentialType laterType()
{
    const auto field = [](const QString &name, bool isSecret, bool isRequired) {
        FieldDescription description;
        description.name = name;
        description.secret = isSecret;
        description.required = isRequired;
        return description;
    };
    return {u"later"_s,
            {},
            {},
            {field(u"it's \"a\" $(b)"_s, true, true), field(u"second"_s, true, false),
             field(u"third"_s, false, false)}};
}

} // namespace

class TestCommandTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quotesForBash_data();
    void quotesForBash();
    void quotesForPowerShell_data();
    void quotesForPowerShell();
    void quotesIntoOneVisibleLine();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void theCommandLineRemovesByItself();
    void idsAddNoLine();
    void asksForEverySecretWithoutShowingIt();
    void curlIsCareful();
    void powerShellIsCareful();
    void powerShellReadsAsWritten();
    void powerShellRemovesTheOverrideAlone();
    void powerShellLeavesOutWhatIsEmpty();
    void theCommandLineNeedsNoShellForOneSecret();
};

void TestCommandTexts::quotesForBash_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("nothing") << QString() << u"''"_s;
    QTest::newRow("a usual id") << u"mcp-1"_s << u"'mcp-1'"_s;
    QTest::newRow("what a shell would run")
        << u"$(a) `b` \"c\" \\ !"_s << u"'$(a) `b` \"c\" \\ !'"_s;
    QTest::newRow("a single quote") << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("single quotes alone") << u"''"_s << u"\\'\\'"_s;
    QTest::newRow("a line break") << u"a\nb"_s << u"'a'$'\\x0a''b'"_s;
    QTest::newRow("another script") << u"\u670D\u00E9"_s << u"'\u670D\u00E9'"_s;
    QTest::newRow("an emoji") << u"\U0001F600"_s << u"'\U0001F600'"_s;
    QTest::newRow("a direction mark") << u"\u202E"_s << u"$'\\xe2\\x80\\xae'"_s;
    QTest::newRow("a no-break blank") << u"\u00A0"_s << u"$'\\xc2\\xa0'"_s;
}

void TestCommandTexts::quotesForBash()
{
    QFETCH(const QString, text);
    QFETCH(const QString, quoted);
    QCOMPARE(bashQuoted(text), quoted);
}

void TestCommandTexts::quotesForPowerShell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("nothing") << QString() << u"''"_s;
    QTest::newRow("a usual id") << u"mcp-1"_s << u"'mcp-1'"_s;
    QTest::newRow("what a shell would run")
        << u"$(a) `b` \"c\" \\ @{}"_s << u"'$(a) `b` \"c\" \\ @{}'"_s;
    QTest::newRow("a single quote") << u"it's"_s << u"'it''s'"_s;
    QTest::newRow("a typographic quote") << u"it\u2019s"_s << u"('it' + [char]0x2019 + 's')"_s;
    QTest::newRow("typographic quotes alone")
        << u"\u2018\u201B"_s << u"('' + [char]0x2018 + [char]0x201B)"_s;
    QTest::newRow("a line break at the end") << u"a\r\n"_s << u"('a' + [char]0xD + [char]0xA)"_s;
    QTest::newRow("an emoji") << u"\U0001F600"_s << u"'\U0001F600'"_s;
    QTest::newRow("an invisible character of two units")
        << u"\U000E0041"_s << u"('' + [char]0xDB40 + [char]0xDC41)"_s;
}

void TestCommandTexts::quotesForPowerShell()
{
    QFETCH(const QString, text);
    QFETCH(const QString, quoted);
    QCOMPARE(powerShellQuoted(text), quoted);
}

void TestCommandTexts::quotesIntoOneVisibleLine()
{
    for (char32_t c = 1; c < 0x3100; ++c) {
        const QString text = u'a' + QString::fromUcs4(&c, 1) + u'b';
        for (const QString &quoted : {bashQuoted(text), powerShellQuoted(text)}) {
            QVERIFY2(std::none_of(quoted.cbegin(), quoted.cend(),
                                  [](QChar one) {
                                      const QChar::Category category = one.category();
                                      return category == QChar::Other_Control ||
                                             category == QChar::Other_Format ||
                                             category == QChar::Separator_Line ||
                                             category == QChar::Separator_Paragraph;
                                  }),
                     qPrintable(QString::number(c, 16)));
        }
    }
}

void TestCommandTexts::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QString>("subjectId");
    QTest::addColumn<QString>("serverId");
    QTest::newRow("no subject") << QString() << u"mcp-1"_s;
    QTest::newRow("a NUL in the subject") << QString(u"a"_s + QChar(0)) << u"mcp-1"_s;
    QTest::newRow("half a character in the subject") << QString(QChar(0xD800)) << u"mcp-1"_s;
    QTest::newRow("no server") << u"user-17"_s << QString();
    QTest::newRow("a server that cannot be one") << u"user-17"_s << u".."_s;
}

void TestCommandTexts::refusesWhatCannotBeSent()
{
    QFETCH(const QString, subjectId);
    QFETCH(const QString, serverId);
    for (const CommandKind kind : kinds) {
        QVERIFY(!setCommand(kind, target(subjectId, serverId), builtInType(u"header"_s)));
        QVERIFY(!removeCommand(kind, target(subjectId, serverId)));
    }
}

void TestCommandTexts::theCommandLineRemovesByItself()
{
    QCOMPARE(removeCommand(CommandKind::Cli, target()),
             std::optional(u"mcp-override-cli remove --control-plane='https://cp.example.com' "
                           "--server='mcp-1' --subject='user-17' --subject-type='user'\n"_s));
}

void TestCommandTexts::idsAddNoLine()
{
    const QString nasty = u"a\nrm -rf x\r\n\u2028'; b # \u202E"_s;
    for (const CommandKind kind : kinds) {
        const auto usual = setCommand(kind, target(), builtInType(u"header"_s));
        const auto other = setCommand(kind, target(nasty), builtInType(u"header"_s));
        QVERIFY(usual && other);
        QCOMPARE(other->count(u'\n'), usual->count(u'\n'));
        QVERIFY(!other->contains(u'\r') && !other->contains(u'\u202E'));
    }
}

void TestCommandTexts::asksForEverySecretWithoutShowingIt()
{
    QList<CredentialType> types = RequestDescription::builtIn().credentialTypes();
    types.append(laterType());
    for (const CredentialType &type : types) {
        const auto secrets = std::count_if(type.fields.cbegin(), type.fields.cend(),
                                           [](const FieldDescription &one) { return one.secret; });
        const auto curl = setCommand(CommandKind::Curl, target(), type);
        QCOMPARE(curl->count(u"read -rs "_s), secrets + 1); // and the token
        QCOMPARE(curl->count(u"read -r "_s), type.fields.size() - secrets);
        const auto powerShell = setCommand(CommandKind::PowerShell, target(), type);
        QCOMPARE(powerShell->count(u"-MaskInput"_s), secrets + 1);
        QCOMPARE(powerShell->count(u"Read-Host"_s), type.fields.size() + 1);
        const auto cli = setCommand(CommandKind::Cli, target(), type);
        QCOMPARE(cli->count(u"--stdin="_s) + cli->count(u"read -rs "_s), secrets);
        QCOMPARE(cli->count(u"--stdin="_s), 1);
    }
}

void TestCommandTexts::curlIsCareful()
{
    for (const auto &text : {setCommand(CommandKind::Curl, target(), builtInType(u"header"_s)),
                             removeCommand(CommandKind::Curl, target())}) {
        QVERIFY(text);
        for (const QString &wanted :
             {u"--fail-with-body"_s, u"--max-time 30"_s, u"--disable"_s, u"--proto '=https'"_s,
              u"--url 'https://cp.example.com/api/svc/v1/mcp/mcp-1/auth'"_s})
            QVERIFY2(text->contains(wanted), qPrintable(*text));
        static const QRegularExpression careless(
            u"\\s(-k|--insecure|-L|--location\\S*|--retry|--verbose|-v|--user|--oauth2-bearer)\\s"_s);
        const QString call = text->sliced(text->indexOf(u"curl "_s));
        QVERIFY2(!call.contains(careless), qPrintable(call));
    }
}

void TestCommandTexts::powerShellIsCareful()
{
    for (const auto &text :
         {setCommand(CommandKind::PowerShell, target(), builtInType(u"header"_s)),
          removeCommand(CommandKind::PowerShell, target())}) {
        QVERIFY(text);
        for (const QString &wanted :
             {u"$ErrorActionPreference = 'Stop'"_s, u"-MaximumRedirection 0"_s, u"-TimeoutSec 30"_s,
              u"-Uri 'https://cp.example.com/api/svc/v1/mcp/mcp-1/auth'"_s})
            QVERIFY2(text->contains(wanted), qPrintable(*text));
        QVERIFY2(!text->contains(u"Skip"_s), qPrintable(*text)); // -SkipCertificateCheck and others
        QVERIFY2(!text->contains(u"curl"_s), qPrintable(*text)); // nothing leaves the process
    }
}

void TestCommandTexts::powerShellReadsAsWritten()
{
    const QString expected = QStringLiteral(R"(& {
$ErrorActionPreference = 'Stop'
$token = Read-Host -Prompt 'access token' -MaskInput
$token = $token.Trim() -replace '^Bearer\s+', ''
if (!$token) { throw 'That was empty. Nothing was sent.' }
$field1 = Read-Host -Prompt 'clientId'
if (!$field1) { throw 'That was empty. Nothing was sent.' }
$field2 = Read-Host -Prompt 'clientSecret' -MaskInput
if (!$field2) { throw 'That was empty. Nothing was sent.' }
$override = [ordered]@{}
$override['type'] = 'oauth2_client_credentials'
$override['clientId'] = $field1
$override['clientSecret'] = $field2
$body = [ordered]@{}
$body['subjectId'] = 'it''s'
$body['subjectType'] = 'user'
$body['authOverride'] = $override
$json = ConvertTo-Json -InputObject $body -Depth 5 -Compress
Invoke-RestMethod -Method Put -MaximumRedirection 0 -TimeoutSec 30 `
    -ContentType 'application/json' -Body ([Text.Encoding]::UTF8.GetBytes($json)) `
    -Headers @{ Authorization = "Bearer $token" } `
    -Uri 'https://cp.example.com/api/svc/v1/mcp/a%2Fb%20c/auth'
}
)");
    QCOMPARE(setCommand(CommandKind::PowerShell, target(u"it's"_s, u"a/b c"_s),
                        builtInType(u"oauth2_client_credentials"_s)),
             std::optional(expected));
}

void TestCommandTexts::powerShellRemovesTheOverrideAlone()
{
    const QString text = removeCommand(CommandKind::PowerShell, target()).value_or(QString());
    QVERIFY2(text.contains(u"$body['authSource'] = 'auth-override'"_s), qPrintable(text));
    QVERIFY2(text.contains(u"-Method Delete"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"authOverride"_s), qPrintable(text));
}

void TestCommandTexts::powerShellLeavesOutWhatIsEmpty()
{
    const auto text = setCommand(CommandKind::PowerShell, target(), laterType());
    QVERIFY(text);
    QVERIFY2(text->contains(u"$override['it''s \"a\" $(b)'] = $field1\n"_s), qPrintable(*text));
    QVERIFY2(text->contains(u"if ($field2) { $override['second'] = $field2 }"_s),
             qPrintable(*text));
}

void TestCommandTexts::theCommandLineNeedsNoShellForOneSecret()
{
    QCOMPARE(setCommand(CommandKind::Cli, target(), builtInType(u"env"_s)),
             std::optional(u"mcp-override-cli set --control-plane='https://cp.example.com' "
                           "--server='mcp-1' --subject='user-17' --subject-type='user' "
                           "--type='env' --stdin='apiKey'\n"_s));
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestCommandTexts)
#include "tst_commandtexts.moc"
