// SPDX-License-Identifier: Apache-2.0
#include "models/schema/jsonpointer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

std::optional<QJsonValue> member(const QJsonValue &parent, const QString &token)
{
    QJsonValue value(QJsonValue::Undefined);
    if (parent.isObject()) {
        value = parent.toObject().value(token);
    } else if (parent.isArray()) {
        const int index = token.toInt();
        // An index has one spelling only: no sign, no leading zero.
        if (index >= 0 && QString::number(index) == token)
            value = parent.toArray().at(index);
    }
    if (value.isUndefined())
        return std::nullopt;
    return value;
}

} // namespace

QString pointerStep(const QString &token)
{
    QString step = token;
    // In this order, or the tildes of the second escape would be escaped again.
    step.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
    return u'/' + step;
}

QString pointerStep(qsizetype index) { return u'/' + QString::number(index); }

std::optional<QJsonValue> valueAt(const QJsonValue &document, const QString &pointer)
{
    QStringList tokens = pointer.split(u'/');
    if (!tokens.takeFirst().isEmpty())
        return std::nullopt;
    std::optional<QJsonValue> value = document;
    for (QString &token : tokens) {
        token.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        value = member(*value, token);
        if (!value)
            break;
    }
    return value;
}

} // namespace mcpo
