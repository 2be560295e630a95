// SPDX-License-Identifier: Apache-2.0
#include "models/directory/searchtext.h"

#include <algorithm>

namespace mcpo
{

namespace
{

QString folded(const QString &text)
{
    const bool isAscii =
        std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
    return isAscii ? text.toLower() : text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace

QString searchable(const QStringList &texts) { return folded(texts.join(u'\n')); }

SearchWords::SearchWords(const QString &typed)
    : m_words(folded(typed).simplified().split(u' ', Qt::SkipEmptyParts))
{
}

bool SearchWords::fit(const QString &text) const
{
    return std::all_of(m_words.cbegin(), m_words.cend(),
                       [&text](const QString &word) { return text.contains(word); });
}

} // namespace mcpo
