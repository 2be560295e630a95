// SPDX-License-Identifier: Apache-2.0
#include "net/serverwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype maximumWords = 4000;
// Enough for every character of the words to be a four-byte one.
constexpr qsizetype maximumWordsInBytes = 4 * maximumWords;
// Anything shorter would turn up in words by chance.
constexpr qsizetype shortestSecret = 4;

void collect(const QJsonValue &value, QStringList &lines)
{
    if (value.isString()) {
        lines.append(value.toString());
    } else if (value.isArray()) {
        for (const QJsonValue &element : value.toArray())
            collect(element, lines);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        lines.append(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    }
}

void collectPointers(const QJsonObject &object, const QString &prefix, QStringList &pointers)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString pointer = prefix + u'/' + it.key();
        if (it->isObject())
            collectPointers(it->toObject(), pointer, pointers);
        else
            pointers.append(pointer);
    }
}

/// "/authOverride/clientId" as a server may spell it: with dots, slashes or brackets, whole or
/// without its beginning.
QRegularExpression spellings(const QString &pointer)
{
    QStringList names = pointer.split(u'/', Qt::SkipEmptyParts);
    for (QString &name : names)
        name = QRegularExpression::escape(name);
    const bool isEverydayWord = names.constLast() == "type"_L1;
    const QString whole = names.join(u"[./\\[\\]\"']+"_s);
    const QString pattern = isEverydayWord ? whole : names.constLast();
    return QRegularExpression(u"(?<![A-Za-z0-9_])"_s + pattern + u"(?![A-Za-z0-9_])"_s);
}

} // namespace

QString serverWords(const QByteArray &body, const QStringList &secrets)
{
    QStringList lines;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject()) {
        const QJsonObject object = document.object();
        for (const auto &key : {"message"_L1, "error"_L1, "details"_L1})
            collect(object.value(key), lines);
    }
    if (lines.isEmpty())
        lines.append(QString::fromUtf8(body.left(maximumWordsInBytes)).trimmed());
    QString words = lines.join(u'\n');
    for (const QString &secret : secrets) {
        if (secret.size() >= shortestSecret)
            words.replace(secret, u"\u2022\u2022\u2022"_s);
    }
    return words.left(maximumWords);
}

QStringList secretsOf(const QByteArray &body)
{
    const QJsonObject authOverride =
        QJsonDocument::fromJson(body).object().value("authOverride"_L1).toObject();
    QStringList secrets;
    for (auto it = authOverride.begin(); it != authOverride.end(); ++it) {
        if (it.key() != "type"_L1)
            secrets.append(it->toString());
    }
    return secrets;
}

QStringList namedPointers(const QString &words, const QByteArray &body)
{
    QStringList pointers;
    collectPointers(QJsonDocument::fromJson(body).object(), {}, pointers);
    pointers.removeIf(
        [&words](const QString &pointer) { return !spellings(pointer).match(words).hasMatch(); });
    return pointers;
}

bool speaksOfMissingSupport(const QString &words)
{
    static const QRegularExpression support(u"(\\bnot|n't|\\bun)\\s*(be\\s+)?support"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return support.match(words).hasMatch();
}

} // namespace mcpo
