// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/forcedanswer.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString usualWords(int status)
{
    switch (status) {
    case 400: return u"Bad Request"_s;
    case 401: return u"Unauthorized"_s;
    case 403: return u"Forbidden resource"_s;
    case 404: return u"Not Found"_s;
    case 408: return u"Request Timeout"_s;
    case 409: return u"Conflict"_s;
    case 413: return u"Payload Too Large"_s;
    case 422: return u"Unprocessable Entity"_s;
    case 429: return u"Too Many Requests"_s;
    case 500: return u"Internal server error"_s;
    case 503: return u"Service Unavailable"_s;
    default: return u"Answer with status %1"_s.arg(status);
    }
}

QByteArray proxyPage(int status)
{
    return "<html><head><title>" + QByteArray::number(status) +
           "</title></head><body><center><h1>The upstream server did not answer</h1></center>"
           "</body></html>\n";
}

} // namespace

SandboxReply forcedAnswer(int status, const QByteArray &redirectOrigin)
{
    if (status < 300)
        return {.status = status};

    SandboxReply reply = refusal(status, usualWords(status));
    if (status < 400)
        reply.headers.emplaceBack("Location", redirectOrigin + "/sign-in");
    if (status == 429 || status == 503)
        reply.headers.emplaceBack("Retry-After", "5");
    if (status == 502 || status == 504)
        reply.html = proxyPage(status);
    return reply;
}

} // namespace mcpo
