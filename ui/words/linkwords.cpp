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

/// What is wrong.
QString fault(const LinkProblem &problem)
{
    using Kind = LinkProblem::Kind;
    const QString parameter = quoted(problem.parameter, 40);
    const QString known = problem.known.join(", "_L1);
    switch (problem.kind) {
    case Kind::NotALink: return LinkWords::tr("This is not a link to MCP Override.");
    case Kind::UnknownAction:
        return LinkWords::tr("The link requests an action that this version does not support.");
    case Kind::TooLong:
        return LinkWords::tr("The link is longer than %1 characters.").arg(maximumLinkLength);
    case Kind::Malformed: return LinkWords::tr("The link is damaged: its structure is not valid.");
    case Kind::NotEncoded:
        return LinkWords::tr("The link is damaged: it contains a space, a line break or another "
                             "character that must be percent-encoded.");
    case Kind::BadEncoding:
        return problem.parameter.isEmpty()
                   ? LinkWords::tr("The link is damaged: it cannot be decoded.")
                   : LinkWords::tr("The link is damaged: %1 cannot be decoded.").arg(parameter);
    case Kind::ControlCharacter:
        return LinkWords::tr("In the link, %1 contains a line break or another control character.")
            .arg(parameter);
    case Kind::UnknownParameter:
        return LinkWords::tr("The link contains %1, which this version does not support.")
            .arg(parameter);
    case Kind::SecretParameter:
        return LinkWords::tr("The link contains %1. A link must not contain a secret, because "
                             "others can read it in histories and logs.")
            .arg(parameter);
    case Kind::GivenTwice:
        return LinkWords::tr("The link contains %1 twice. It is unclear which value is meant.")
            .arg(parameter);
    case Kind::EmptyValue: return LinkWords::tr("In the link, %1 is empty.").arg(parameter);
    case Kind::NoServer: return LinkWords::tr("The link does not specify an MCP server.");
    case Kind::BadServer:
        return LinkWords::tr("The server ID in the link is not valid. %1")
            .arg(describe(problem.server));
    case Kind::UnknownSubjectType:
        return LinkWords::tr("This version does not support the subject type in the link. "
                             "Supported: %1.")
            .arg(known);
    case Kind::UnknownCredentialType:
        return LinkWords::tr("This version does not support the credential type in the link. "
                             "Supported: %1.")
            .arg(known);
    case Kind::BadControlPlane:
        return LinkWords::tr("The control plane in the link is not a valid address.");
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

Explanation linkRefusal(const QString &why)
{
    return {LinkWords::tr("Link not used"), why, {}, {}};
}

Explanation unknownControlPlaneQuestion(const OverrideLink &link)
{
    return {LinkWords::tr("Unknown control plane"),
            LinkWords::tr("A link for the MCP server %1 asks you to sign in to a control plane for "
                          "which you have no profile:\n\n%2\n\nAnyone can make such a link. If you "
                          "sign in, your access token is sent to this address. Continue only if "
                          "you trust it.")
                .arg(quoted(link.serverId), visibleLine(link.controlPlane->text(), 300)),
            {},
            {Remedy::SignInThere}};
}

Explanation switchQuestion(const OverrideLink &link, const ControlPlaneAddress &inUse,
                           bool isFormFilledIn)
{
    const QString other = quotedWhole(link.controlPlane->displayName());
    const QString server = quoted(link.serverId);
    const QString here = quotedWhole(inUse.displayName());
    return {LinkWords::tr("Switch the control plane?"),
            isFormFilledIn
                ? LinkWords::tr("A link for the MCP server %1 needs the control plane %2. You are "
                                "using %3. If you switch, a credential that you typed is cleared.")
                      .arg(server, other, here)
                : LinkWords::tr("A link for the MCP server %1 needs the control plane %2. You are "
                                "using %3.")
                      .arg(server, other, here),
            {},
            {Remedy::SwitchControlPlane},
            Explanation::Dismissal::Cancel};
}

Explanation replaceQuestion(const OverrideLink &link)
{
    return {LinkWords::tr("Use the link?"),
            LinkWords::tr("A link fills in the form for the MCP server %1. It replaces what is in "
                          "the form now.")
                .arg(quoted(link.serverId)),
            {},
            {Remedy::UseLink},
            Explanation::Dismissal::Cancel};
}

QString linkForOtherControlPlane(const ControlPlaneAddress &address, const QString &reason)
{
    return LinkWords::tr("The link is for the control plane %1. %2")
        .arg(quotedWhole(address.displayName()), reason);
}

QString signedInElsewhere(const ControlPlaneAddress &address)
{
    return LinkWords::tr("You are signed in to %1. Open the link again to use it.")
        .arg(quotedWhole(address.displayName()));
}

QString linkAwaitsSignIn(const OverrideLink &link)
{
    return LinkWords::tr("A link for the MCP server %1 fills in this form after you sign in to "
                         "%2.")
        .arg(quoted(link.serverId), quotedWhole(link.controlPlane->displayName()));
}

QString filledInFromLink()
{
    return LinkWords::tr("Filled in from a link. Check it before you set the override.");
}

QString filledInForAnother(const Subject &subject)
{
    return LinkWords::tr("Filled in from a link that was made for %1. You can set only your own "
                         "override.")
        .arg(quoted(subject.id));
}

QString addressFromLink()
{
    return LinkWords::tr("This address comes from a link. Check that you trust it.");
}

QString linkWaitsForSignIn()
{
    return LinkWords::tr("A link is waiting. It is used after you sign in or close this dialog.");
}

} // namespace mcpo
