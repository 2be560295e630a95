// SPDX-License-Identifier: Apache-2.0
#include "ui/words/fieldwords.h"

#include "models/job.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct FieldWords {
    Q_DECLARE_TR_FUNCTIONS(FieldWords)
};

/// A translation of a schema title, or the title itself.
QString translatedTitle(const QString &title)
{
    return QCoreApplication::translate("Schema", title.toUtf8().constData());
}

} // namespace

QString fieldLabel(const FieldDescription &field)
{
    return translatedTitle(field.title.isEmpty() ? field.name : field.title);
}

QString credentialTypeLabel(const CredentialType &type)
{
    return translatedTitle(type.title.isEmpty() ? type.name : type.title);
}

QString subjectTypeLabel(const QString &subjectType)
{
    if (subjectType == "user"_L1)
        return FieldWords::tr("User");
    if (subjectType == "virtualaccount"_L1)
        return FieldWords::tr("Virtual account");
    return visibleLine(subjectType, 40);
}

QString describe(ServerIdProblem problem)
{
    switch (problem) {
    case ServerIdProblem::None: return {};
    case ServerIdProblem::Empty: return FieldWords::tr("Enter the ID of the MCP server.");
    case ServerIdProblem::BlankAround:
        return FieldWords::tr("Starts or ends with a space or a line break. Remove it.");
    case ServerIdProblem::DotSegment:
        return FieldWords::tr("\u201C.\u201D and \u201C..\u201D are not valid server IDs.");
    case ServerIdProblem::ControlCharacter:
        return FieldWords::tr("Contains a control character or a line break. Remove it.");
    case ServerIdProblem::BrokenUnicode:
        return FieldWords::tr("Contains an incomplete character, which cannot be sent. Enter it "
                              "again.");
    case ServerIdProblem::TooLong:
        return FieldWords::tr("Longer than %1 characters, the maximum of a server ID.")
            .arg(maximumServerIdLength);
    }
    return {};
}

QString describe(const Violation &violation)
{
    const QString &keyword = violation.keyword;
    if (keyword == "required"_L1 || (keyword == "minLength"_L1 && violation.limit.toInt() == 1))
        return FieldWords::tr("Must not be empty.");
    // Without plurals: "minimum length 8" reads well for any number.
    if (keyword == "minLength"_L1)
        return FieldWords::tr("Too short: the minimum length is %1.").arg(violation.limit.toInt());
    if (keyword == "maxLength"_L1)
        return FieldWords::tr("Too long: the maximum length is %1.").arg(violation.limit.toInt());
    if (keyword == "pattern"_L1 && violation.limit == "^\\S+$"_L1)
        return FieldWords::tr("Must not be empty and must not contain spaces or line breaks.");
    if (keyword == "pattern"_L1)
        return FieldWords::tr("Must match the pattern %1").arg(violation.limit.toString());
    if (keyword == "enum"_L1 || keyword == "const"_L1)
        return FieldWords::tr("Must be one of the allowed values.");
    return FieldWords::tr("Violates the rule %1.").arg(quoted(keyword));
}

QString describe(const FieldProblem &problem)
{
    return std::visit(
        Overloaded{
            [](ServerIdProblem one) { return describe(one); },
            [](const Violation &one) { return describe(one); },
            [](BrokenUnicode) {
                return FieldWords::tr(
                    "Contains an incomplete character, which cannot be sent. Paste it again.");
            },
            [](ControlCharacter) { return describe(ServerIdProblem::ControlCharacter); },
            [](Refusal) {
                return FieldWords::tr("The control plane did not accept this. Change it.");
            },
        },
        problem);
}

QString describe(ControlPlaneAddress::Problem problem)
{
    using Problem = ControlPlaneAddress::Problem;
    switch (problem) {
    case Problem::Empty: return FieldWords::tr("Enter the address of the control plane.");
    case Problem::Malformed:
        return FieldWords::tr("Not a valid address. Example: https://cp.example.com");
    case Problem::NotHttps:
        return FieldWords::tr(
            "The address must start with https://, so that your token is encrypted "
            "on its way. http:// is allowed only for this computer.");
    case Problem::HasUserInfo:
        return FieldWords::tr("Remove the user name and password before \u201C@\u201D. You sign in "
                              "with an access token.");
    case Problem::HasQuery: return FieldWords::tr("Remove \u201C?\u201D and the text after it.");
    case Problem::HasFragment: return FieldWords::tr("Remove \u201C#\u201D and the text after it.");
    case Problem::HasDotSegment:
        return FieldWords::tr("Remove \u201C.\u201D and \u201C..\u201D from the path.");
    }
    return {};
}

QString describe(TokenProblem problem)
{
    switch (problem) {
    case TokenProblem::None: return {};
    case TokenProblem::Empty: return FieldWords::tr("Paste your access token.");
    case TokenProblem::BlankInside:
        return FieldWords::tr(
            "Contains a space, which is not valid in a token. Copy only the token.");
    case TokenProblem::NotPrintable:
        return FieldWords::tr("Contains characters that are not valid in a token. Copy it again.");
    }
    return {};
}

QString describe(const QList<TokenCleanup> &cleanups)
{
    QStringList parts;
    for (const TokenCleanup cleanup : cleanups) {
        switch (cleanup) {
        case TokenCleanup::LineBreaks: parts.append(FieldWords::tr("line breaks")); break;
        case TokenCleanup::Blanks: parts.append(FieldWords::tr("surrounding spaces")); break;
        case TokenCleanup::Quotes: parts.append(FieldWords::tr("quotation marks")); break;
        case TokenCleanup::BearerPrefix: parts.append(FieldWords::tr("\u201CBearer\u201D")); break;
        case TokenCleanup::InvisibleCharacters:
            parts.append(FieldWords::tr("invisible characters"));
            break;
        }
    }
    if (parts.isEmpty())
        return {};
    return FieldWords::tr("Will be used without: %1.").arg(parts.join(u", "_s));
}

} // namespace mcpo
