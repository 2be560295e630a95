// SPDX-License-Identifier: Apache-2.0
#include "ui/retryline.h"

#include "models/retries.h"
#include "ui/appearance.h"
#include "ui/words/retrywords.h"

namespace mcpo
{

RetryLine::RetryLine(const Retries &retries, QWidget *parent)
    : PlainLabel(parent)
{
    setAccessibleName(tr("Trying again"));
    setTextTone(this, TextTone::Quiet);
    hide();
    connect(&retries, &Retries::began, this,
            [this](const RetryPause &pause) { say(describe(pause)); });
    connect(&retries, &Retries::ended, this, [this] { say({}); });
}

} // namespace mcpo
