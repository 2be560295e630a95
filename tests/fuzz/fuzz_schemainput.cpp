// SPDX-License-Identifier: Apache-2.0
// JSON, or what somebody took for it, and the rules for a request.
#include "models/override/requestdescription.h"
#include "models/schema/jsonpointer.h"
#include "models/schema/jsonreader.h"

#include "fuzzing.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

namespace
{

void print(const QString &text, QByteArray &json)
{
    json += '"';
    for (const QChar c : text)
        json += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    json += '"';
}

/// Like JSON.stringify, but for infinity and with every character escaped.
void print(const QJsonValue &value, QByteArray &json)
{
    switch (value.type()) {
    case QJsonValue::Bool: json += value.toBool() ? "true" : "false"; break;
    case QJsonValue::Double: {
        const double number = value.toDouble();
        if (std::isinf(number))
            json += number < 0 ? "-1e999" : "1e999";
        else
            json += QByteArray::number(number, 'g', 17);
        break;
    }
    case QJsonValue::String: print(value.toString(), json); break;
    case QJsonValue::Array: {
        json += '[';
        const QJsonArray elements = value.toArray();
        for (const QJsonValue &element : elements) {
            if (!json.endsWith('['))
                json += ',';
            print(element, json);
        }
        json += ']';
        break;
    }
    case QJsonValue::Object: {
        json += '{';
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!json.endsWith('{'))
                json += ',';
            print(member.key(), json);
            json += ':';
            print(member.value(), json);
        }
        json += '}';
        break;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined: json += "null"; break;
    }
}

void checkError(const JsonError &error, const QByteArray &text)
{
    require(error.offset >= 0 && error.offset <= text.size(), "an error is somewhere in the text");
    if (error.reason == JsonError::Reason::UnexpectedEnd)
        return require(error.offset == text.size(), "the end is at the end");
    // The first byte that cannot stand there: what is before it may still become JSON.
    const JsonResult before = readJson(QByteArrayView(text).first(error.offset));
    const auto *stillWrong = std::get_if<JsonError>(&before);
    require(!stillWrong || stillWrong->reason == JsonError::Reason::UnexpectedEnd ||
                stillWrong->offset == error.offset,
            "nothing before an error is wrong");
}

bool isBlankOfEcma(QChar c)
{
    return (c >= u'\t' && c <= u'\r') || c == QChar::ByteOrderMark ||
           c.category() == QChar::Separator_Space || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

/// The rules once more, by hand, for the schema that ships.
bool isRequest(const QJsonValue &value)
{
    const auto isText = [](const QJsonValue &text) { return !text.toString().isEmpty(); };
    const QJsonValue credential = value["authOverride"_L1];
    const QString subjectType = value["subjectType"_L1].toString();
    if ((subjectType != "user"_L1 && subjectType != "virtualaccount"_L1) ||
        !isText(value["subjectId"_L1]))
        return false;
    const QString type = credential["type"_L1].toString();
    const QString clientId = credential["clientId"_L1].toString();
    return (type == "header"_L1 && isText(credential["headerValue"_L1])) ||
           (type == "env"_L1 && isText(credential["apiKey"_L1])) ||
           (type == "oauth2_client_credentials"_L1 && isText(credential["clientSecret"_L1]) &&
            !clientId.isEmpty() && std::none_of(clientId.cbegin(), clientId.cend(), isBlankOfEcma));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const RequestDescription description = RequestDescription::builtIn();
    const QByteArray text = fuzzing::bytesOf(data, size);
    const JsonResult result = readJson(text);
    if (const auto *error = std::get_if<JsonError>(&result)) {
        checkError(*error, text);
        return 0;
    }
    const auto &read = std::get<JsonText>(result);
    QByteArray printed;
    print(read.value, printed);
    require(jsonValue(printed) == read.value, "what was read reads the same when printed");

    const QList<Violation> violations = description.schema().validate(read.value);
    require(violations.isEmpty() == isRequest(read.value), "the verdict is that of the rules");
    for (const Violation &violation : violations) {
        require(violation.keyword == "required"_L1 ||
                    valueAt(read.value, violation.pointer).has_value(),
                "a violation points at a value");
    }
    return 0;
}
