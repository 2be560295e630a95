// SPDX-License-Identifier: Apache-2.0
#include "ui/words/linkwords.h"

#include "ui/words/fieldwords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct LinkWords {
    Q_DECLARE_TR_FUNCTIONS(LinkWords)
};

/// What is wrong; each sentence begins with the link.
QString fault(const LinkProblem &problem)
{
    using Kind = LinkProblem::Kind;
    const QString parameter = u'"' + visibleLine(problem.parameter, 40) + u'"';
    const QString known = problem.known.join(", "_L1);
    switch (problem.kind) {
    case Kind::NotALink: return LinkWords::tr("This is no link to MCP Override.");
    case Kind::UnknownAction:
        return LinkWords::tr("The link asks for something that this version cannot do.");
    case Kind::TooLong:
        return LinkWords::tr("The link is longer than %1 characters.").arg(maximumLinkLength);
    case Kind::Malformed: return LinkWords::tr("The link is damaged: its parts do not fit.");
    case Kind::NotEncoded:
        return LinkWords::tr("The link is damaged: it holds a blank, a line break or another "
                             "character that must stand encoded.");
    case Kind::BadEncoding:
        return problem.parameter.isEmpty()
                   ? LinkWords::tr("The link is damaged: it cannot be decoded.")
                   : LinkWords::tr("The link is damaged: %1 cannot be decoded.").arg(parameter);
    case Kind::ControlCharacter:
        return LinkWords::tr("In the link, %1 holds a line break or another control character.")
            .arg(parameter);
    case Kind::UnknownParameter:
        return LinkWords::tr("The link holds %1, which this version does not know.").arg(parameter);
    case Kind::SecretParameter:
        return LinkWords::tr("The link holds %1. A link must not carry a secret: others can read "
                             "it in histories and logs.")
            .arg(parameter);
    case Kind::GivenTwice:
        return LinkWords::tr("The link gives %1 twice, so nobody knows which one is meant.")
            .arg(parameter);
    case Kind::EmptyValue: return LinkWords::tr("In the link, %1 is empty.").arg(parameter);
    case Kind::NoServer: return LinkWords::tr("The link names no MCP server.");
    case Kind::BadServer:
        return LinkWords::tr("The link names a server id that cannot be one. %1")
            .arg(describe(problem.server));
    case Kind::UnknownSubjectType:
        return LinkWords::tr("The link names a subject type that this version does not know. It "
                             "knows: %1.")
            .arg(known);
    case Kind::UnknownCredentialType:
        return LinkWords::tr("The link names a credential type that this version does not know. "
                             "It knows: %1.")
            .arg(known);
    case Kind::BadControlPlane:
        return LinkWords::tr("The link names a control plane that cannot be one.");
    }
    return {};
}

} // namespace

QString describe(const LinkProblem &problem)
{
    const QString remedy =
        problem.kind == LinkProblem::Kind::SecretParameter
            ? LinkWords::tr("Treat that secret as disclosed and replace it. Then fill in the form "
                            "by hand.")
            : LinkWords::tr("Ask for a new link, or fill in the form by hand.");
    return LinkWords::tr("%1 %2", "what is wrong, what to do").arg(fault(problem), remedy);
}

} // namespace mcpo
