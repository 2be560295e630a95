// SPDX-License-Identifier: Apache-2.0
#include "models/override/draftcheck.h"

#include "models/text/controlcharacters.h"

namespace mcpo
{

QHash<QString, FieldProblem> checkDraft(const OverrideDraft &draft,
                                        const RequestDescription &description)
{
    const CredentialType &type = *description.credentialType(draft.credentialType);
    QHash<QString, FieldProblem> problems;
    const ServerIdProblem serverProblem = checkServerId(draft.serverId);
    if (serverProblem != ServerIdProblem::None)
        problems.insert(fields::server, serverProblem);
    const QJsonObject body = requestBody(draft, type);
    for (const Violation &violation : description.schema().validate(body)) {
        // The first broken rule of a field is enough: the next shows when it is corrected.
        if (!problems.contains(violation.pointer))
            problems.insert(violation.pointer, violation);
    }
    for (const QString &field : fieldNames(type)) {
        if (!problems.contains(field) && !draft.text(field, type).isValidUtf16())
            problems.insert(field, BrokenUnicode{});
    }
    if (!problems.contains(fields::subject) && holdsControl(draft.subject.id))
        problems.insert(fields::subject, ControlCharacter{});
    return problems;
}

} // namespace mcpo
