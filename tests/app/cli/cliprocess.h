// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

namespace mcpo
{

struct CliRun {
    int exitCode = -1; ///< -1: it crashed, or did not end
    QByteArray out;
    QByteArray err;
};

/// Runs the real program, with settings of its own and without a keychain. The event loop goes on
/// meanwhile, so that a control plane of this process can answer.
class CliProcess
{
public:
    /// Stands in the variable SECRET; the tokens of the sandbox stand in MANAGER and USER_17.
    static constexpr auto secret = "Canary-5ecret";

    CliProcess();

    static QString program();
    const QProcessEnvironment &environment() const { return m_environment; }
    void setVariable(const QString &name, const QString &value);

    CliRun run(const QStringList &arguments, const QByteArray &input = {});
    /// The path of a new file.
    QString fileOf(const QByteArray &content);

    /// What an administrator settles for everybody on this computer.
    void writePreset(const QByteArray &lines) const;
    /// Where that stands.
    QString presetFile() const;

    /// Where the program writes down what it changed.
    QString activityFile() const;

    /// Whether a secret was ever printed, or is in the settings or the activity.
    bool hasLeaked() const;
    bool hasWrittenSettings() const;

private:
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QTemporaryDir m_folder;
    QByteArray m_printed;
    int m_fileCount = 0;
};

} // namespace mcpo
