// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "app/cli/stop.h"
#include "models/controlplaneport.h"
#include "models/tokenvaultport.h"
#include "ui/words/changewords.h"

#include <QObject>

namespace mcpo
{

/// What commands work with.
struct Services {
    ControlPlanePort &controlPlane;
    TokenVaultPort &vault;
    Console &console;
};

/// One command of the program at work. Destroying it stops it.
class Command : public QObject
{
    Q_OBJECT
public:
    Command(Arguments arguments, const Services &services);

    virtual void start() = 0;
    /// What to say when the person stops it now.
    virtual QString wordsWhenStopped() const;
    /// A change is under way, whose result would stay unknown if it stopped now.
    virtual bool hasSent() const { return false; }

Q_SIGNALS:
    /// Once, at the end; everything was said before.
    void finished(mcpo::ExitCode code);

protected:
    const Arguments &arguments() const { return m_arguments; }
    ControlPlanePort &controlPlane() { return m_services.controlPlane; }
    TokenVaultPort &vault() { return m_services.vault; }
    Console &console() { return m_services.console; }
    Console::Format format() const;

    /// Keeps what is under way, in place of what was before.
    void wait(JobPtr job) { m_job = std::move(job); }

    /// The keyring has a dialog of its own open, perhaps on another screen. Where nobody may be
    /// asked, that is the end: see --no-input.
    void keyringWaits();
    /// How to do without the keychain; empty where that cannot be done.
    virtual QString keychainRemedy() const { return {}; }
    /// Tells whom the calls to @p address go through, if anybody.
    void nameProxy(const ControlPlaneAddress &address);

    void say(const Explanation &explanation);
    void finishWith(const Stop &stop);
    void finishWith(const Explanation &explanation, ExitCode code);
    void finishWith(const Failure &failure, const Context &context);

private:
    Arguments m_arguments;
    Services m_services;
    JobPtr m_job;
};

} // namespace mcpo
