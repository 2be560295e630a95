// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/override/draftcheck.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace mcpo
{

/// The form: texts in, changed signals out. Knows nothing about widgets, and about credential
/// types only what the RequestDescription says.
class OverrideForm : public QObject
{
    Q_OBJECT
public:
    explicit OverrideForm(RequestDescription description, QObject *parent = nullptr);

    const RequestDescription &description() const { return m_description; }
    const OverrideDraft &draft() const { return m_draft; }
    const CredentialType &credentialType() const;

    /// All fields of the form as it is now, in the order in which a person fills them in.
    QStringList fieldNames() const { return mcpo::fieldNames(credentialType()); }
    QString text(const QString &field) const { return m_draft.text(field, credentialType()); }
    /// Types are set like texts: "/authOverride/type" takes the name of a credential type. Nothing
    /// that was typed for another type is lost. Text is kept exactly as given.
    void setText(const QString &field, const QString &text);

    /// Fixes the subject to the caller if that is the only one whose override they may set.
    /// Without one (signed out), or when it becomes free again, what was typed before comes back.
    void setCaller(const std::optional<Caller> &caller);
    bool isSubjectFixed() const { return m_fixedSubject.has_value(); }
    /// For people, while the subject is fixed: the caller's name where it is known, and the id.
    QString subjectFact() const;

    /// What is wrong with a field, to be shown: nothing for a field that nobody has edited yet.
    std::optional<FieldProblem> shownProblem(const QString &field) const;
    /// Marks every field at fault, as pressing the button does; gives the first of them.
    std::optional<QString> showAllProblems();
    /// Marks a field that the control plane refused, until it is edited.
    void markRefused(const QString &field);
    /// Takes those marks away: what is sent again may be accepted.
    void clearRefusals();
    /// True when the request can be sent: it passes the schema and the server's id can be in a URL.
    bool isComplete() const { return m_problems.isEmpty(); }

    /// Only when complete.
    OverrideRequest request() const;
    /// Forgets the secrets of every type and marks nothing.
    void clearSecrets();
    /// The same after saving: the rest is no draft any more.
    void clearSaved();
    /// Another server and subject; an empty id or type stays as it is. Whatever was typed as a
    /// credential, for any type, belongs to the ones before and is forgotten, unless both stay the
    /// same. True when something was forgotten.
    bool retarget(const QString &serverId, const Subject &subject);
    /// Forgets the credentials of every type; true if any had been typed.
    bool forgetCredentials() { return forget(Forgotten::WholeCredentials); }
    /// Whether nobody has typed anything that would be lost; a fixed subject is not typed.
    bool isBlank() const;
    /// Whether something was typed since the form was filled in or emptied by the program, or
    /// saved: what would be lost.
    bool hasDraft() const;
    /// Back to an empty form, with the first of both types; a fixed subject stays.
    void clear();

Q_SIGNALS:
    /// A text, or whether it can be edited, was changed.
    void textChanged(const QString &field);
    void credentialTypeChanged();
    void shownProblemChanged(const QString &field);
    void completeChanged(bool complete);
    void subjectFixedChanged(bool fixed);

private:
    QString markKey(const QString &field) const;
    QHash<QString, QString> texts() const;
    bool apply(const QString &field, const QString &text);
    void tellTexts(const QHash<QString, QString> &before);
    void tellProblems();
    void forgetRowsThatWent();
    enum class Forgotten { Secrets, WholeCredentials };
    bool forget(Forgotten what);
    void beginDraft();
    void check() { m_problems = checkDraft(m_draft, m_description); }

    RequestDescription m_description;
    OverrideDraft m_draft;
    Subject m_typedSubject; ///< comes back when the subject is free again
    OverrideDraft m_begun;  ///< what the draft was when nothing had been typed
    std::optional<Subject> m_fixedSubject;
    QString m_callerName;
    QHash<QString, FieldProblem> m_problems;
    QSet<QString> m_touched; ///< by markKey()
    QSet<QString> m_refused; ///< by markKey()
    /// What the signals have told so far.
    QHash<QString, std::optional<FieldProblem>> m_told;
    bool m_toldComplete = false;
};

} // namespace mcpo
