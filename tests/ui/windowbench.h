// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/find.h"
#include "ui/mainwindow.h"
#include "ui/windowmodels.h"

namespace mcpo
{

/// The form of a test on fakes never stands still long enough to be asked about by itself: what is
/// not meant to be asked would abort the test. TargetFacts::refresh() asks at once.
constexpr std::chrono::hours neverStill(24);

/// The window with its models, on any control plane and keychain.
struct WindowBench : WindowModels {
    WindowBench(ControlPlanePort &controlPlane, TokenVaultPort &vault,
                std::chrono::milliseconds pause,
                const RequestDescription &description = RequestDescription::builtIn())
        : WindowModels(controlPlane, vault, description, pause)
        , window(*this)
    {
        if (!find::activate(window))
            qFatal("The window does not become active");
    }

    /// For a manager the form comes when it is wanted.
    void openForm()
    {
        if (find::line(window, QStringLiteral("MCP server")) == nullptr)
            find::press(Qt::Key_N, Qt::ControlModifier);
    }

    QString status()
    {
        const QLabel *label = find::label(window, QStringLiteral("Status"));
        return label ? label->text() : QString();
    }

    MainWindow window;
};

inline ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

} // namespace mcpo
