// SPDX-License-Identifier: Apache-2.0
#include "app/gui/startmessage.h"

#include "models/override/overridelink.h"
#include "models/schema/jsonreader.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto linkKey = "link"_L1;
constexpr auto controlPlaneKey = "controlPlane"_L1;
constexpr auto activationTokenKey = "activationToken"_L1;
constexpr auto startupIdKey = "startupId"_L1;

QString boundedActivation(const QString &text)
{
    const bool isPrintable =
        std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u' ' && c < u'\x7f'; });
    return isPrintable && text.size() <= maximumStartText ? text : QString();
}

} // namespace

void takeActivation(StartMessage &message)
{
    message.activationToken = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    message.startupId = qEnvironmentVariable("DESKTOP_STARTUP_ID");
}

void passActivationOn(const StartMessage &message)
{
    const QString &token =
        message.activationToken.isEmpty() ? message.startupId : message.activationToken;
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toLatin1());
}

StartMessage bounded(const StartMessage &message)
{
    static_assert(maximumStartText >= maximumLinkLength);
    StartMessage result = message;
    result.link.truncate(maximumStartText + 1);
    if (result.controlPlane.size() > maximumStartText)
        result.controlPlane.clear();
    result.activationToken = boundedActivation(message.activationToken);
    result.startupId = boundedActivation(message.startupId);
    return result;
}

QByteArray toLine(const StartMessage &message)
{
    const StartMessage sent = bounded(message);
    const QJsonObject json{{linkKey, sent.link},
                           {controlPlaneKey, sent.controlPlane},
                           {activationTokenKey, sent.activationToken},
                           {startupIdKey, sent.startupId}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<StartMessage> messageOf(QByteArrayView line)
{
    if (line.size() > maximumStartMessage)
        return {};
    const std::optional<QJsonValue> json = jsonValue(line);
    if (!json || !json->isObject())
        return {};
    const QJsonObject object = json->toObject();
    return bounded({object.value(linkKey).toString(), object.value(controlPlaneKey).toString(),
                    object.value(activationTokenKey).toString(),
                    object.value(startupIdKey).toString()});
}

} // namespace mcpo
