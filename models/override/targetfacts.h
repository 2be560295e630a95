// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridechange.h"

#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace mcpo
{

class OverrideForm;
class Session;

/// Something that may be known.
template<class T>
struct Fact {
    enum class State {
        NotAsked, ///< or asked about something else before
        Asking,
        Known,
        Unknown, ///< the control plane does not tell, or not now
    };
    State state = State::NotAsked;
    T value = {};                   ///< while Known
    std::optional<Failure> failure; ///< while Unknown, where there was one

    bool isKnown() const { return state == State::Known; }
};

/// What is known about the server and the subject that stand in the form. The control plane is
/// asked when both stand still, and dropped when they move on. Nothing depends on an answer: a fact
/// that is not told is unknown, and setting an override works as well without.
class TargetFacts : public QObject
{
    Q_OBJECT
public:
    /// @p pause is how long the form has to stand still.
    TargetFacts(ControlPlanePort &controlPlane, const Session &session, OverrideForm &form,
                std::chrono::milliseconds pause = std::chrono::milliseconds(300),
                QObject *parent = nullptr);

    /// A directory that is there already, which saves the call. It gives the server of an id; for
    /// the name of a server it may give the one that has it, which idOfThatName() tells.
    using ServerLookup = std::function<std::optional<ServerEntry>(const QString &idOrName)>;
    void setServerLookup(ServerLookup lookup);
    /// A list of overrides that is there already. Nothing: it does not know; an empty row: there is
    /// no override.
    using RowLookup = std::function<std::optional<std::optional<OverrideRow>>(
        const QString &serverId, const Subject &subject)>;
    void setRowLookup(RowLookup lookup);

    const Fact<ServerEntry> &server() const { return m_server; }
    /// The id of the server whose name stands in the form in place of an id; mostly empty.
    const QString &idOfThatName() const { return m_idOfThatName; }
    /// Of the subject on the server, as it is now.
    const Fact<EffectiveAuth> &effectiveAuth() const { return m_effectiveAuth; }
    /// Known and empty: no override stands.
    const Fact<std::optional<OverrideRow>> &row() const { return m_row; }

    /// Forgets everything and asks again at once, as after a list was read again.
    void refresh();
    /// An attempt to set or remove has told how things stand for the subject. Ignored where the
    /// form has moved on.
    void learn(const ChangeReport &report);

Q_SIGNALS:
    void serverChanged();
    /// The effective auth or the row.
    void subjectChanged();

private:
    enum class Scope { ServerAndSubject, Subject };
    void moveOn(Scope scope);
    void forget(Scope scope);
    void lookUp();
    bool canAsk() const;
    bool hasSubject() const;
    void ask();
    void askServer();
    void askEffectiveAuth();
    void askRow();
    bool isAbout(const QString &serverId, const Subject &subject) const;
    void learnEffectiveAuth(const std::optional<EffectiveAuth> &auth);
    void learnRow(Fact<std::optional<OverrideRow>> row);
    void tell();

    ControlPlanePort &m_controlPlane;
    const Session &m_session;
    OverrideForm &m_form;
    QTimer m_pause;
    ServerLookup m_serverLookup;
    RowLookup m_rowLookup;
    Fact<ServerEntry> m_server;
    QString m_idOfThatName;
    Fact<EffectiveAuth> m_effectiveAuth;
    Fact<std::optional<OverrideRow>> m_row;
    JobPtr m_serverJob;
    JobPtr m_effectiveAuthJob;
    JobPtr m_rowJob;
};

} // namespace mcpo
