// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace mcpo
{

/// Shows the window for managers and for plain users on a sandbox, and what opens from it.
void showWorkspace(const std::function<void(QWidget &, const QString &)> &picture);

} // namespace mcpo
