// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxexchange.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

SandboxReply refusal(int status, const QJsonValue &message, const QString &code)
{
    QJsonObject json{{u"statusCode"_s, status}, {u"message"_s, message}};
    if (!code.isEmpty())
        json.insert(u"code"_s, code);
    return {.status = status, .json = json};
}

} // namespace mcpo
