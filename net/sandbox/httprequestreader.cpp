// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/httprequestreader.h"

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// What methods and header names consist of (RFC 9110, section 5.6.2).
bool isTokenCharacter(char c)
{
    return isLetterOrDigit(c) || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenCharacter);
}

bool isTargetCharacter(char c) { return c > ' ' && c <= '~' && c != '#'; }

/// Bytes above 127 pass: older clients send Latin-1.
bool isValueCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7f);
}

std::optional<qsizetype> numberOf(const QByteArray &digits, int base)
{
    const auto isDigit = [base](char c) {
        return (c >= '0' && c <= '9') ||
               (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    bool fits = false;
    const qlonglong number = digits.toLongLong(&fits, base);
    if (!fits || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    return static_cast<qsizetype>(number);
}

bool isInList(const QByteArray &list, QByteArrayView wanted)
{
    return std::ranges::any_of(list.split(','), [wanted](const QByteArray &entry) {
        return entry.trimmed().compare(wanted, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

QByteArray SandboxHttpRequest::header(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(headers, [name](const auto &header) { return header.first == name; });
    return found == headers.end() ? QByteArray() : found->second;
}

void HttpRequestReader::append(const QByteArray &bytes)
{
    forgetWhatWasRead();
    if (m_part != Part::Unreadable)
        m_buffer += bytes;
}

auto HttpRequestReader::next() -> Progress
{
    for (;;) {
        if (const Step step = readPart())
            return *step;
    }
}

auto HttpRequestReader::readPart() -> Step
{
    constexpr qsizetype chunkLine = 1024; // a size, and extensions that nobody uses
    switch (m_part) {
    case Part::RequestLine: return readRequestLine();
    case Part::Header: return readLine(m_limits.head - m_headSize, &HttpRequestReader::takeHeader);
    case Part::Body: return readBody();
    case Part::ChunkSize: return readLine(chunkLine, &HttpRequestReader::takeChunkSize);
    case Part::Chunk: return readChunk();
    case Part::ChunkEnd: return readLine(2, &HttpRequestReader::takeChunkEnd);
    case Part::Trailer:
        return readLine(m_limits.head - m_headSize, &HttpRequestReader::takeTrailer);
    case Part::Unreadable: return Incomplete{};
    }
    Q_UNREACHABLE();
    return Incomplete{};
}

auto HttpRequestReader::readRequestLine() -> Step
{
    // At the first byte: a client that tries TLS here would wait for an answer otherwise.
    const char first = m_at < m_buffer.size() ? m_buffer.at(m_at) : '\r';
    if (!isTokenCharacter(first) && first != '\r')
        return refuse(400, u"This is not an HTTP request"_s);
    return readLine(m_limits.head - m_headSize, &HttpRequestReader::takeRequestLine);
}

auto HttpRequestReader::readLine(qsizetype limit, LineReader reader) -> Step
{
    const qsizetype end = m_buffer.indexOf('\n', m_at);
    const qsizetype size = (end < 0 ? m_buffer.size() : end + 1) - m_at;
    if (size > limit || (end < 0 && size == limit))
        return m_part == Part::ChunkSize || m_part == Part::ChunkEnd
                   ? refuse(400, u"A chunk of the body is malformed"_s)
                   : refuse(431, u"The headers are larger than %1 bytes"_s.arg(m_limits.head));
    if (end < 0)
        return Incomplete{};
    const QByteArray line = m_buffer.sliced(m_at, size);
    m_at += size;
    m_headSize += m_part == Part::ChunkSize || m_part == Part::ChunkEnd ? 0 : size;
    if (!line.endsWith("\r\n"))
        return refuse(400, u"A line does not end with CR LF"_s);
    return (this->*reader)(line.chopped(2));
}

auto HttpRequestReader::takeRequestLine(const QByteArray &line) -> Step
{
    if (line.isEmpty()) // some clients send one after a body
        return std::nullopt;
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !isToken(words.at(0)))
        return refuse(400, u"The request line is malformed"_s);
    const QByteArray &version = words.at(2);
    if (!version.startsWith("HTTP/"))
        return refuse(400, u"The request line is malformed"_s);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(505, u"Only HTTP/1.1 is supported"_s);
    m_isOldHttp = version.endsWith('0');
    m_request.method = words.at(0);
    m_part = Part::Header;
    return takeTarget(words.at(1));
}

/// "/path?query", or the same with an address before it, as clients send it to a proxy.
auto HttpRequestReader::takeTarget(QByteArray target) -> Step
{
    constexpr QByteArrayView scheme = "http://";
    if (target.first(std::min(target.size(), scheme.size())).compare(scheme, Qt::CaseInsensitive) ==
        0) {
        const qsizetype slash = target.indexOf('/', scheme.size());
        target = slash < 0 ? QByteArray() : target.sliced(slash);
    }
    if (!target.startsWith('/') || !std::ranges::all_of(target, isTargetCharacter))
        return refuse(400, u"The request target must be a path"_s);
    const qsizetype mark = target.indexOf('?');
    m_request.path = mark < 0 ? target : target.first(mark);
    m_request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    return std::nullopt;
}

auto HttpRequestReader::takeHeader(const QByteArray &line) -> Step
{
    if (line.isEmpty())
        return finishHead();
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.first(std::max<qsizetype>(colon, 0)).toLower();
    const QByteArray value = line.sliced(colon + 1);
    if (!isToken(name) || !std::ranges::all_of(value, isValueCharacter))
        return refuse(400, u"A header is malformed"_s);
    m_request.headers.emplaceBack(name, value.trimmed());
    return std::nullopt;
}

auto HttpRequestReader::finishHead() -> Step
{
    for (const char *name :
         {"host", "authorization", "content-length", "transfer-encoding", "expect"}) {
        if (isAmbiguous(name))
            return refuse(400,
                          u"The header \"%1\" is empty or repeated"_s.arg(QLatin1StringView(name)));
    }
    if (!m_isOldHttp && m_request.header("host").isEmpty())
        return refuse(400, u"The header \"Host\" is missing"_s);
    m_request.isLast = m_isOldHttp || isInList(m_request.header("connection"), "close");

    const QByteArray expected = m_request.header("expect");
    const bool awaitsContinue = expected.compare("100-continue", Qt::CaseInsensitive) == 0;
    if (!expected.isEmpty() && !awaitsContinue)
        return refuse(417, u"Only \"100-continue\" can be expected"_s);
    Step step = startBody();
    if (step || !awaitsContinue || m_isOldHttp)
        return step;
    return AwaitsContinue{};
}

auto HttpRequestReader::startBody() -> Step
{
    const QByteArray encoding = m_request.header("transfer-encoding");
    const QByteArray length = m_request.header("content-length");
    if (!encoding.isEmpty() && (!length.isEmpty() || m_isOldHttp))
        return refuse(400, u"The length of the body is ambiguous"_s);
    if (!encoding.isEmpty()) {
        m_part = Part::ChunkSize;
        return encoding.compare("chunked", Qt::CaseInsensitive) == 0
                   ? Step()
                   : refuse(501, u"Only the transfer encoding \"chunked\" is supported"_s);
    }
    if (length.isEmpty())
        return finishRequest();
    return startBlock(length, 10, Part::Body);
}

/// @p size bytes of the body come next.
auto HttpRequestReader::startBlock(const QByteArray &size, int base, Part part) -> Step
{
    const std::optional<qsizetype> number = numberOf(size, base);
    if (!number)
        return refuse(400, u"The length of the body is malformed"_s);
    if (*number > m_limits.body - m_request.body.size())
        return refuse(413, u"The body is larger than %1 bytes"_s.arg(m_limits.body));
    m_remaining = *number;
    m_part = part;
    return std::nullopt;
}

auto HttpRequestReader::readBody() -> Step { return moveToBody() ? finishRequest() : Incomplete{}; }

/// "SIZE", or "SIZE;EXTENSION". The last chunk is one of no bytes.
auto HttpRequestReader::takeChunkSize(const QByteArray &line) -> Step
{
    Step step = startBlock(line.split(';').constFirst().trimmed(), 16, Part::Chunk);
    if (!step && m_remaining == 0)
        m_part = Part::Trailer;
    return step;
}

auto HttpRequestReader::readChunk() -> Step
{
    if (!moveToBody())
        return Incomplete{};
    m_part = Part::ChunkEnd;
    return std::nullopt;
}

auto HttpRequestReader::takeChunkEnd(const QByteArray &) -> Step
{
    m_part = Part::ChunkSize;
    return std::nullopt;
}

/// Trailers are read and ignored.
auto HttpRequestReader::takeTrailer(const QByteArray &line) -> Step
{
    return line.isEmpty() ? finishRequest() : Step();
}

auto HttpRequestReader::finishRequest() -> Step
{
    forgetWhatWasRead();
    m_part = Part::RequestLine;
    m_headSize = 0;
    return std::exchange(m_request, {});
}

auto HttpRequestReader::refuse(int status, const QString &reason) -> Step
{
    m_part = Part::Unreadable;
    m_buffer.clear();
    m_at = 0;
    m_request = {};
    return Refused{status, reason};
}

/// Whether the body, or the chunk, is complete.
bool HttpRequestReader::moveToBody()
{
    const qsizetype size = std::min(m_remaining, m_buffer.size() - m_at);
    m_request.body += QByteArrayView(m_buffer).sliced(m_at, size);
    m_at += size;
    m_remaining -= size;
    return m_remaining == 0;
}

bool HttpRequestReader::isAmbiguous(QByteArrayView name) const
{
    const auto isNamed = [name](const auto &header) { return header.first == name; };
    const auto count = std::ranges::count_if(m_request.headers, isNamed);
    return count > 1 || (count == 1 && m_request.header(name).isEmpty());
}

/// Into a new array, so that no secret is left in the old one's spare room.
void HttpRequestReader::forgetWhatWasRead()
{
    m_buffer = m_buffer.sliced(m_at);
    m_at = 0;
}

} // namespace mcpo
