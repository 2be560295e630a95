// SPDX-License-Identifier: Apache-2.0
#include "ui/words/authwords.h"

#include "ui/words/failurewords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct AuthWords {
    Q_DECLARE_TR_FUNCTIONS(AuthWords)
};

enum class Which { This, Any };

QString authLine(const EffectiveAuth &auth, Which which)
{
    using Status = EffectiveAuth::Status;
    switch (auth.status) {
    case Status::Authenticated:
        switch (auth.method) {
        case EffectiveAuth::Method::AuthOverride:
            return which == Which::This ? AuthWords::tr("authenticated by this override")
                                        : AuthWords::tr("authenticated by an override");
        case EffectiveAuth::Method::OAuth:
            return AuthWords::tr("authenticated by the subject's own OAuth consent");
        case EffectiveAuth::Method::None:
        case EffectiveAuth::Method::Unknown: break;
        }
        return AuthWords::tr("authenticated by the server's own credentials");
    case Status::Required: return AuthWords::tr("authentication required");
    case Status::NotRequired: return AuthWords::tr("no authentication required");
    case Status::Unknown: break;
    }
    return AuthWords::tr("status unknown");
}

/// Empty if unknown.
QString setterName(const OverrideRow &row)
{
    constexpr int longest = 40; // in a narrow window a line has no more
    return visibleLine(row.updatedByName.isEmpty() ? row.updatedBy.id : row.updatedByName, longest);
}

/// Empty if unknown.
QString setTime(const OverrideRow &row)
{
    // A month by its name: 11/12 is two days.
    return row.updatedAt.isValid()
               ? QLocale().toString(row.updatedAt.toLocalTime(), u"d MMM yyyy HH:mm"_s)
               : QString();
}

} // namespace

QString effectiveAuthLine(const EffectiveAuth &auth) { return authLine(auth, Which::This); }

QString effectiveAuthNow(const EffectiveAuth &auth) { return authLine(auth, Which::Any); }

QString effectiveAuthUnknown(const Failure &failure)
{
    const auto *notFound = std::get_if<NotFound>(&failure);
    switch (notFound ? notFound->missing : NotFound::Missing::Unknown) {
    case NotFound::Missing::Server: return AuthWords::tr("This MCP server no longer exists.");
    case NotFound::Missing::Subject:
        return AuthWords::tr("The control plane does not know this subject.");
    case NotFound::Missing::EffectiveAuthCall:
        return AuthWords::tr("This control plane does not report it.");
    case NotFound::Missing::Unknown:
    case NotFound::Missing::OverridesCall:
    case NotFound::Missing::ControlPlane: break;
    }
    return AuthWords::tr("%1.").arg(describe(failure, {}).title);
}

QString setByWords(const OverrideRow &row, const Subject &caller)
{
    const QString who = setterName(row);
    const QString when = setTime(row);
    if (!row.updatedBy.id.isEmpty() && row.updatedBy == caller) {
        return when.isEmpty() ? AuthWords::tr("set by you")
                              : AuthWords::tr("set by you on %1").arg(when);
    }
    if (who.isEmpty()) {
        return when.isEmpty() ? AuthWords::tr("set by an unknown user")
                              : AuthWords::tr("set by an unknown user on %1").arg(when);
    }
    return when.isEmpty() ? AuthWords::tr("set by %1").arg(who)
                          : AuthWords::tr("set by %1 on %2").arg(who, when);
}

QString replacesLine(const OverrideRow &row, const Subject &caller)
{
    return AuthWords::tr("Replaces the override %1; the old value cannot be recovered.")
        .arg(setByWords(row, caller));
}

} // namespace mcpo
