// SPDX-License-Identifier: Apache-2.0
#include "models/schema/jsonreader.h"

#include "models/schema/jsonscanner.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace mcpo
{

namespace
{

struct Member {
    QString key;
    QJsonValue value;
};

/// QJsonObject keeps its keys sorted: inserting anywhere but at the end moves all that follow,
/// which takes minutes for a million of them.
QJsonObject toObject(std::vector<Member> members)
{
    const auto byKey = [](const Member &a, const Member &b) { return a.key < b.key; };
    if (!std::is_sorted(members.begin(), members.end(), byKey))
        std::stable_sort(members.begin(), members.end(), byKey);
    QJsonObject object;
    for (auto member = members.begin(); member != members.end(); ++member) {
        const auto next = std::next(member);
        const bool isLastOfItsName = next == members.end() || next->key != member->key;
        if (isLastOfItsName)
            object.insert(member->key, member->value);
    }
    return object;
}

/// What was read of a container that is still open.
struct Container {
    QString key; ///< whose value is being read
    std::vector<Member> members;
    QJsonArray elements;
};

/// Loops where a textbook reader recurses: the open containers are in a list, not on the stack.
class Reader
{
public:
    Reader(QByteArrayView text, qsizetype from, qsizetype maximumValues)
        : m_scanner(text, from)
        , m_room(maximumValues)
    {
    }

    JsonResult read()
    {
        if (std::optional<QJsonValue> value = readValue())
            return JsonText{std::move(*value), m_scanner.offset(), m_depth};
        return m_scanner.error();
    }

private:
    std::optional<QJsonValue> readValue();
    bool begin(QJsonValue &value, bool &isComplete);
    bool closeOrContinue(QJsonValue &value, bool &isComplete);
    bool readKey();
    void open(char bracket);
    QJsonValue close();
    void add(const QJsonValue &value);
    bool isKept() const { return m_brackets.size() == m_containers.size(); }

    JsonScanner m_scanner;
    qsizetype m_room; ///< for so many values
    int m_depth = 0;
    std::vector<char> m_brackets;        ///< every open one, '{' or '['
    std::vector<Container> m_containers; ///< the outer maximumJsonDepth of them
};

std::optional<QJsonValue> Reader::readValue()
{
    for (;;) {
        QJsonValue value;
        bool isComplete = false;
        if (!begin(value, isComplete))
            return std::nullopt;
        while (isComplete) {
            if (m_brackets.empty())
                return value;
            add(value);
            if (!closeOrContinue(value, isComplete))
                return std::nullopt;
        }
    }
}

/// At the start of a value: a scalar or an empty container is complete, any other stays open.
bool Reader::begin(QJsonValue &value, bool &isComplete)
{
    m_scanner.skipBlanks();
    if (isKept() && --m_room < 0)
        return m_scanner.fail(JsonError::Reason::TooMuch);
    isComplete = true;
    const char bracket = m_scanner.peek();
    if (bracket != '{' && bracket != '[')
        return m_scanner.readScalar(value);

    open(bracket);
    m_scanner.skipBlanks();
    if (m_scanner.peek() == (bracket == '{' ? '}' : ']')) {
        value = close();
        return true;
    }
    isComplete = false;
    return bracket == '[' || readKey();
}

/// After a value inside a container: either that is complete now, or its next value is due.
bool Reader::closeOrContinue(QJsonValue &value, bool &isComplete)
{
    m_scanner.skipBlanks();
    const bool isObject = m_brackets.back() == '{';
    const char next = m_scanner.peek();
    if (next == ',') {
        m_scanner.skip();
        isComplete = false;
        return !isObject || readKey();
    }
    if (next != (isObject ? '}' : ']'))
        return m_scanner.fail(JsonError::Reason::UnexpectedCharacter);
    value = close();
    return true;
}

bool Reader::readKey()
{
    QString key;
    m_scanner.skipBlanks();
    if (!m_scanner.readString(key))
        return false;
    if (isKept())
        m_containers.back().key = std::move(key);
    m_scanner.skipBlanks();
    return m_scanner.skip(':');
}

void Reader::open(char bracket)
{
    m_scanner.skip();
    m_brackets.push_back(bracket);
    const auto depth = static_cast<int>(m_brackets.size());
    m_depth = std::max(m_depth, depth);
    if (depth <= maximumJsonDepth)
        m_containers.emplace_back();
}

QJsonValue Reader::close()
{
    m_scanner.skip();
    const bool wasKept = isKept();
    const bool isObject = m_brackets.back() == '{';
    m_brackets.pop_back();
    if (!wasKept)
        return QJsonValue::Null;
    Container container = std::move(m_containers.back());
    m_containers.pop_back();
    if (isObject)
        return toObject(std::move(container.members));
    return container.elements;
}

void Reader::add(const QJsonValue &value)
{
    if (!isKept())
        return;
    Container &container = m_containers.back();
    if (m_brackets.back() == '{')
        container.members.push_back({std::move(container.key), value});
    else
        container.elements.append(value);
}

} // namespace

JsonResult readJson(QByteArrayView text, qsizetype maximumValues)
{
    JsonResult result = Reader(text, 0, maximumValues).read();
    if (const auto *read = std::get_if<JsonText>(&result)) {
        JsonScanner rest(text, read->end);
        rest.skipBlanks();
        if (!rest.atEnd())
            return JsonError{JsonError::Reason::UnexpectedCharacter, rest.offset()};
    }
    return result;
}

std::optional<QJsonValue> jsonValue(QByteArrayView text, qsizetype maximumValues)
{
    const JsonResult result = readJson(text, maximumValues);
    const auto *read = std::get_if<JsonText>(&result);
    return read != nullptr ? std::optional(read->value) : std::nullopt;
}

JsonResult readJsonValue(QByteArrayView text, qsizetype from)
{
    return Reader(text, from, anyNumberOfValues).read();
}

} // namespace mcpo
