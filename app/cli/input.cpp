// SPDX-License-Identifier: Apache-2.0
#include "app/cli/input.h"

#include "app/cli/hiddenprompt.h"
#include "app/cli/terminal.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringDecoder>

namespace mcpo
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

QByteArray withoutLineBreakAtEnd(QByteArray bytes)
{
    if (bytes.endsWith('\n'))
        bytes.chop(bytes.endsWith("\r\n") ? 2 : 1);
    return bytes;
}

Input textOf(const QByteArray &bytes)
{
    const std::optional<QString> text = decodeUtf8(bytes);
    return text ? Input(*text) : Input(InputProblem::NotUtf8);
}

InputProblem problemOf(PromptEnd end)
{
    switch (end) {
    case PromptEnd::Interrupted: return InputProblem::Stopped;
    case PromptEnd::TerminalLost: return InputProblem::TerminalLost;
    case PromptEnd::SeveralLines: return InputProblem::SeveralLines;
    }
    Q_UNREACHABLE();
}

QString describe(InputProblem problem)
{
    switch (problem) {
    case InputProblem::NotReadable: return Words::tr("The file cannot be read.");
    case InputProblem::Interrupted:
        return Words::tr("Reading failed before the end, so the value may be incomplete. Nothing "
                         "was sent.");
    case InputProblem::IsTerminal:
        return Words::tr("The file is a terminal, which would show what is typed. Use --stdin.");
    case InputProblem::NotSet:
        return Words::tr("There is no environment variable with this name. The option expects the "
                         "name, not the value.");
    case InputProblem::NotUtf8:
        return Words::tr("The input is not valid UTF-8, so it cannot be sent unchanged.");
    case InputProblem::TooLarge:
        return Words::tr("The input is larger than 16 MiB, which is the limit.");
    case InputProblem::NeedsTerminal:
        return Words::tr("Input is required, but --no-input was given.");
    case InputProblem::Stopped: return Words::tr("Stopped.");
    case InputProblem::TerminalLost:
        return Words::tr("The terminal was closed before the input was complete. Nothing was "
                         "sent.");
    case InputProblem::SeveralLines:
        return Words::tr("The input has more than one line. Nothing was sent. Read a value of "
                         "several lines from a file.");
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<QString> decodeUtf8(QByteArrayView bytes)
{
    // QString::fromUtf8 would drop a byte order mark and repair what is broken.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless |
                                                     QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder.decode(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

Input readWhole(const ReadPart &read)
{
    constexpr qint64 partSize = 64LL * 1024;
    QByteArray bytes;
    QByteArray part(partSize, Qt::Uninitialized);
    // A pipe gives what it has, so it is asked until its end.
    for (qint64 count = 0; (count = read(part.data(), partSize)) != 0;) {
        if (count < 0)
            return InputProblem::Interrupted;
        bytes += QByteArrayView(part).first(count);
        if (bytes.size() > maximumInputSize)
            return InputProblem::TooLarge;
    }
    return textOf(withoutLineBreakAtEnd(bytes));
}

Input readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return InputProblem::NotReadable;
    if (isTerminal(file.handle()))
        return InputProblem::IsTerminal;
    const Input input =
        readWhole([&file](char *data, qint64 most) { return file.read(data, most); });
    return file.error() == QFile::NoError ? input : InputProblem::Interrupted;
}

Input readStdin(const std::optional<QString> &prompt)
{
    if (!isStdinTerminal())
        return readWhole([](char *data, qint64 most) { return readStdin(data, most); });
    if (!prompt)
        return InputProblem::NeedsTerminal;
    const auto typed = askHidden(*prompt);
    if (const auto *end = std::get_if<PromptEnd>(&typed))
        return problemOf(*end);
    return textOf(std::get<QByteArray>(typed));
}

Input readEnvironment(const QString &name)
{
    const QByteArray encodedName = name.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(encodedName.constData()))
        return InputProblem::NotSet;
#ifdef Q_OS_WIN
    return qEnvironmentVariable(encodedName.constData());
#else
    return textOf(qgetenv(encodedName.constData()));
#endif
}

Stop stopOf(InputProblem problem, const QString &what)
{
    const QString words = Words::tr("%1: %2").arg(what, describe(problem));
    switch (problem) {
    case InputProblem::NeedsTerminal: return {ExitCode::Usage, words};
    case InputProblem::Stopped: return {ExitCode::Stopped, words};
    case InputProblem::NotReadable:
    case InputProblem::Interrupted:
    case InputProblem::IsTerminal:
    case InputProblem::TerminalLost:
    case InputProblem::SeveralLines:
    case InputProblem::NotSet:
    case InputProblem::NotUtf8:
    case InputProblem::TooLarge: return {ExitCode::Refused, words};
    }
    Q_UNREACHABLE();
}

} // namespace mcpo
