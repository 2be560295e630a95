// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace mcpo
{

/// Finds entries while somebody types: made once per entry, compared on every keystroke. Case and
/// compatibility forms (full width, ligatures) do not count.
QString searchable(const QStringList &texts);

/// Puts texts in the order that people expect, compared as they are: "server-9" before "Server-10".
QString sortable(const QString &text);

/// What somebody typed to search by: every word has to occur, in any order.
class SearchWords
{
public:
    SearchWords() = default;
    explicit SearchWords(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    /// @p text was made by searchable().
    bool fit(const QString &text) const;

private:
    QStringList m_words;
};

} // namespace mcpo
