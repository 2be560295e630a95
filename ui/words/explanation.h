// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace mcpo
{

/// What a person can do about a failure; a dialog has one button for each.
enum class Remedy {
    ReviewFields,
    ChooseServer,
    UseFoundId, ///< put the id of the named server into the form
    SignIn,
    SetMine, ///< fill in the form for the caller, without a credential
    SwitchAccount,
    Refresh,
    TryAgain,
    EditProfile, ///< where the control plane's address and the CA file are
    CopyDetails,
    ReplaceAnyway,      ///< replace an override that another user has set
    RemoveOverride,     ///< the answer to a question: yes, remove it
    LeaveNow,           ///< the answer to a question: yes, without waiting for the answer
    CleanUpAndSet,      ///< fix the issues of the values, then set them
    SetAsIs,            ///< the answer to a question: yes, this is the value
    UseLink,            ///< the answer to a question: yes, let the link fill in the form
    SignInThere,        ///< the answer to a question: yes, sign in where the link asks for it
    SwitchControlPlane, ///< the answer to a question: yes, leave the one in use
    Discard,            ///< the answer to a question: yes, what was typed can go
    SetOnProduction,    ///< the answer to a question: yes, production is meant
};

/// The contents of a dialog: what happened, why and what to do, and the facts for a report.
/// All of it is plain text. The server's own message is in the details only.
struct Explanation {
    /// The label of the button that does nothing. Cancel is for a question, where it is the safe
    /// answer: both Return and Escape choose it.
    /// GoBack and KeepEditing are the same for a form to return to.
    enum class Dismissal { Close, Cancel, GoBack, KeepEditing };

    QString title;
    QString text;
    QString details; ///< status, request id, the server's words with controls made visible
    QList<Remedy> remedies;
    Dismissal dismissal = Dismissal::Close;
    QString consent = {}; ///< what has to be ticked before a remedy can be chosen; empty: nothing
};

/// What an explanation may name.
struct Context {
    QString serverId;
    QString subjectId;
    bool forCaller = false;
};

} // namespace mcpo
