// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxexchange.h"

#include <QJsonArray>

#include <algorithm>
#include <variant>

namespace mcpo
{

struct SandboxPage {
    qsizetype offset = 0;
    qsizetype limit = 100; ///< 1..1000
};

/// Reads limit and offset; a 400 where they are no such numbers.
std::variant<SandboxPage, SandboxReply> readPage(const QUrlQuery &query);

SandboxReply pageReply(const QJsonArray &data, const SandboxPage &page, qsizetype total);

/// One page of @p rows. An offset behind the last row gives an empty page.
template<class Row, class ToJson>
SandboxReply replyPage(const QUrlQuery &query, const QList<Row> &rows, ToJson toJson)
{
    const auto read = readPage(query);
    if (const auto *refused = std::get_if<SandboxReply>(&read))
        return *refused;
    const auto page = std::get<SandboxPage>(read);
    QJsonArray data;
    const qsizetype first = std::min(page.offset, rows.size());
    const qsizetype last = first + std::min(page.limit, rows.size() - first);
    for (qsizetype i = first; i < last; ++i)
        data.append(toJson(rows.at(i)));
    return pageReply(data, page, rows.size());
}

} // namespace mcpo
