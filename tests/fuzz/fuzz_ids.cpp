// SPDX-License-Identifier: Apache-2.0
// An id, on its way to being one segment of a URL.
#include "models/override/serverid.h"
#include "models/session/controlplaneaddress.h"
#include "models/text/suspiciouscharacters.h"

#include "fuzzing.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

namespace
{

/// Any server's: Qt's own decoder would hide what it repairs.
QByteArray percentDecoded(const QByteArray &segment)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < segment.size(); ++i) {
        if (segment[i] != '%') {
            bytes += segment[i];
            continue;
        }
        require(i + 2 < segment.size(), "every escape is whole");
        bytes += QByteArray::fromHex(segment.sliced(i + 1, 2));
        i += 2;
    }
    return bytes;
}

void checkStrange(const QString &id)
{
    qsizetype next = 0;
    for (const SuspiciousCharacter &one : suspiciousCharacters(id)) {
        require(one.offset >= next && one.offset < id.size(), "what is strange comes in order");
        // A Latin letter is, in a word of another alphabet.
        require(one.codePoint < U' ' || one.codePoint > U'~' || QChar::isLetter(one.codePoint),
                "signs and digits of ASCII are not strange");
        next = one.offset + (one.codePoint > 0xFFFF ? 2 : 1);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto address =
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
    const QString id = fuzzing::textOf(fuzzing::bytesOf(data, size));
    checkStrange(id);
    if (checkServerId(id) != ServerIdProblem::None)
        return 0;
    require(!id.isEmpty() && id.size() <= maximumServerIdLength, "an id is bounded");

    const QByteArray segment = encodedPathSegment(id);
    require(segment != "." && segment != ".." && !segment.isEmpty(), "a segment stays one");
    require(std::all_of(
                segment.cbegin(), segment.cend(),
                [](char c) { return c > ' ' && c < '\x7f' && c != '/' && c != '?' && c != '#'; }),
            "a segment is printable and nothing else in a URL");
    require(percentDecoded(segment) == id.toUtf8(), "the server decodes exactly the id");
    require(QString::fromUtf8(percentDecoded(segment)).size() == id.size() ||
                id.startsWith(QChar::ByteOrderMark),
            "nothing is lost in UTF-8");

    const QByteArray path = "/api/svc/v1/mcp/" + segment + "/auth";
    const QByteArray asked = address.endpoint(path).toEncoded();
    require(asked == "https://cp.example.com" + path, "no URL library changes it");
    return 0;
}
