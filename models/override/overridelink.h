// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/requestdescription.h"
#include "models/override/serverid.h"
#include "models/session/caller.h"
#include "models/session/controlplaneaddress.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace mcpo
{

/// What a link fills into the form:
/// `mcp-override://set?server=ID&subject=ID&subject-type=user&type=header&control-plane=URL`.
///
/// All but the server may be missing. A link never carries a secret and never submits. It comes
/// from a web page or a chat: whoever takes it shows that the form is filled in from a link, and
/// lets it choose among known control planes only.
struct OverrideLink {
    QString serverId;       ///< passed checkServerId()
    Subject subject;        ///< each part may be empty, on its own
    QString credentialType; ///< name of a CredentialType, or empty
    std::optional<ControlPlaneAddress> controlPlane;

    bool operator==(const OverrideLink &) const = default;
};

/// Why a text is no link that this program follows. Never holds a parameter's value: somebody may
/// have put a secret there.
struct LinkProblem {
    enum class Kind {
        NotALink,      ///< another scheme, or no link at all
        UnknownAction, ///< not "set"
        TooLong,       ///< over maximumLinkLength
        Malformed,     ///< a part that links do not have, a parameter without "=", or twice "&"
        NotEncoded,    ///< a blank, a line break or another character that stands encoded in a link
        BadEncoding,   ///< "%" before something that is no byte, or bytes that are not UTF-8
        ControlCharacter, ///< C0, C1, DEL, U+2028 or U+2029, encoded
        UnknownParameter,
        SecretParameter, ///< one that would carry a credential or a token
        GivenTwice,
        EmptyValue,
        NoServer,
        BadServer,
        UnknownSubjectType,
        UnknownCredentialType,
        BadControlPlane,
    };

    Kind kind = Kind::NotALink;
    QString parameter = {}; ///< whose fault it is, where there is one; the words of others
    QStringList known = {}; ///< UnknownSubjectType and UnknownCredentialType: what there is
    ServerIdProblem server = ServerIdProblem::None;                ///< BadServer
    std::optional<ControlPlaneAddress::Problem> controlPlane = {}; ///< BadControlPlane

    bool operator==(const LinkProblem &) const = default;
};

/// In characters. Desktops and browsers cut what is much longer.
constexpr qsizetype maximumLinkLength = 4096;

/// Whether a text means to be a link of this program, right or wrong.
bool isOverrideLink(QStringView text);

/// Reads a link strictly (RFC 3986): known parameters only, each once, in any order; decoded once;
/// "+" is a plus. The scheme's case does not count, and a slash behind the action is ignored, as
/// some desktops add one.
std::variant<OverrideLink, LinkProblem> readLink(const QString &text,
                                                 const RequestDescription &description);

/// The link that readLink() reads as @p link; empty where no link can be that, such as with ids
/// that are too long or that hold a control character.
QString linkFor(const OverrideLink &link, const RequestDescription &description);

} // namespace mcpo
