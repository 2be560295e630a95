// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overrideform.h"
#include "models/override/submission.h"
#include "models/override/targetfacts.h"
#include "models/session/session.h"
#include "tests/ui/find.h"
#include "ui/mainwindow.h"

namespace mcpo
{

/// The form of a test on fakes never stands still long enough to be asked about by itself: what is
/// not meant to be asked would abort the test. TargetFacts::refresh() asks at once.
constexpr std::chrono::hours neverStill(24);

/// The window with its models, on any control plane and keychain.
struct WindowBench {
    WindowBench(ControlPlanePort &controlPlane, TokenVaultPort &vault,
                std::chrono::milliseconds pause,
                const RequestDescription &description = RequestDescription::builtIn())
        : session(controlPlane, vault)
        , form(description)
        , submission(controlPlane)
        , facts(controlPlane, session, form, pause)
        , window(session, form, submission, facts)
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
    OverrideForm form;
    Submission submission;
    TargetFacts facts;
    MainWindow window;
};

inline ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

} // namespace mcpo
