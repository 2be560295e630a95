// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QToolButton;

namespace mcpo
{

class PlainLabel;

/// One line under a field: a sign, a sentence that wraps, and at most one thing to do about it.
/// Takes no room while it has nothing to say.
class MessageLine : public QWidget
{
    Q_OBJECT
public:
    enum class Kind {
        Hint,    ///< quiet, without a sign
        Warning, ///< worth a look; nothing is blocked
        Problem, ///< cannot be sent like this
    };

    explicit MessageLine(QWidget *parent = nullptr);

    void say(Kind kind, const QString &text, const QString &action = {});
    QString text() const;
    /// For Tab; hidden while there is nothing to do.
    QWidget *actionButton() const;

Q_SIGNALS:
    void actionTriggered();

private:
    QWidget *m_warning;
    QWidget *m_problem;
    PlainLabel *m_text;
    QToolButton *m_action;
};

} // namespace mcpo
