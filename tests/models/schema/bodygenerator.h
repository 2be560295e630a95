// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QRandomGenerator>

/// Makes request bodies of every kind, on one line each: valid ones, ones with something missing,
/// superfluous or of the wrong type, and texts that are not JSON. It writes text and not values,
/// because most of what can be wrong cannot be said in values.
class BodyGenerator
{
public:
    explicit BodyGenerator(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray next();

private:
    struct Member {
        QByteArray key;
        QByteArray value;
    };

    bool chance(int percent) { return m_random.bounded(100) < percent; }
    QByteArray oneOf(const QByteArrayList &choices);

    QByteArray body();
    QByteArray credential();
    QByteArray object(QList<Member> members);
    QByteArray text();
    QByteArray value(int depth = 0);
    QByteArray nest();
    QByteArray broken(QByteArray json);

    QRandomGenerator m_random;
};

/// Ten megabytes in one string, a hundred thousand brackets, nothing at all.
QByteArrayList hugeAndEmptyBodies();
