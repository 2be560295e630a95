// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <cstdio>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// An id that was cut is no id.
constexpr qsizetype wholeText = 1 << 28;

QJsonObject objectOf(const Facts &facts)
{
    QJsonObject object;
    for (const auto &[name, value] : facts)
        object.insert(name, value);
    return object;
}

QJsonArray arrayOf(const QList<Facts> &rows)
{
    QJsonArray array;
    for (const Facts &row : rows)
        array.append(objectOf(row));
    return array;
}

/// Only strings can hold other characters than ASCII, and there each UTF-16 unit has its escape.
QByteArray asciiOf(const QJsonDocument &json)
{
    QByteArray ascii;
    const QString text = QString::fromUtf8(json.toJson(QJsonDocument::Compact));
    ascii.reserve(text.size());
    for (const QChar c : text) {
        if (c >= u' ' && c <= u'~')
            ascii.append(c.toLatin1());
        else
            ascii.append("\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0'));
    }
    return ascii;
}

} // namespace

void Console::write(const Facts &facts, Format format)
{
    if (format == Format::Json)
        return writeJson(QJsonDocument(objectOf(facts)));
    for (const auto &[name, value] : facts) {
        if (!value.isNull())
            writeRow({name, value.toString()});
    }
}

void Console::write(const QStringList &columns, const QList<Facts> &rows, Format format)
{
    if (format == Format::Json)
        return writeJson(QJsonDocument(arrayOf(rows)));
    writeRow(columns);
    for (const Facts &row : rows) {
        QStringList cells;
        for (const auto &[name, value] : row)
            cells.append(value.toString());
        writeRow(cells);
    }
}

void Console::writeIncomplete(const QList<Facts> &rows, const QString &reason,
                              std::optional<qint64> total)
{
    QJsonObject list{{u"complete"_s, false}, {u"reason"_s, reason}, {u"rows"_s, arrayOf(rows)}};
    if (total)
        list.insert(u"total"_s, *total);
    writeJson(QJsonDocument(list));
}

void Console::write(const QString &text) { writeBytes(text.toUtf8() + '\n'); }

void Console::writeRow(const QStringList &cells)
{
    QStringList visible;
    for (const QString &cell : cells)
        visible.append(visibleLine(cell, wholeText));
    write(visible.join(u'\t'));
}

void Console::writeJson(const QJsonDocument &json) { writeBytes(asciiOf(json) + '\n'); }

void Console::writeBytes(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
        m_hasLostOutput = true;
}

ExitCode Console::outputWasLost()
{
    say(QCoreApplication::translate("Cli", "The output could not be written to standard output."));
    return ExitCode::Incomplete;
}

void Console::say(const QString &words)
{
    const QByteArray line = visibleText(words, wholeText).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

} // namespace mcpo
