// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridechange.h"
#include "models/session/caller.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>

#include <optional>

namespace mcpo
{

/// One thing that was done from here, and what became of it. There is no place in it for a secret,
/// nor for the server's words.
struct ActivityEntry {
    enum class Action { Set, Remove };

    QDateTime time;       ///< UTC, to the millisecond
    QString profile;      ///< its name; empty where there is none
    QString controlPlane; ///< ControlPlaneAddress::text()
    QString serverId;
    QString serverName; ///< empty where unknown
    Subject subject;
    QString credentialType; ///< empty for a removal
    Action action = Action::Set;
    QString outcome; ///< one of the words of outcomeWord()
    int status = 0;  ///< of HTTP; 0: there was no answer
    QString requestId;

    bool operator==(const ActivityEntry &) const = default;
};

/// What an outcome is called in the activity: stable, so that programs can rely on it. One of
/// saved, removed, rejected, unsupported, changed-meanwhile, sign-in-expired, not-permitted,
/// not-found, busy, not-reached, insecure, ca-file, redirected, unknown (no answer came) and
/// unexpected.
QString outcomeWord(const ChangeOutcome &outcome);
/// What became of a change: as the list showed it, where the answer left it open.
QString outcomeWord(const ChangeReport &report);

/// Fills in outcome, status and request ID.
void setResult(ActivityEntry &entry, const ChangeReport &report);

/// In UTF-16 units; what is longer is cut before it is written.
constexpr qsizetype maximumActivityText = 1024;

/// One line of JSON in UTF-8, without the line break, below 80 KiB. Control characters and halves
/// of characters are escaped, so that it is one line and valid whatever it holds.
QByteArray toJsonLine(const ActivityEntry &entry);
/// Nothing if the line is damaged. What it does not know is ignored, so that a newer program may
/// write more.
std::optional<ActivityEntry> readJsonLine(QByteArrayView line);

} // namespace mcpo
