// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/facts.h"

#include <QJsonDocument>
#include <QStringList>

#include <optional>

namespace mcpo
{

/// Data go to standard output, words to standard error; no colours on either.
class Console
{
public:
    enum class Format {
        Text, ///< tabs between the cells; control and invisible characters made visible
        Json, ///< in ASCII, so that a terminal meets no control character here either
    };

    void write(const Facts &facts, Format format);
    /// A table with a head, or an array of objects.
    void write(const QStringList &columns, const QList<Facts> &rows, Format format);
    /// The rows of a list that is known to be incomplete, as JSON: an object and not the array of
    /// a complete one, so that no script takes one for the other.
    void writeIncomplete(const QList<Facts> &rows, const QString &reason,
                         std::optional<qint64> total);
    void write(const QString &text);

    /// A line for the person. Foreign text in it was made visible (see visibleLine()), so that no
    /// line break of it begins a line; all else is made visible here.
    void say(const QString &words);

    /// Whether something written to standard output got lost: a full disk, for example.
    bool hasLostOutput() const { return m_hasLostOutput; }
    /// Says so, and gives the exit code for it.
    ExitCode outputWasLost();

private:
    void writeRow(const QStringList &cells);
    void writeJson(const QJsonDocument &json);
    void writeBytes(const QByteArray &bytes);
    bool m_hasLostOutput = false;
};

} // namespace mcpo
