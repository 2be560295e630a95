// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>

namespace mcpo
{

/// Standard input that gives what there is. QFile waits until the whole buffer it was given is
/// full, and then a partner who waits for an answer before writing on waits forever.
class StandardInput : public QIODevice
{
    Q_OBJECT
public:
    StandardInput();
    bool isSequential() const override { return true; }
    /// An error ended it, and not its end.
    bool hasFailed() const { return m_hasFailed; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    bool m_hasFailed = false;
};

} // namespace mcpo
