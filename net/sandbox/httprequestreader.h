// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace mcpo
{

struct SandboxHttpRequest {
    QByteArray method;
    QByteArray path;  ///< starts with a slash, still percent-encoded
    QByteArray query; ///< after the question mark, still percent-encoded
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    bool isLast = false; ///< the client wants the connection to be closed after the answer

    /// Empty where the header is missing.
    QByteArray header(QByteArrayView name) const;
};

/// Reads the requests of one connection, as strictly as RFC 9112 allows: what two readers could
/// understand differently is refused.
class HttpRequestReader
{
public:
    struct Limits {
        qsizetype head = 128 * 1024; ///< bytes of request line and headers; of trailers, too
        qsizetype body = 16 * 1024 * 1024;
    };
    struct Incomplete {
    };
    /// The client sends the body only after "100 Continue". Reported once for each request.
    struct AwaitsContinue {
    };
    /// The rest of the connection cannot be read.
    struct Refused {
        int status;
        QString reason;
    };
    using Progress = std::variant<Incomplete, AwaitsContinue, SandboxHttpRequest, Refused>;

    HttpRequestReader() = default;
    explicit HttpRequestReader(Limits limits)
        : m_limits(limits)
    {
    }

    void append(const QByteArray &bytes);
    /// The next request among the bytes so far. Call it until it reports Incomplete or Refused.
    Progress next();
    /// Whether a part of a request has arrived.
    bool hasBegun() const { return m_part != Part::RequestLine || !m_buffer.isEmpty(); }

private:
    enum class Part { RequestLine, Header, Body, ChunkSize, Chunk, ChunkEnd, Trailer, Unreadable };
    using Step = std::optional<Progress>; ///< nothing: read on

    using LineReader = Step (HttpRequestReader::*)(const QByteArray &line);

    Step readPart();
    Step readRequestLine();
    Step readLine(qsizetype limit, LineReader reader);
    Step takeRequestLine(const QByteArray &line);
    Step takeHeader(const QByteArray &line);
    Step takeChunkSize(const QByteArray &line);
    Step takeChunkEnd(const QByteArray &line);
    Step takeTrailer(const QByteArray &line);
    Step takeTarget(QByteArray target);
    Step readBody();
    Step readChunk();
    Step finishHead();
    Step startBody();
    Step startBlock(const QByteArray &size, int base, Part part);
    Step finishRequest();
    Step refuse(int status, const QString &reason);
    bool moveToBody();
    bool isAmbiguous(QByteArrayView name) const;
    void forgetWhatWasRead();

    Limits m_limits;
    Part m_part = Part::RequestLine;
    QByteArray m_buffer;
    qsizetype m_at = 0;        ///< what was read of the buffer
    qsizetype m_headSize = 0;  ///< bytes of the lines so far
    qsizetype m_remaining = 0; ///< of the body, or of the chunk
    bool m_isOldHttp = false;  ///< 1.0
    SandboxHttpRequest m_request;
};

} // namespace mcpo
