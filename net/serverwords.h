// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace mcpo
{

/// What an error body says: `message` (a string or a list of strings), `error` and `details` of a
/// JSON object, else the text as it is, HTML included. At most 4 000 characters, and no more than
/// the first 256 KiB of the body are looked at. It stays foreign text: show it as plain text only.
/// Servers do repeat what was sent to them, so it is without @p secrets.
QString serverWords(const QByteArray &body, const QStringList &secrets);

/// @p text with dots for each of @p secrets (of four characters or more), also where it is escaped
/// for JSON, HTML or a URL.
QString withoutSecrets(const QString &text, const QStringList &secrets);

/// What a request body of this API holds that nobody may see: all credential fields.
QStringList secretsOf(const QByteArray &body);

/// The pointers of those leaves of the JSON @p body that @p words name, such as
/// "authOverride.clientId", "/authOverride/clientId" or plain "clientId", in the body's order.
/// A plain "type" is an everyday word and does not count.
QStringList namedPointers(const QString &words, const QByteArray &body);

/// Whether a 400 speaks of the server's settings, which do not support overrides, and not of the
/// body.
bool speaksOfMissingSupport(const QString &words);

} // namespace mcpo
