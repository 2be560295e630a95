// SPDX-License-Identifier: Apache-2.0
#include "models/schema/jsonscanner.h"

#include <QStringDecoder>

#include <algorithm>
#include <limits>

namespace mcpo
{

using Reason = JsonError::Reason;

namespace
{

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Of a number that no double holds: whether its first digit that counts stands behind the point.
bool isTiny(QByteArrayView digits)
{
    const auto isExponent = [](char c) { return c == 'e' || c == 'E'; };
    const auto *exponentAt = std::find_if(digits.begin(), digits.end(), isExponent);
    const QByteArrayView mantissa(digits.begin(), exponentAt);
    const QByteArrayView power = digits.sliced(exponentAt - digits.begin());
    bool isNumber = true;
    const qint64 exponent = power.isEmpty() ? 0 : power.sliced(1).toLongLong(&isNumber);
    if (!isNumber) // more than 64 bits
        return power[1] == '-';
    const qsizetype point = mantissa.contains('.') ? mantissa.indexOf('.') : mantissa.size();
    const auto counts = [](char c) { return c >= '1' && c <= '9'; };
    const qsizetype first =
        std::find_if(mantissa.begin(), mantissa.end(), counts) - mantissa.begin();
    return exponent < first - point;
}

/// Out of range infinity or zero, as JSON.parse says. Qt gives zero for both.
double toNumber(QByteArrayView digits)
{
    bool isInRange = false;
    if (digits.size() < 10) { // an integer, mostly
        const int integer = digits.toInt(&isInRange);
        if (isInRange && digits != "-0")
            return integer;
    }
    const double number = digits.toDouble(&isInRange);
    if (isInRange || isTiny(digits))
        return number;
    return digits.startsWith('-') ? -std::numeric_limits<double>::infinity()
                                  : std::numeric_limits<double>::infinity();
}

} // namespace

bool JsonScanner::fail(Reason reason)
{
    m_error = {atEnd() ? Reason::UnexpectedEnd : reason, m_at};
    return false;
}

bool JsonScanner::skip(char expected)
{
    if (atEnd() || m_text[m_at] != expected)
        return fail(Reason::UnexpectedCharacter);
    ++m_at;
    return true;
}

void JsonScanner::skipBlanks()
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    while (isBlank(peek()))
        ++m_at;
}

bool JsonScanner::readScalar(QJsonValue &value)
{
    switch (peek()) {
    case '"': {
        QString text;
        if (!readString(text))
            return false;
        value = text;
        return true;
    }
    case 't': value = true; return readLiteral("true");
    case 'f': value = false; return readLiteral("false");
    case 'n': value = QJsonValue::Null; return readLiteral("null");
    default: return readNumber(value);
    }
}

bool JsonScanner::readString(QString &text)
{
    if (!skip('"'))
        return false;
    const auto isPlain = [](char c) {
        return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    };
    for (;;) {
        const qsizetype start = m_at;
        while (!atEnd() && isPlain(m_text[m_at]))
            ++m_at;
        if (!appendRaw(text, m_text.sliced(start, m_at - start)))
            return false;
        if (peek() == '"') {
            ++m_at;
            return true;
        }
        if (peek() != '\\')
            return fail(Reason::ControlCharacter);
        ++m_at;
        if (!appendEscaped(text))
            return false;
    }
}

/// Not QString::fromUtf8(): it replaces what is wrong, and drops a U+FEFF at the start.
bool JsonScanner::appendRaw(QString &text, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return true;
    // A decoder takes ten times as long to make.
    if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; })) {
        text += QLatin1StringView(bytes);
        return true;
    }
    using Flag = QStringConverter::Flag;
    QStringDecoder decode(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    text += decode(bytes);
    if (!decode.hasError())
        return true;
    m_error = {Reason::BadEncoding, m_at - bytes.size()};
    return false;
}

bool JsonScanner::appendEscaped(QString &text)
{
    constexpr QByteArrayView names = "\"\\/bfnrt";
    constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
    if (peek() == 'u') {
        ++m_at;
        char16_t unit = 0;
        if (!readCodeUnit(unit))
            return false;
        text += QChar(unit);
        return true;
    }
    const qsizetype known = names.indexOf(peek());
    if (atEnd() || known < 0)
        return fail(Reason::BadEscape);
    text += QLatin1Char(meanings[known]);
    ++m_at;
    return true;
}

bool JsonScanner::readCodeUnit(char16_t &unit)
{
    for (int i = 0; i < 4; ++i, ++m_at) {
        const char c = peek();
        const char lower = static_cast<char>(c | 0x20);
        const bool isLetter = lower >= 'a' && lower <= 'f';
        if (!isLetter && !isDigit(c))
            return fail(Reason::BadEscape);
        unit = static_cast<char16_t>(unit * 16 + (isLetter ? lower - 'a' + 10 : c - '0'));
    }
    return true;
}

bool JsonScanner::readNumber(QJsonValue &value)
{
    const qsizetype start = m_at;
    const bool isNegative = peek() == '-';
    if (isNegative)
        ++m_at;
    if (peek() == '0')
        ++m_at;
    else if (!skipDigits())
        return fail(isNegative ? Reason::BadNumber : Reason::UnexpectedCharacter);
    if (peek() == '.') {
        ++m_at;
        if (!skipDigits())
            return fail(Reason::BadNumber);
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!skipDigits())
            return fail(Reason::BadNumber);
    }
    value = toNumber(m_text.sliced(start, m_at - start));
    return true;
}

/// False when there is not one digit.
bool JsonScanner::skipDigits()
{
    const qsizetype start = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at > start;
}

bool JsonScanner::readLiteral(QByteArrayView word)
{
    return std::all_of(word.begin(), word.end(), [this](char c) { return skip(c); });
}

} // namespace mcpo
