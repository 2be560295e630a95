// SPDX-License-Identifier: Apache-2.0
#include "app/cli/secretshape.h"

#include <QRegularExpression>

namespace mcpo
{

using namespace Qt::StringLiterals;

bool looksLikeSecret(const QString &argument)
{
    static const QRegularExpression shape(u"\\beyJ[\\w-]{6,}\\.[\\w-]+\\."_s // JWT: {" in base64
                                          u"|\\bbearer\\s+\\S"_s             //
                                          u"|(^|=)(sk|pk|rk|pat)[-_][\\w-]{16,}"_s                //
                                          u"|(^|=)(gh[opsru]_|github_pat_|glpat-|xox[abeprs]-)"_s //
                                          u"|(^|=)(AKIA[0-9A-Z]{16}|AIza[\\w-]{30})"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return shape.match(argument).hasMatch();
}

bool isNameOfSecret(const QString &option)
{
    static const QRegularExpression shape(
        u"token|secret|passw|bearer|credential|header-?value|api-?key|^key$|jwt"_s,
        QRegularExpression::CaseInsensitiveOption);
    return shape.match(option).hasMatch();
}

} // namespace mcpo
