// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace mcpo
{

/// A request body that can be read once only. Qt sends a body that it can rewind again, up to four
/// times, when a connection drops; one that it cannot rewind leaves this machine once.
class SequentialBody : public QIODevice
{
    Q_OBJECT
public:
    explicit SequentialBody(QByteArray body, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_position == m_body.size(); }
    qint64 bytesAvailable() const override;
    /// True once anybody has begun to take bytes out.
    bool wasRead() const { return m_position > 0; }

protected:
    qint64 readData(char *data, qint64 maximumSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qsizetype m_position = 0;
};

} // namespace mcpo
