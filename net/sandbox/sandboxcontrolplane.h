// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxsize.h"

#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace mcpo
{

/// Every member has an initializer, so that callers name only what they change.
struct SandboxOptions {
    quint16 port = 0;                     ///< 0 takes a free one
    QString stateFile = {};               ///< overrides survive restarts in it; empty: they do not
    std::chrono::milliseconds latency{0}; ///< between carrying a request out and answering it
    std::optional<int> answer = {};       ///< 200..599: the status of every call except session
    SandboxSize size = {};
    bool isOlder = false; ///< a control plane without the session and status calls
};

struct SandboxServerName {
    QString id;
    QString name;
};

/// A control plane to try things out on: the contract of the control-plane API on loopback.
///
/// Speaks plain HTTP on 127.0.0.1 alone. It neither keeps nor returns a secret, in memory or in the
/// state file. Start it, then use address() and a token as those of a real control plane.
class SandboxControlPlane : public QObject
{
    Q_OBJECT
public:
    explicit SandboxControlPlane(const SandboxOptions &options = {}, QObject *parent = nullptr);
    /// Ends at once: answers that latency holds back are not given any more.
    ~SandboxControlPlane() override;

    /// Once. Returns why it failed (port taken, state file damaged), in a sentence for people.
    std::optional<QString> start();

    /// "http://127.0.0.1:PORT"; empty before start() has succeeded.
    QString address() const;

    /// The same at every start; see demodirectory.h for who they are.
    static QString managerToken();
    static QString serverManagerToken();
    static QString userToken();
    static QString virtualAccountToken();
    static QList<SandboxServerName> servers();

private:
    struct Parts;
    const std::unique_ptr<Parts> m_parts;
};

} // namespace mcpo
