// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/controlplaneaddress.h"

#include <QProcess>

namespace mcpo
{

/// The sandbox as a process of its own, with more servers, more users, and more overrides on one
/// server and over the others. Ends with this object.
class LargeControlPlane
{
public:
    struct Size {
        int servers = 500;
        int users = 10'000;
        int overrides = 5'000;
    };
    explicit LargeControlPlane(int latency, const Size &size)
    {
        m_process.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override-sandbox"),
                        {QStringLiteral("--servers"), QString::number(size.servers),
                         QStringLiteral("--users"), QString::number(size.users),
                         QStringLiteral("--overrides"), QString::number(size.overrides),
                         QStringLiteral("--latency"), QString::number(latency)});
        while (!m_facts.contains("To sign in")) {
            if (!m_process.waitForReadyRead())
                qFatal("The sandbox does not start");
            m_facts += m_process.readAllStandardOutput();
        }
    }
    ~LargeControlPlane()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    ControlPlaneAddress address() const
    {
        return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(fact("\nControl plane: ")));
    }
    QString managerToken() const { return fact("\nManager token: "); }

private:
    QString fact(const QByteArray &name) const
    {
        const QByteArray facts = '\n' + m_facts;
        const qsizetype begin = facts.indexOf(name) + name.size();
        return QString::fromUtf8(facts.mid(begin, facts.indexOf('\n', begin) - begin));
    }

    QProcess m_process;
    QByteArray m_facts;
};

} // namespace mcpo
