// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/cafile.h"

#include <QList>
#include <QSslCertificate>

namespace mcpo
{

using Authorities = QList<QSslCertificate>;

/// The certificates in a CA file: at least one, but none where there is no file.
std::variant<Authorities, CaFileProblem> authoritiesIn(const QString &caFile);

/// What is trusted without any CA file, as a list. The first call reads the system's certificates,
/// which takes tens of milliseconds.
const Authorities &systemAuthorities();

} // namespace mcpo
