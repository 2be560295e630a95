// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/plainlabel.h"

namespace mcpo
{

class Retries;

/// Says why it takes a while: there only while a call waits before it is sent once more.
class RetryLine : public PlainLabel
{
    Q_OBJECT
public:
    explicit RetryLine(const Retries &retries, QWidget *parent = nullptr);
};

} // namespace mcpo
