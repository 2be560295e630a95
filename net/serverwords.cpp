// SPDX-License-Identifier: Apache-2.0
#include "net/serverwords.h"

#include "models/schema/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype maximumWords = 4000;
// Reading 10 MB of JSON would stop the window for a second.
constexpr qsizetype maximumBytes = 256 * 1024;
// Anything shorter would turn up in words by chance.
constexpr qsizetype shortestSecret = 4;

QJsonObject jsonObject(const QByteArray &text)
{
    return jsonValue(text).value_or(QJsonValue()).toObject();
}

void collect(const QJsonValue &value, QStringList &lines)
{
    if (value.isString()) {
        lines.append(value.toString());
    } else if (value.isArray()) {
        const QJsonArray elements = value.toArray();
        for (const QJsonValue &element : elements)
            collect(element, lines);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        lines.append(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    }
}

/// "\u00f6" for every letter outside ASCII.
QString asciiJson(const QString &json)
{
    QString ascii;
    for (const QChar c : json)
        ascii += c.unicode() < 0x80 ? QString(c) : u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
    return ascii;
}

/// Every way in which a server may repeat @p secret.
QStringList spellingsOf(const QString &secret)
{
    const QString json = QString::fromUtf8(
        QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact).sliced(2).chopped(2));
    const QString html = secret.toHtmlEscaped();
    QStringList spellings{secret, json, asciiJson(json), html,
                          QString::fromLatin1(QUrl::toPercentEncoding(secret))};
    spellings.append(QString(json).replace(u'/', "\\/"_L1));
    spellings.append(QString(html).replace(u'\'', "&#39;"_L1));
    spellings.removeDuplicates();
    return spellings;
}

/// Walks through @p text, since replacing one secret after the other would leave the rest of one
/// that begins like another, and cutting would leave the beginning of the last one: what was cut
/// off (@p isCut) may have been its end.
QString firstWords(QStringView text, const QStringList &secrets, bool isCut)
{
    QStringList spellings;
    for (const QString &secret : secrets) {
        if (secret.size() >= shortestSecret)
            spellings += spellingsOf(secret);
    }
    // The longest first. It is looked for in any case, as the digits of an escape may be in either.
    std::sort(spellings.begin(), spellings.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
    const qsizetype unclear = isCut && !spellings.isEmpty() ? spellings.constFirst().size() : 0;
    QString words;
    while (text.size() > unclear && words.size() < maximumWords) {
        const auto secret =
            std::find_if(spellings.cbegin(), spellings.cend(), [text](const QString &spelling) {
                return text.startsWith(spelling, Qt::CaseInsensitive);
            });
        const bool isSecret = secret != spellings.cend();
        words += isSecret ? QStringView(u"\u2022\u2022\u2022") : text.first(1);
        text = text.sliced(isSecret ? secret->size() : 1);
    }
    return words.left(maximumWords);
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
    const bool isCut = body.size() > maximumBytes;
    QStringList lines;
    const QJsonObject object = isCut ? QJsonObject() : jsonObject(body);
    for (const auto &key : {"message"_L1, "error"_L1, "details"_L1})
        collect(object.value(key), lines);
    if (lines.isEmpty())
        lines.append(QString::fromUtf8(body.left(maximumBytes)).trimmed());
    return firstWords(lines.join(u'\n'), secrets, isCut);
}

QString withoutSecrets(const QString &text, const QStringList &secrets)
{
    return firstWords(text, secrets, false);
}

QStringList secretsOf(const QByteArray &body)
{
    const QJsonObject authOverride = jsonObject(body).value("authOverride"_L1).toObject();
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
    collectPointers(jsonObject(body), {}, pointers);
    pointers.removeIf(
        [&words](const QString &pointer) { return !spellings(pointer).match(words).hasMatch(); });
    return pointers;
}

bool speaksOfMissingSupport(const QString &words)
{
    static const QRegularExpression support(u"(not|n['\u2019]t|\\bun)\\s*(be\\s+)?support"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return support.match(words).hasMatch();
}

} // namespace mcpo
