// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

namespace mcpo
{

/// Host names that lead to this machine, for programs that are started with these variables.
class OwnHosts
{
public:
    explicit OwnHosts(const QStringList &hosts);

    QProcessEnvironment variables() const;

private:
    QTemporaryDir m_folder;
};

} // namespace mcpo
