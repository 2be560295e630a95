// SPDX-License-Identifier: Apache-2.0
// An answer of a control plane, as it stands on the wire: status line, headers, body.
#include "net/classifier.h"
#include "net/directoryreader.h"

#include "fuzzing.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

namespace
{

constexpr auto secret = "s3cr3t-Of/The\"Call"_L1;
constexpr auto sentBody =
    R"({"subjectId":"user-17@example.com","subjectType":"user",)"
    R"("authOverride":{"type":"header","headerValue":"s3cr3t-Of/The\"Call"}})";

HttpAnswer answerFrom(QByteArray input)
{
    HttpAnswer answer;
    answer.host = u"cp.example.com"_s;
    answer.proxyHost = u"proxy.example.com"_s;
    answer.requestSent = true;
    answer.secrets = {QString(secret)};
    answer.status = fuzzing::takeLine(input).trimmed().split(' ').value(1).left(4).toInt();
    for (QByteArray line = fuzzing::takeLine(input).trimmed(); !line.isEmpty();
         line = fuzzing::takeLine(input).trimmed()) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1).trimmed();
        if (name == "x-request-id")
            answer.requestId = value;
        else if (name == "location")
            answer.location = value;
        else if (name == "retry-after")
            answer.retryAfter = value;
    }
    answer.body = input;
    return answer;
}

struct ReplyCheck {
    void operator()(const ServerReply &reply) const
    {
        require(reply.words.size() <= 4000, "words are bounded");
        require(!reply.words.contains(secret), "words hold no secret of the request");
        require(reply.requestId.size() <= 200, "a request id is bounded");
        require(std::all_of(reply.requestId.cbegin(), reply.requestId.cend(),
                            [](QChar c) { return (c >= u' ' && c <= u'~') || c == QChar(0x2022); }),
                "a request id is printable");
    }
};

void checkReply(const Failure &failure)
{
    std::visit(
        [](const auto &cause) {
            if constexpr (requires { cause.reply; })
                ReplyCheck()(cause.reply);
        },
        failure);
    if (const auto *redirected = std::get_if<Redirected>(&failure)) {
        const QString host = redirected->target.section("://"_L1, -1);
        require(!host.contains(u'/') && !host.contains(u'@') && !host.contains(u'?'),
                "a redirect's target is an origin");
    }
    if (const auto *busy = std::get_if<Busy>(&failure))
        require(!busy->retryAfter || busy->retryAfter->count() >= 0, "nobody waits backwards");
}

bool mayBeSuccess(const HttpAnswer &answer)
{
    return answer.failure == HttpAnswer::Failure::None &&
           (answer.status == 200 || answer.status == 201 || answer.status == 204);
}

template<class Outcome>
void checkChange(const HttpAnswer &answer, const Outcome &outcome)
{
    if (const auto *failure = std::get_if<Failure>(&outcome))
        return checkReply(*failure);
    std::visit(
        [](const auto &what) {
            if constexpr (requires { what.reply; })
                ReplyCheck()(what.reply);
        },
        outcome);
    if (std::holds_alternative<Saved>(outcome) || std::holds_alternative<Removed>(outcome))
        require(mayBeSuccess(answer), "a success has its status and its whole body");
}

void readEverything(const QJsonValue &json)
{
    require(json.isObject() || json.isArray(), "what was read is an object or a list");
    require(readTotal(json).value_or(0) >= 0, "a total is a count");
    QJsonArray entries = readPage(json).value_or(QJsonArray());
    entries.append(json);
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        const ServerEntry server = readServer(object);
        require(server.auth.headerTemplate.isEmpty() || !server.auth.placeholder.isEmpty() ||
                    server.auth.headerTemplate.contains("{{"_L1),
                "a template has a placeholder");
        readOverride(object);
        readUser(object);
        readVirtualAccount(object);
        readEffectiveAuth(object);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    HttpAnswer answer = answerFrom(fuzzing::bytesOf(data, size));
    for (const auto failure : {HttpAnswer::Failure::None, HttpAnswer::Failure::TooLarge}) {
        answer.failure = failure;
        checkChange(answer, classifySubmit(answer, sentBody));
        checkChange(answer, classifyRemoval(answer));
        const Fetched<QJsonValue> read = classifyRead(answer);
        if (const auto *json = std::get_if<QJsonValue>(&read)) {
            require(mayBeSuccess(answer), "what was read came with a success");
            readEverything(*json);
        }
        const Fetched<Caller> session = classifySession(answer);
        if (const auto *caller = std::get_if<Caller>(&session))
            require(!caller->subject.id.isEmpty(), "somebody who is signed in has an id");
    }
    return 0;
}
