// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/scriptedserver.h"

#include <QStringList>

#include <algorithm>

namespace mcpo
{

/// What ends a line, a string or a header, or speaks to a terminal: one or two of each kind.
inline QStringList controlCharacters()
{
    QStringList all;
    for (const char16_t c : {u'\0', u'\t', u'\n', u'\v', u'\r', u'\x1b', u'\x7f', u'\u0080',
                             u'\u0085', u'\u009b', u'\u009f', u'\u2028', u'\u2029'})
        all.append(QString(QChar(c)));
    all.append(QStringLiteral("\r\n"));
    return all;
}

/// For the name of a row.
inline QByteArray nameOfCharacters(const QString &text)
{
    QByteArray name;
    for (const QChar c : text)
        name += "U+" + QByteArray::number(c.unicode(), 16).toUpper().rightJustified(4, '0');
    return name;
}

/// What is in the head of a request that has no place there; empty for one as it should be.
/// @p smuggled stands behind the control character that was given.
inline QByteArray faultOf(const ReceivedRequest &request, const QByteArray &smuggled)
{
    const QList<QByteArray> known{
        "accept",     "accept-encoding", "accept-language", "authorization",
        "connection", "content-length",  "content-type",    "host",
        "user-agent"};
    for (const QByteArray &name : request.headerNames()) {
        if (!known.contains(name) || name == smuggled)
            return "a header that nobody sent: " + name;
    }
    for (const QByteArray &line : QByteArray(request.head).replace("\r\n", "\n").split('\n')) {
        if (std::any_of(line.cbegin(), line.cend(), [](char c) { return c < ' ' || c > '~'; }))
            return "not printable: " + line;
    }
    if (request.line().count(' ') != 2 || !request.line().endsWith(" HTTP/1.1"))
        return "not one target: " + request.line();
    return {};
}

} // namespace mcpo
