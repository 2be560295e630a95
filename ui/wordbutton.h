// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QToolButton>

namespace mcpo
{

/// Looks like what it is, a word to press, and follows the system between light and dark.
class WordButton : public QToolButton
{
    Q_OBJECT
public:
    explicit WordButton(QWidget *parent = nullptr);
};

} // namespace mcpo
