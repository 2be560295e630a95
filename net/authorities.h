// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/cafile.h"

#include <QList>
#include <QSslCertificate>

namespace mcpo
{

/// The certificates in a CA file: at least one.
std::variant<QList<QSslCertificate>, CaFileProblem> authoritiesIn(const QString &caFile);

/// What is trusted without any CA file, as a list. The first call reads the system's certificates,
/// which takes tens of milliseconds.
const QList<QSslCertificate> &systemAuthorities();

} // namespace mcpo
