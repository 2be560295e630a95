// SPDX-License-Identifier: Apache-2.0
#include "bodygenerator.h"

#include <QString>

#include <algorithm>
#include <array>

namespace
{

/// Everything that somebody somewhere takes for a blank, and neighbours that nobody does.
constexpr std::array<char16_t, 32> blanks{
    0x0009, 0x000B, 0x000C, 0x000D, 0x0020, 0x0085, 0x00A0, 0x1680, 0x180E, 0x2000, 0x2001,
    0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x200B, 0x2028,
    0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0x000A, 0x0000, 0x001F, 0x007F};

QByteArray escaped(char16_t unit)
{
    return "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

/// Prototype members of JavaScript, characters that a JSON pointer escapes, names out of place.
const QByteArrayList oddKeys{
    R"("__proto__")", R"("constructor")", R"("toString")", R"("hasOwnProperty")",  R"("")",
    R"("a/b")",       R"("a~b~1c")",      R"("\ud800")",   "\"\xF0\x9F\x98\x80\"", R"("type")",
    R"("subjectId")", R"("apiKey")",      R"("extra")",    R"("sub\u006aectId")"};

} // namespace

QByteArray BodyGenerator::oneOf(const QByteArrayList &choices)
{
    return choices.at(m_random.bounded(choices.size()));
}

QByteArray BodyGenerator::next()
{
    const QByteArray json = chance(95) ? body() : value();
    return chance(15) ? broken(json) : json;
}

QByteArray BodyGenerator::body()
{
    return object(
        {{R"("subjectType")", chance(90) ? oneOf({R"("user")", R"("virtualaccount")"}) : value()},
         {R"("subjectId")", chance(90) ? text() : value()},
         {R"("authOverride")", chance(92) ? credential() : value()}});
}

QByteArray BodyGenerator::credential()
{
    const QByteArray type = oneOf({R"("header")", R"("oauth2_client_credentials")", R"("env")"});
    QList<Member> members{{R"("type")", chance(92) ? type : value()}};
    QByteArrayList fields{R"("headerValue")"};
    if (type.startsWith("\"oauth2"))
        fields = {R"("clientId")", R"("clientSecret")"};
    else if (type == R"("env")")
        fields = {R"("apiKey")"};
    if (chance(5))
        fields.append(
            oneOf({R"("headerValue")", R"("clientId")", R"("clientSecret")", R"("apiKey")"}));
    for (const QByteArray &field : std::as_const(fields))
        members.append({field, chance(93) ? text() : value()});
    return object(members);
}

/// Shuffled; now and then with a member too few, too many, or twice.
QByteArray BodyGenerator::object(QList<Member> members)
{
    if (chance(6))
        members.removeAt(m_random.bounded(members.size()));
    if (chance(12))
        members.append({oneOf(oddKeys), value(1)});
    if (chance(5) && !members.isEmpty())
        members.append({members.first().key, value(1)});
    if (chance(30))
        std::shuffle(members.begin(), members.end(), m_random);
    const QByteArray blank = chance(20) ? oneOf({" ", "\t", "\r", "  "}) : QByteArray();
    QByteArrayList parts;
    for (const Member &member : std::as_const(members))
        parts.append(member.key + blank + ':' + blank + member.value + blank);
    return '{' + blank + parts.join(',' + blank) + '}';
}

/// A string: most of the time a good one, with blanks, surrogates and escapes mixed in.
QByteArray BodyGenerator::text()
{
    QByteArray content;
    const int pieces = chance(60) ? 1 : m_random.bounded(5);
    for (int i = 0; i < pieces; ++i) {
        const int kind = m_random.bounded(100);
        const char16_t blank = blanks[m_random.bounded(static_cast<quint32>(blanks.size()))];
        if (kind < 60)
            content += oneOf({"a", "client-1", "Bearer\\tx", "\\\"", "\\\\", "\\/", "\xC3\xA9"});
        else if (kind < 75)
            content += blank < 0x20 || chance(50) ? escaped(blank) : QString(QChar(blank)).toUtf8();
        else if (kind < 85)
            content +=
                oneOf({"\xF0\x9F\x98\x80", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\xEF\xBF\xBF"});
        else if (kind < 92)
            content += oneOf({"\\ud800", "\\udfff", "\\ud83d", "\\ude00", "\\ude00\\ud83d"});
        else if (kind < 95)
            content += QByteArray(m_random.bounded(300), 'x');
        else
            content += oneOf({"\\n", "x\\n", "\\r\\n", " ", "\\u0000"});
    }
    return '"' + content + '"';
}

QByteArray BodyGenerator::value(int depth)
{
    if (chance(30))
        return text();
    if (depth < 4 && chance(15))
        return '[' + value(depth + 1) + (chance(50) ? ',' + value(depth + 1) : QByteArray()) + ']';
    if (depth < 4 && chance(15))
        return object({{oneOf(oddKeys), value(depth + 1)}, {R"("a")", value(depth + 1)}});
    if (chance(2))
        return nest();
    return oneOf({"null",
                  "true",
                  "false",
                  "[]",
                  "{}",
                  "\"\"",
                  "0",
                  "-0",
                  "0.0",
                  "1",
                  "1.0",
                  "1e0",
                  "10E-1",
                  "1.5",
                  "-1.5e3",
                  "1e999",
                  "-1e999",
                  "1e-999",
                  "9007199254740993",
                  "18446744073709551616",
                  "123456789012345678901234567890",
                  "0.1e1",
                  "3e00"});
}

QByteArray BodyGenerator::nest()
{
    const int depth = chance(90) ? m_random.bounded(600) : 20'000;
    if (chance(50))
        return QByteArray(depth, '[') + QByteArray(depth, ']');
    return QByteArrayLiteral(R"({"a":)").repeated(depth) + '1' + QByteArray(depth, '}');
}

/// One fault in the text; sometimes it happens to do no harm.
QByteArray BodyGenerator::broken(QByteArray json)
{
    const int at = m_random.bounded(static_cast<int>(json.size()));
    const int after = m_random.bounded(static_cast<int>(json.size()) + 1);
    switch (m_random.bounded(7)) {
    case 0: return json.remove(at, 1);
    case 1: return json.first(at);
    case 2:
        return json.insert(after, oneOf({"\x01", "\t", "\r", "\x1F", "\x7F", QByteArray(1, '\0'),
                                         "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                         "\xE2\x82", "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\xA8"}));
    case 3:
        return json.insert(after, oneOf({"\\q", "\\", "\\u12", "\\u12g4", "\\x41", "\\'", "\\U0041",
                                         "\"", "'", "{", "}", "[", "]", ",", ":"}));
    case 4: {
        json[at] = oneOf({"{", "}", "[", "]", ",", ":", "\"", "1", "e", "-", "+", "."}).at(0);
        return json;
    }
    case 5:
        return oneOf({"\xEF\xBB\xBF", "", " ", "\f", "//x ", "/**/", ")]}',"}) + json +
               oneOf(
                   {"", ",", "}", " ", "\v", "/**/", "#", "\xC2\xA0", "null", QByteArray(1, '\0')});
    default: {
        const qsizetype colon = json.indexOf(':', at);
        return json.insert(
            colon < 0 ? json.size() : colon + 1,
            oneOf({"1.,",        "01",    "NaN",       "Infinity", "-",    "+1",  ".5",
                   "1.e1",       "1e",    "1e+",       "-01",      "0x10", "1_0", "undefined",
                   "nul",        "True",  "-Infinity", "--1",      "[,",   "{,",  "[1,]",
                   "{\"a\":1,}", "{a:1}", "'a'",       "[1 2]"}) +
                (chance(50) ? "," : ""));
    }
    }
}

QByteArrayList hugeAndEmptyBodies()
{
    const QByteArray start =
        R"({"subjectId":"u","subjectType":"user","authOverride":)"
        R"({"type":"oauth2_client_credentials","clientSecret":"s","clientId":")";
    const QByteArray twoMegabytes(2'000'000, 'x');
    return {start + twoMegabytes + "\"}}",
            start + twoMegabytes + " \"}}",
            start + twoMegabytes + R"(\u0085"}})",
            QByteArray(100'000, '['),
            QByteArray(100'000, '[') + QByteArray(100'000, ']'),
            QByteArray(),
            " ",
            "\r"};
}
