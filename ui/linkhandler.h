// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridelink.h"

#include <QList>
#include <QObject>

#include <optional>

class QWidget;

namespace mcpo
{

class DialogQueue;
class OverridePanel;
struct Explanation;
struct WindowModels;

/// Follows links: fills in the form, says so, and does nothing else. Asks before it replaces typed
/// values, changes the control plane, or proposes one without a profile. A link that needs a
/// sign-in is kept until the user has signed in. Links are handled one after the other; a link that
/// arrives while a dialog is open or a request is in progress waits.
class LinkHandler : public QObject
{
    Q_OBJECT
public:
    LinkHandler(WindowModels &models, OverridePanel &panel, QWidget &window);

    void open(const QString &text);
    /// Where to sign in for the link that is kept, if it names a control plane.
    std::optional<ControlPlaneAddress> awaitedControlPlane() const;

Q_SIGNALS:
    /// The form is filled in and should be seen.
    void filledIn();
    /// A person has agreed to sign in at awaitedControlPlane(), which has no profile.
    void signInWanted();
    /// A link has to wait. It is for @p controlPlane, if it names one.
    void waits(const std::optional<mcpo::ControlPlaneAddress> &controlPlane);
    /// The link was refused, by a person or by this.
    void dismissed();

private:
    enum class Stage { Considered, Asked, AwaitsSignIn };

    void takeNext();
    void consider();
    void ask(const Explanation &question, void (LinkHandler::*agreed)());
    void goToControlPlane();
    void follow();
    void showNote();
    void signedIn();
    void refuse(const QString &why);
    bool isElsewhere(const ControlPlaneAddress &address) const;
    bool isWorking() const;
    bool isFormInUse() const;

    WindowModels &m_models;
    OverridePanel &m_panel;
    QWidget &m_window;
    DialogQueue &m_dialogs;
    QList<OverrideLink> m_waiting;
    std::optional<OverrideLink> m_link; ///< the one in hand, until it is followed or refused
    Stage m_stage = Stage::Considered;
    Subject m_linkedSubject; ///< of the link that the form was filled in from last
    QString m_note;          ///< as shown for it
};

} // namespace mcpo
