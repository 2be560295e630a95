// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overrideform.h"
#include "models/override/submission.h"
#include "models/session/profiles.h"
#include "tests/ui/find.h"
#include "ui/mainwindow.h"

namespace mcpo
{

/// The window with its models, on any control plane and keychain.
struct WindowBench {
    WindowBench(ControlPlanePort &controlPlane, TokenVaultPort &vault,
                const RequestDescription &description = RequestDescription::builtIn())
        : session(controlPlane, vault)
        , form(description)
        , submission(controlPlane)
        , window(session, profiles, form, submission)
    {
        if (!find::activate(window))
            qFatal("The window does not become active");
    }

    QString status()
    {
        const QLabel *label = find::label(window, QStringLiteral("Status"));
        return label ? label->text() : QString();
    }

    Session session;
    Profiles profiles{session}; ///< in memory, until somebody opens them
    OverrideForm form;
    Submission submission;
    MainWindow window;
};

inline ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

} // namespace mcpo
