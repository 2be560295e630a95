// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace mcpo
{

/// What a start of the program is about; a second start hands it to the first. Without a link and
/// a control plane the window is to be shown, and no more.
struct StartMessage {
    QString link;            ///< as it was given: readLink() judges it
    QString controlPlane;    ///< likewise, for ControlPlaneAddress::parse()
    QString activationToken; ///< of Wayland, so that the desktop lets the window come to the front
    QString startupId;       ///< the same of X11

    bool operator==(const StartMessage &) const = default;
};

/// In characters, of every part. A link that is longer is too long for readLink() as well, and
/// arrives cut in a way that it still is; any other part is left out.
constexpr qsizetype maximumStartText = 4096;
/// In bytes, of a whole message on a local socket.
constexpr qsizetype maximumStartMessage = 128 * 1024;

/// Takes the activation from the environment. Before the application object is made, which takes
/// it away.
void takeActivation(StartMessage &message);
/// For the window that is raised next. Called by the receiver of the message.
void passActivationOn(const StartMessage &message);

/// The message with every part in its bounds; activations contain printable ASCII only.
StartMessage bounded(const StartMessage &message);

/// One line of JSON, the line break included.
QByteArray toLine(const StartMessage &message);
/// Nothing if the line is no message; otherwise bounded.
std::optional<StartMessage> messageOf(QByteArrayView line);

} // namespace mcpo
