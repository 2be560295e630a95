// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace fuzzing
{

/// Ends the run with what was promised; libFuzzer then keeps the input that broke it.
inline void require(bool isTrue, const char *promise)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// Cuts the first line off @p rest, without its line break: inputs made of several texts are files
/// that a person can read and write.
inline QByteArray takeLine(QByteArray &rest)
{
    const qsizetype end = rest.indexOf('\n');
    const QByteArray line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArray() : rest.sliced(end + 1);
    return line;
}

/// Text in which every UTF-16 unit can stand, half of a surrogate pair as well: bytes that are
/// UTF-8 but for encoded surrogates, of which Qt makes U+FFFD.
inline QString textOf(const QByteArray &bytes)
{
    QString text;
    qsizetype from = 0;
    for (qsizetype at = bytes.indexOf('\xED'); at >= 0; at = bytes.indexOf('\xED', at + 1)) {
        if (at + 2 >= bytes.size())
            break;
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        const auto third = static_cast<unsigned char>(bytes[at + 2]);
        if (second < 0xA0 || second > 0xBF || third < 0x80 || third > 0xBF)
            continue;
        text += QString::fromUtf8(bytes.mid(from, at - from));
        text += QChar(static_cast<char16_t>(0xD000 | (second & 0x3F) << 6 | (third & 0x3F)));
        from = at + 3;
    }
    return text + QString::fromUtf8(bytes.mid(from));
}

} // namespace fuzzing
