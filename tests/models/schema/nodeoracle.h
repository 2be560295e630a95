// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QString>
#include <QStringList>

#include <variant>

/// Gives @p lines to a script in tests/node and gives back one answer for each, or the reason why
/// there are none. A test fails with that reason: without a second opinion it has shown nothing.
std::variant<QByteArrayList, QString> askNode(const QString &script, const QStringList &arguments,
                                              const QByteArrayList &lines);

/// MCPO_SEED, or the day of this test's birth; printed, so that a failure can be seen again.
quint32 testSeed();
