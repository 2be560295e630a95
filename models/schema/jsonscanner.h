// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/jsonreader.h"

#include <QByteArrayView>
#include <QJsonValue>
#include <QString>

namespace mcpo
{

/// The words of JSON: strings, numbers and literals of a text, one after the other.
///
/// What answers bool gives false where the text is not JSON; error() then says where and why.
class JsonScanner
{
public:
    JsonScanner(QByteArrayView text, qsizetype from)
        : m_text(text)
        , m_at(from)
    {
    }

    qsizetype offset() const { return m_at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    const JsonError &error() const { return m_error; }

    /// The next byte, or 0 at the end; a 0 in the text has no place in JSON either.
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    void skip() { ++m_at; }
    bool skip(char expected);
    void skipBlanks();
    bool fail(JsonError::Reason reason);

    /// A string, number, true, false or null.
    bool readScalar(QJsonValue &value);
    bool readString(QString &text);

private:
    bool appendRaw(QString &text, QByteArrayView bytes);
    bool appendEscaped(QString &text);
    bool readCodeUnit(char16_t &unit);
    bool readNumber(QJsonValue &value);
    bool skipDigits();
    bool readLiteral(QByteArrayView word);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    JsonError m_error;
};

} // namespace mcpo
