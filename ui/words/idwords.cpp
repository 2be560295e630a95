// SPDX-License-Identifier: Apache-2.0
#include "ui/words/idwords.h"

#include "models/text/suspiciouscharacters.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>

#include <algorithm>

namespace mcpo
{

namespace
{

struct IdWords {
    Q_DECLARE_TR_FUNCTIONS(IdWords)
};

/// The part of a long ID around @p at, in quotation marks. Short, because lines do not break inside
/// a word: in a narrow window its end would be cut off.
QString excerpt(const QString &id, qsizetype at)
{
    constexpr qsizetype longest = 32;
    constexpr qsizetype before = 8;
    const qsizetype from = at < 2 * before ? 0 : at - before;
    const QString start = from > 0 ? QString(QChar(0x2026)) : QString();
    return u'\u201C' + start + visibleLine(id.sliced(from), longest) + u'\u201D';
}

bool isOdd(const QString &id) { return !suspiciousCharacters(id).isEmpty() || mixesAlphabets(id); }

} // namespace

QString idDoubt(const QString &id)
{
    const QList<SuspiciousCharacter> strange = suspiciousCharacters(id);
    if (!strange.isEmpty()) {
        return IdWords::tr("Contains characters that are invisible or look like others: %1. The ID "
                           "is sent unchanged.")
            .arg(excerpt(id, strange.constFirst().offset));
    }
    if (mixesAlphabets(id)) {
        return IdWords::tr("Mixes letters of several alphabets, some of which look alike: %1. The "
                           "ID is sent unchanged.")
            .arg(excerpt(id, 0));
    }
    return {};
}

QString idDoubts(const QString &serverId, const QString &subjectId)
{
    QStringList lines;
    if (const QString doubt = idDoubt(serverId); !doubt.isEmpty())
        lines.append(IdWords::tr("MCP server: %1").arg(doubt));
    if (const QString doubt = idDoubt(subjectId); !doubt.isEmpty())
        lines.append(IdWords::tr("Subject: %1").arg(doubt));
    return lines.join(u'\n');
}

QString idMark(const QString &id, const QString &name)
{
    const bool isMarked = isOdd(id) || !suspiciousCharacters(name).isEmpty();
    return isMarked ? IdWords::tr("unusual characters") : QString();
}

QString labelOf(const QString &name, const QString &id, qsizetype maximumLength)
{
    QString label = visibleLine(name, maximumLength);
    if (name == id || id.isEmpty() || !isOdd(id))
        return label;
    return IdWords::tr("%1 (%2)").arg(label, visibleLine(id, maximumLength));
}

} // namespace mcpo
