// SPDX-License-Identifier: Apache-2.0
#include "tests/support/opensslserver.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

OpensslServer::OpensslServer(const TestCertificates::Files &files, const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"openssl"_s, QStringList{u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s,
                                              u"-cert"_s, files.certificate, u"-key"_s, files.key,
                                              u"-cipher"_s, u"ALL:@SECLEVEL=0"_s} +
                                      options);
    while (!m_output.contains("ACCEPT ") || !m_output.endsWith('\n')) {
        if (!m_process.waitForReadyRead())
            qFatal("openssl s_server: %s", m_output.constData());
        m_output += m_process.readAll();
    }
}

OpensslServer::~OpensslServer() { end(); }

ControlPlaneAddress OpensslServer::address() const
{
    const qsizetype start = m_output.indexOf("ACCEPT ");
    const QByteArray line = m_output.mid(start, m_output.indexOf('\n', start) - start);
    const QString port = QString::fromLatin1(line.mid(line.lastIndexOf(':') + 1).trimmed());
    return std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse("https://127.0.0.1:"_L1 + port));
}

QByteArray OpensslServer::end()
{
    m_process.kill();
    m_process.waitForFinished();
    m_output += m_process.readAll();
    return m_output;
}

} // namespace mcpo
