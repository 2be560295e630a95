// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/draftcheck.h"
#include "models/session/accesstoken.h"
#include "models/session/controlplaneaddress.h"

#include <QString>

namespace mcpo
{

/// The label of a field or type. A translation where there is one, else the title of the schema:
/// a new credential type needs no entry here.
QString fieldLabel(const FieldDescription &field);
QString credentialTypeLabel(const CredentialType &type);
/// "User" for "user"; an unknown type as it is.
QString subjectTypeLabel(const QString &subjectType);

/// One sentence for the line under a field: what is wrong and how to fix it.
QString describe(const FieldProblem &problem);
QString describe(ServerIdProblem problem);
QString describe(const Violation &violation);
QString describe(ControlPlaneAddress::Problem problem);
QString describe(TokenProblem problem);
/// What was removed from a pasted token; empty if nothing was.
QString describe(const QList<TokenCleanup> &cleanups);

} // namespace mcpo
