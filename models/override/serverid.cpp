// SPDX-License-Identifier: Apache-2.0
#include "models/override/serverid.h"

#include "models/text/controlcharacters.h"

#include <QUrl>

namespace mcpo
{

ServerIdProblem checkServerId(QStringView id)
{
    const QStringView trimmed = id.trimmed();
    if (trimmed.isEmpty())
        return ServerIdProblem::Empty;
    // A line break at the end is a blank to a person, so this comes before control characters.
    if (trimmed.size() != id.size())
        return ServerIdProblem::BlankAround;
    if (id.size() > maximumServerIdLength)
        return ServerIdProblem::TooLong;
    if (id == u"." || id == u"..")
        return ServerIdProblem::DotSegment;
    if (holdsControl(id))
        return ServerIdProblem::ControlCharacter;
    if (!id.isValidUtf16())
        return ServerIdProblem::BrokenUnicode;
    return ServerIdProblem::None;
}

QByteArray encodedPathSegment(QStringView id) { return QUrl::toPercentEncoding(id.toString()); }

} // namespace mcpo
