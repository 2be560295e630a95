// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activityentry.h"

#include "models/job.h"
#include "models/schema/jsonreader.h"
#include "models/text/controlcharacters.h"
#include "models/text/utctime.h"

#include <QJsonObject>

#include <type_traits>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto setWord = "set"_L1;
constexpr auto removeWord = "remove"_L1;

struct Result {
    QString word;
    ServerReply reply = {};
};

Result resultOf(const Failure &failure)
{
    return std::visit(Overloaded{
                          [](const SignInExpired &one) {
                              return Result{u"sign-in-expired"_s, one.reply};
                          },
                          [](const NotPermitted &one) {
                              return Result{u"not-permitted"_s, one.reply};
                          },
                          [](const NotFound &one) {
                              return Result{u"not-found"_s, one.reply};
                          },
                          [](const Busy &one) {
                              return Result{u"busy"_s, one.reply};
                          },
                          [](const NotReached &) { return Result{u"not-reached"_s}; },
                          [](const Insecure &) { return Result{u"insecure"_s}; },
                          [](const CaFileUnusable &) { return Result{u"ca-file"_s}; },
                          [](const Redirected &one) {
                              return Result{u"redirected"_s, one.reply};
                          },
                          [](const NoAnswer &one) {
                              return Result{u"unknown"_s, one.reply};
                          },
                          [](const Unexpected &one) {
                              return Result{u"unexpected"_s, one.reply};
                          },
                      },
                      failure);
}

Result resultOf(const ChangeOutcome &outcome)
{
    return std::visit(Overloaded{
                          [](const Saved &one) {
                              return Result{u"saved"_s, one.reply};
                          },
                          [](const Removed &one) {
                              return Result{u"removed"_s, one.reply};
                          },
                          [](const BodyRejected &one) {
                              return Result{u"rejected"_s, one.reply};
                          },
                          [](const OverridesUnsupported &one) {
                              return Result{u"unsupported"_s, one.reply};
                          },
                          [](const ChangedMeanwhile &) {
                              return Result{u"changed-meanwhile"_s, {}};
                          },
                          [](const Failure &one) { return resultOf(one); },
                      },
                      outcome);
}

/// Qt's own writer would put "?" in place of half a character, which is another id.
QByteArray quoted(const QString &text)
{
    QByteArray json = "\"";
    const QString cut = text.left(maximumActivityText);
    for (qsizetype i = 0; i < cut.size(); ++i) {
        const QChar c = cut.at(i);
        const bool isPair =
            c.isHighSurrogate() && i + 1 < cut.size() && cut.at(i + 1).isLowSurrogate();
        const bool isPlain = !c.isSurrogate() && !isControl(c);
        if (c == u'"' || c == u'\\')
            json += '\\' + QByteArray(1, c.toLatin1());
        else if (isPair)
            json += cut.mid(i++, 2).toUtf8();
        else if (isPlain)
            json += QString(c).toUtf8();
        else
            json += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return json + '"';
}

/// The fields that are texts, once for writing and for reading.
template<class Entry, class Visitor>
void forEachText(Entry &entry, const Visitor &visit)
{
    visit("profile"_L1, entry.profile);
    visit("controlPlane"_L1, entry.controlPlane);
    visit("serverId"_L1, entry.serverId);
    visit("serverName"_L1, entry.serverName);
    visit("subjectId"_L1, entry.subject.id);
    visit("subjectType"_L1, entry.subject.type);
    visit("credentialType"_L1, entry.credentialType);
    visit("outcome"_L1, entry.outcome);
    visit("requestId"_L1, entry.requestId);
}

} // namespace

QString outcomeWord(const ChangeOutcome &outcome) { return resultOf(outcome).word; }

QString outcomeWord(const ChangeReport &report)
{
    if (report.isUnknown())
        return outcomeWord(Failure(NoAnswer{}));
    const auto *failure = std::get_if<Failure>(&report.outcome);
    if (report.isDone() && failure && !std::holds_alternative<NotFound>(*failure))
        return report.request.isRemoval() ? outcomeWord(Removed{}) : outcomeWord(Saved{});
    return outcomeWord(report.outcome);
}

void setResult(ActivityEntry &entry, const ChangeReport &report)
{
    const Result result = resultOf(report.outcome);
    entry.outcome = outcomeWord(report);
    entry.status = result.reply.status;
    entry.requestId = result.reply.requestId;
}

QByteArray toJsonLine(const ActivityEntry &entry)
{
    const bool isSet = entry.action == ActivityEntry::Action::Set;
    QByteArray line = "{\"time\":" + quoted(entry.time.toUTC().toString(Qt::ISODateWithMs)) +
                      ",\"action\":" + quoted(isSet ? setWord : removeWord);
    forEachText(entry, [&line](QLatin1StringView name, const QString &text) {
        line += ',' + quoted(name) + ':' + quoted(text);
    });
    return line + ",\"status\":" + QByteArray::number(entry.status) + '}';
}

std::optional<ActivityEntry> readJsonLine(QByteArrayView line)
{
    const std::optional<QJsonValue> value = jsonValue(line);
    if (!value || !value->isObject())
        return {};
    const QJsonObject json = value->toObject();
    const QString action = json.value("action"_L1).toString();
    if (action != setWord && action != removeWord)
        return {};

    ActivityEntry entry;
    entry.action = action == setWord ? ActivityEntry::Action::Set : ActivityEntry::Action::Remove;
    const QString time = json.value("time"_L1).toString();
    entry.time = utcFromIso(time);
    entry.status = json.value("status"_L1).toInt();
    bool isWhole = entry.time.isValid() && time.endsWith(u'Z');
    forEachText(entry, [&](QLatin1StringView name, QString &text) {
        isWhole = isWhole && json.value(name).isString();
        text = json.value(name).toString();
    });
    return isWhole ? std::optional(entry) : std::nullopt;
}

} // namespace mcpo
