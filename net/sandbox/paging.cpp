// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/paging.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype noLimit = 2'147'483'647;

/// Leaves @p number alone where the query does not name it; otherwise returns what is wrong.
QString readNumber(const QUrlQuery &query, const QString &name, qsizetype minimum,
                   qsizetype maximum, qsizetype &number)
{
    if (!query.hasQueryItem(name))
        return {};
    bool isNumber = false;
    const qint64 value = query.queryItemValue(name, QUrl::FullyDecoded).toLongLong(&isNumber);
    if (!isNumber)
        return u"%1 must be an integer number"_s.arg(name);
    if (value < minimum)
        return u"%1 must not be less than %2"_s.arg(name).arg(minimum);
    if (value > maximum)
        return u"%1 must not be greater than %2"_s.arg(name).arg(maximum);
    number = static_cast<qsizetype>(value);
    return {};
}

} // namespace

std::variant<SandboxPage, SandboxReply> readPage(const QUrlQuery &query)
{
    SandboxPage page;
    QStringList problems{readNumber(query, u"limit"_s, 1, 1000, page.limit),
                         readNumber(query, u"offset"_s, 0, noLimit, page.offset)};
    problems.removeAll(QString());
    if (!problems.isEmpty())
        return refusal(400, QJsonArray::fromStringList(problems));
    return page;
}

SandboxReply pageReply(const QJsonArray &data, const SandboxPage &page, qsizetype total)
{
    return {.json = {{u"data"_s, data},
                     {u"pagination"_s, QJsonObject{{u"total"_s, total},
                                                   {u"offset"_s, page.offset},
                                                   {u"limit"_s, page.limit}}}}};
}

} // namespace mcpo
