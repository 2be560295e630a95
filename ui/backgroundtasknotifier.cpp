// SPDX-License-Identifier: Apache-2.0
#include "ui/backgroundtasknotifier.h"

#include "models/directory/overridelisting.h"
#include "models/override/overridechange.h"
#include "ui/words/noticewords.h"

#include <QApplication>
#include <QWidget>
#include <QWindow>

#include <utility>

namespace mcpo
{

BackgroundTaskNotifier::BackgroundTaskNotifier(QWidget &window, std::chrono::milliseconds patience)
    : QObject(&window)
    , m_window(window)
    , m_patience(patience)
{
    connect(qApp, &QGuiApplication::focusWindowChanged, this, [this](const QWindow *focused) {
        if (focused)
            m_hasCalled = false;
    });
}

void BackgroundTaskNotifier::follow(const OverrideChange &change)
{
    connect(&change, &OverrideChange::runningChanged, this, [this, &change](bool isRunning) {
        if (isRunning)
            begin(change);
    });
    connect(&change, &OverrideChange::finished, this,
            [this, &change](const ChangeReport &report) { end(change, noticeOf(report)); });
}

void BackgroundTaskNotifier::follow(const OverrideListing &listing)
{
    connect(&listing, &OverrideListing::progressChanged, this, [this, &listing] {
        if (listing.isRunning()) {
            if (!m_begun.contains(&listing))
                begin(listing);
        } else if (listing.wasStopped()) {
            m_begun.remove(&listing);
        } else {
            end(listing, noticeOf(listing));
        }
    });
    connect(&listing, &OverrideListing::cleared, this,
            [this, &listing] { m_begun.remove(&listing); });
}

void BackgroundTaskNotifier::begin(const QObject &work) { m_begun[&work].start(); }

void BackgroundTaskNotifier::end(const QObject &work, const QString &notice)
{
    const QElapsedTimer sinceBegin = m_begun.take(&work);
    const bool wasLong =
        sinceBegin.isValid() && std::chrono::milliseconds(sinceBegin.elapsed()) >= m_patience;
    if (!wasLong || QGuiApplication::focusWindow() != nullptr || std::exchange(m_hasCalled, true))
        return;
    QApplication::alert(&m_window);
    Q_EMIT endedUnwatched(notice);
}

} // namespace mcpo
