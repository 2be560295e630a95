// SPDX-License-Identifier: Apache-2.0
#include "models/directory/searchtext.h"

#include <algorithm>

namespace mcpo
{

namespace
{

/// A name of a megabyte would stop the window, and nobody types or compares that much.
constexpr qsizetype longestCompared = 1'000;

QString folded(const QString &whole)
{
    const QString text = whole.left(longestCompared);
    const bool isAscii =
        std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
    return isAscii ? text.toLower() : text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace

QString searchable(const QStringList &texts)
{
    QStringList searched;
    for (const QString &text : texts)
        searched.append(folded(text));
    return searched.join(u'\n');
}

QString sortable(const QString &text)
{
    constexpr qsizetype widest = 12; // of a number; longer ones are no counters
    const QString plain = folded(text);
    QString key;
    key.reserve(plain.size() + widest);
    for (qsizetype i = 0; i < plain.size();) {
        qsizetype end = i;
        while (end < plain.size() && plain.at(end) >= u'0' && plain.at(end) <= u'9')
            ++end;
        if (end == i) {
            key.append(plain.at(i++));
            continue;
        }
        key.append(QString(std::max<qsizetype>(0, widest - (end - i)), u'0'));
        key.append(QStringView(plain).sliced(i, end - i));
        i = end;
    }
    return key;
}

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
