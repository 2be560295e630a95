// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overriderow.h"
#include "models/override/overridechange.h"
#include "models/session/caller.h"

#include <QJsonValue>
#include <QList>

#include <utility>

namespace mcpo
{

/// What a command tells: names and values in their order. As text each is a line, or a column of
/// a table; as JSON they make an object. Names and known values are part of the command line's
/// promises, therefore not translated.
using Facts = QList<std::pair<QLatin1StringView, QJsonValue>>;

Facts factsOf(const Account &account, const Caller &caller);
Facts factsOf(const QString &serverId, const Subject &subject);
Facts factsOf(const EffectiveAuth &auth);
/// "result": created, replaced, removed, none; null where it is unknown.
Facts factsOf(ChangeEffect effect);
Facts factsOf(const OverrideRow &row);

} // namespace mcpo
