// SPDX-License-Identifier: Apache-2.0
// A server that repeats what it got: the credential in the first line, its words in the others.
#include "net/serverwords.h"

#include "fuzzing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

namespace
{

constexpr qsizetype shortest = 4;

QByteArray requestWith(const QString &secret)
{
    const QJsonObject authOverride{{u"type"_s, u"env"_s}, {u"apiKey"_s, secret}};
    return QJsonDocument(QJsonObject{{u"authOverride"_s, authOverride}}).toJson();
}

/// Without the quotes around it.
QString escapedForJson(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(2).chopped(2));
}

/// The dots that stand for a secret, and what is cut off, may by chance make one.
bool isByChance(const QString &secret)
{
    return secret.contains(QChar(0x2022)) || secret.size() < shortest;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray words = fuzzing::bytesOf(data, size);
    // A request is UTF-8 without a byte order mark in front of a value.
    const QString secret = QString::fromUtf8(fuzzing::takeLine(words));
    if (isByChance(secret))
        return 0;
    const QStringList secrets = secretsOf(requestWith(secret));
    require(secrets == QStringList{secret}, "every credential field of a request is found");

    const QString text = QString::fromUtf8(words);
    for (const QString &repeated : {secret, escapedForJson(secret), secret.toHtmlEscaped(),
                                    QString::fromLatin1(QUrl::toPercentEncoding(secret))}) {
        if (repeated.contains(QChar(0x2022)))
            continue;
        const QString told = withoutSecrets(text + repeated + text, secrets);
        require(!told.contains(repeated), "the secret is not repeated, however it is escaped");
        require(told.size() <= 4000, "words are bounded");
    }
    for (const QByteArray &body :
         {words, words + secret.toUtf8(),
          QJsonDocument(QJsonObject{{u"message"_s, QString(text + secret)}}).toJson(),
          QJsonDocument(QJsonObject{{u"details"_s, QJsonObject{{secret, text}}}}).toJson()}) {
        const QString told = serverWords(body, secrets);
        require(!told.contains(secret), "a server's words hold no secret");
        require(told.size() <= 4000, "words are bounded");
        namedPointers(told, requestWith(secret));
        speaksOfMissingSupport(told);
    }
    return 0;
}
