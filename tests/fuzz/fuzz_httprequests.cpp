// SPDX-License-Identifier: Apache-2.0
// The bytes of one connection to the sandbox: the first byte says how they are cut into pieces.
#include "net/sandbox/httprequestreader.h"

#include "fuzzing.h"

#include <algorithm>

using namespace mcpo;
using fuzzing::require;

namespace
{

using Reader = HttpRequestReader;
constexpr Reader::Limits limits{.head = 256, .body = 64};

void check(const SandboxHttpRequest &request)
{
    require(!request.method.isEmpty(), "a request has a method");
    require(request.path.startsWith('/'), "a path starts with a slash");
    require(request.body.size() <= limits.body, "a body is within its limit");
    require(!(request.path + request.query).contains('\n'), "a line break is in no target");
    qsizetype head = request.method.size() + request.path.size() + request.query.size();
    for (const auto &[name, value] : request.headers) {
        head += name.size() + value.size();
        require(!name.isEmpty() && name == name.toLower(), "names are in lower case");
        require(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'),
                "no header holds a line break");
    }
    require(head <= limits.head, "a head is within its limit");
}

/// Everything that a reader finds, as text.
QByteArray found(const QByteArray &bytes, qsizetype piece)
{
    Reader reader(limits);
    QByteArray all;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.append(bytes.mid(at, piece));
        for (bool isComplete = true; isComplete;) {
            const Reader::Progress progress = reader.next();
            isComplete = !std::holds_alternative<Reader::Incomplete>(progress);
            if (std::holds_alternative<Reader::AwaitsContinue>(progress))
                all += "continue\n";
            if (const auto *refused = std::get_if<Reader::Refused>(&progress))
                all += QByteArray::number(refused->status) + '\n';
            if (const auto *request = std::get_if<SandboxHttpRequest>(&progress)) {
                check(*request);
                all += request->method + ' ' + request->path + '?' + request->query + ' ' +
                       request->body + '\n';
            }
        }
    }
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes = fuzzing::bytesOf(data + 1, size - 1);
    const QByteArray whole = found(bytes, std::max<qsizetype>(bytes.size(), 1));
    require(found(bytes, 1 + data[0] % 32) == whole, "pieces are read as the whole is");
    return 0;
}
