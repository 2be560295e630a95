// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridelink.h"

#include "models/text/controlcharacters.h"

#include <QMap>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;
using ProblemKind = LinkProblem::Kind;

namespace
{

constexpr auto scheme = "mcp-override:"_L1;
constexpr auto setAction = "//set"_L1;

constexpr auto serverParameter = "server"_L1;
constexpr auto subjectParameter = "subject"_L1;
constexpr auto subjectTypeParameter = "subject-type"_L1;
constexpr auto typeParameter = "type"_L1;
constexpr auto controlPlaneParameter = "control-plane"_L1;

using Parameters = QMap<QString, QString>;

bool isKnown(const QString &name)
{
    return name == serverParameter || name == subjectParameter || name == subjectTypeParameter ||
           name == typeParameter || name == controlPlaneParameter;
}

/// "Header-Value", "header_value" and "headerValue" mean the same to whoever made the link.
QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

bool isNameOfSecret(const QString &name, const RequestDescription &description)
{
    const QString plain = plainName(name);
    for (const CredentialType &type : description.credentialTypes()) {
        for (const FieldDescription &field : type.fields) {
            if (field.secret && plainName(field.name) == plain)
                return true;
        }
    }
    constexpr std::array words{"token"_L1,      "secret"_L1, "passw"_L1,       "bearer"_L1,
                               "credential"_L1, "apikey"_L1, "headervalue"_L1, "authorization"_L1,
                               "jwt"_L1,        "cookie"_L1, "privatekey"_L1};
    return plain == "key"_L1 ||
           std::any_of(words.begin(), words.end(),
                       [&plain](QLatin1StringView word) { return plain.contains(word); });
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// Nothing where it is no percent-encoded UTF-8. Qt's own functions leave a lone "%" alone, put
/// U+FFFD in place of what is not UTF-8, and drop a byte order mark: all of that is another id.
std::optional<QString> decoded(QByteArrayView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes += text[i];
            continue;
        }
        if (i + 2 >= text.size() || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2]))
            return {};
        bytes += QByteArray::fromHex(text.sliced(i + 1, 2).toByteArray());
        i += 2;
    }
    using Flag = QStringConverter::Flag;
    QStringDecoder decode(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    QString result = decode(bytes);
    return decode.hasError() ? std::nullopt : std::optional(result);
}

/// Names and values as they stand in the query, decoded, with nothing known about them but that.
class QueryReader
{
public:
    explicit QueryReader(const RequestDescription &description)
        : m_description(description)
    {
    }

    std::variant<Parameters, LinkProblem> read(const QByteArray &query)
    {
        for (const QByteArray &pair : query.split('&'))
            add(pair);
        if (m_problem)
            return *m_problem;
        return m_parameters;
    }

private:
    void add(const QByteArray &pair)
    {
        const qsizetype sign = pair.indexOf('=');
        if (sign <= 0)
            return fail({ProblemKind::Malformed});
        const std::optional<QString> name = decoded(QByteArrayView(pair).first(sign));
        if (!name)
            return fail({ProblemKind::BadEncoding});
        if (!isKnown(*name))
            return failAt(isNameOfSecret(*name, m_description) ? ProblemKind::SecretParameter
                                                               : ProblemKind::UnknownParameter,
                          *name);
        const std::optional<QString> value = decoded(QByteArrayView(pair).sliced(sign + 1));
        if (!value)
            return failAt(ProblemKind::BadEncoding, *name);
        if (value->isEmpty())
            return failAt(ProblemKind::EmptyValue, *name);
        if (holdsControl(*value))
            return failAt(ProblemKind::ControlCharacter, *name);
        if (m_parameters.contains(*name))
            return failAt(ProblemKind::GivenTwice, *name);
        m_parameters.insert(*name, *value);
    }

    void failAt(ProblemKind kind, const QString &name) { fail({kind, name}); }

    /// The first one is told, but for a secret, about which somebody has to do something.
    void fail(const LinkProblem &problem)
    {
        const bool isGraver = problem.kind == ProblemKind::SecretParameter &&
                              (!m_problem || m_problem->kind != ProblemKind::SecretParameter);
        if (!m_problem || isGraver)
            m_problem = problem;
    }

    const RequestDescription &m_description;
    Parameters m_parameters;
    std::optional<LinkProblem> m_problem;
};

/// The query of a link to the one action that there is.
std::variant<QByteArray, LinkProblem> queryOf(const QString &text)
{
    if (!isOverrideLink(text))
        return LinkProblem{ProblemKind::NotALink};
    if (text.size() > maximumLinkLength)
        return LinkProblem{ProblemKind::TooLong};
    const auto isPrintable = [](QChar c) { return c > u' ' && c < u'\x7f'; };
    if (!std::all_of(text.cbegin(), text.cend(), isPrintable))
        return LinkProblem{ProblemKind::NotEncoded};

    const QByteArray rest = text.sliced(scheme.size()).toLatin1();
    const qsizetype mark = rest.indexOf('?');
    const QByteArray action = rest.first(mark < 0 ? rest.size() : mark);
    if (action.contains('#'))
        return LinkProblem{ProblemKind::Malformed};
    const bool endsWithSlash = action.endsWith('/');
    if (QLatin1StringView(action).chopped(endsWithSlash ? 1 : 0) != setAction)
        return LinkProblem{ProblemKind::UnknownAction};
    if (mark < 0 || mark + 1 == rest.size())
        return LinkProblem{ProblemKind::NoServer, serverParameter};
    if (rest.contains('#'))
        return LinkProblem{ProblemKind::Malformed};
    return rest.sliced(mark + 1);
}

QStringList namesOf(const QList<CredentialType> &types)
{
    QStringList names;
    for (const CredentialType &type : types)
        names.append(type.name);
    return names;
}

std::optional<LinkProblem> problemOf(const OverrideLink &link,
                                     const RequestDescription &description)
{
    if (link.serverId.isEmpty())
        return LinkProblem{ProblemKind::NoServer, serverParameter};
    const ServerIdProblem server = checkServerId(link.serverId);
    if (server != ServerIdProblem::None)
        return LinkProblem{
            .kind = ProblemKind::BadServer, .parameter = serverParameter, .server = server};
    if (!link.subject.type.isEmpty() && !description.subjectTypes().contains(link.subject.type))
        return LinkProblem{ProblemKind::UnknownSubjectType, subjectTypeParameter,
                           description.subjectTypes()};
    if (!link.credentialType.isEmpty() && !description.credentialType(link.credentialType))
        return LinkProblem{ProblemKind::UnknownCredentialType, typeParameter,
                           namesOf(description.credentialTypes())};
    return {};
}

} // namespace

bool isOverrideLink(QStringView text) { return text.startsWith(scheme, Qt::CaseInsensitive); }

std::variant<OverrideLink, LinkProblem> readLink(const QString &text,
                                                 const RequestDescription &description)
{
    const auto query = queryOf(text);
    if (const auto *problem = std::get_if<LinkProblem>(&query))
        return *problem;
    const auto read = QueryReader(description).read(std::get<QByteArray>(query));
    if (const auto *problem = std::get_if<LinkProblem>(&read))
        return *problem;
    const auto &parameters = std::get<Parameters>(read);

    OverrideLink link{
        .serverId = parameters.value(serverParameter),
        .subject = {parameters.value(subjectParameter), parameters.value(subjectTypeParameter)},
        .credentialType = parameters.value(typeParameter),
        .controlPlane = {}};
    if (const std::optional<LinkProblem> problem = problemOf(link, description))
        return *problem;
    if (parameters.contains(controlPlaneParameter)) {
        const auto address = ControlPlaneAddress::parse(parameters.value(controlPlaneParameter));
        if (const auto *problem = std::get_if<ControlPlaneAddress::Problem>(&address))
            return LinkProblem{.kind = ProblemKind::BadControlPlane,
                               .parameter = controlPlaneParameter,
                               .controlPlane = *problem};
        link.controlPlane = std::get<ControlPlaneAddress>(address);
    }
    return link;
}

QString linkFor(const OverrideLink &link, const RequestDescription &description)
{
    QString text = scheme + setAction;
    QChar separator = u'?';
    const auto add = [&](QLatin1StringView name, const QString &value) {
        if (value.isEmpty())
            return;
        text += separator + name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
        separator = u'&';
    };
    add(serverParameter, link.serverId);
    add(subjectParameter, link.subject.id);
    add(subjectTypeParameter, link.subject.type);
    add(typeParameter, link.credentialType);
    add(controlPlaneParameter, link.controlPlane ? link.controlPlane->text() : QString());

    const auto readBack = readLink(text, description);
    const auto *same = std::get_if<OverrideLink>(&readBack);
    return same && *same == link ? text : QString();
}

} // namespace mcpo
