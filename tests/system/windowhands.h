// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/system/atspi.h"

namespace mcpo
{

// What a person does with the window by a screen reader. Each waits for the control to appear,
// and warns and fails if it does not within a minute.

std::optional<Accessible> control(const QString &name, const QString &role = {});
/// What is typed into. Its title has the same name, and is the one to be found by name alone while
/// the form is about to appear.
std::optional<Accessible> field(const QString &name);
bool type(const QString &name, const QString &text);
bool press(const QString &name);
/// Waits for the control to say it, and warns of what it said instead.
bool says(const QString &name, const QString &words);

} // namespace mcpo
