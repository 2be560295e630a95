// SPDX-License-Identifier: Apache-2.0
#include "app/cli/input.h"

#include "app/cli/hiddenprompt.h"
#include "app/cli/standardinput.h"
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

Input readAll(QIODevice &device)
{
    constexpr qint64 partSize = 64LL * 1024;
    QByteArray bytes;
    // A pipe gives what it has, so it is asked until it has nothing more.
    for (QByteArray part; !(part = device.read(partSize)).isEmpty();) {
        bytes += part;
        if (bytes.size() > maximumInputSize)
            return InputProblem::TooLarge;
    }
    return textOf(withoutLineBreakAtEnd(bytes));
}

QString describe(InputProblem problem)
{
    switch (problem) {
    case InputProblem::NotReadable: return Words::tr("The file cannot be read.");
    case InputProblem::NotSet:
        return Words::tr("There is no environment variable of that name. The option takes the "
                         "name, not the value.");
    case InputProblem::NotUtf8:
        return Words::tr("This is not valid UTF-8, so it cannot be sent as it is.");
    case InputProblem::TooLarge: return Words::tr("This is larger than 16 MiB.");
    case InputProblem::NeedsTerminal:
        return Words::tr("Somebody would have to type it, and --no-input forbids to ask.");
    case InputProblem::Stopped: return Words::tr("Stopped.");
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

Input readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return InputProblem::NotReadable;
    const Input input = readAll(file);
    return file.error() == QFile::NoError ? input : InputProblem::NotReadable;
}

Input readStdin(const std::optional<QString> &prompt)
{
    if (isStdinTerminal()) {
        if (!prompt)
            return InputProblem::NeedsTerminal;
        const std::optional<QByteArray> typed = askHidden(*prompt);
        return typed ? textOf(*typed) : Input(InputProblem::Stopped);
    }
    StandardInput input;
    return readAll(input);
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
    case InputProblem::NotSet:
    case InputProblem::NotUtf8:
    case InputProblem::TooLarge: return {ExitCode::Refused, words};
    }
    Q_UNREACHABLE();
}

} // namespace mcpo
