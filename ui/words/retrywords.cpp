// SPDX-License-Identifier: Apache-2.0
#include "ui/words/retrywords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

namespace
{

struct RetryWords {
    Q_DECLARE_TR_FUNCTIONS(RetryWords)
};

} // namespace

QString describe(const RetryPause &pause)
{
    const QString why =
        pause.status == 0
            ? RetryWords::tr("The connection failed before a response arrived.")
            : RetryWords::tr("The control plane responded with status %1.").arg(pause.status);
    const double seconds = std::chrono::duration<double>(pause.duration).count();
    return RetryWords::tr("%1 Attempt %2 of %3 begins in %4 s.")
        .arg(why)
        .arg(pause.nextAttempt)
        .arg(pause.attempts)
        .arg(QLocale().toString(seconds, 'f', 1));
}

} // namespace mcpo
