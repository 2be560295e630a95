// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ownhosts.h"

#include <QFile>

namespace mcpo
{

using namespace Qt::StringLiterals;

OwnHosts::OwnHosts(const QStringList &hosts)
{
    QFile file(m_folder.filePath(u"hosts"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The host names cannot be written");
    for (const QString &host : hosts)
        file.write("127.0.0.1 " + host.toLatin1() + '\n');
}

QProcessEnvironment OwnHosts::variables() const
{
    QProcessEnvironment variables;
    variables.insert(u"LD_PRELOAD"_s, u"libnss_wrapper.so"_s);
    variables.insert(u"NSS_WRAPPER_HOSTS"_s, m_folder.filePath(u"hosts"_s));
    // A program with the address sanitizer does not start after another preloaded library.
    variables.insert(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
    return variables;
}

} // namespace mcpo
