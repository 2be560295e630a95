// SPDX-License-Identifier: Apache-2.0
#include "ui/words/targetwords.h"

#include "ui/words/authwords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct TargetWords {
    Q_DECLARE_TR_FUNCTIONS(TargetWords)
};

QString nameOf(const ServerEntry &server)
{
    return visibleLine(server.name.isEmpty() ? server.id : server.name, 40);
}

QString headerText(const ServerAuth &auth)
{
    if (!auth.headerTemplate.isEmpty())
        return TargetWords::tr("expects a header value, template %1")
            .arg(quoted(auth.headerTemplate));
    if (auth.headerName.isEmpty())
        return TargetWords::tr("expects a header value");
    return TargetWords::tr("expects the whole value of the header %1").arg(quoted(auth.headerName));
}

bool isMissing(const std::optional<Failure> &failure)
{
    return failure && std::holds_alternative<NotFound>(*failure);
}

QString effectiveAuthSentence(const Fact<EffectiveAuth> &fact)
{
    switch (fact.state) {
    case Fact<EffectiveAuth>::State::NotAsked:
    case Fact<EffectiveAuth>::State::Asking: return {};
    case Fact<EffectiveAuth>::State::Known:
        return TargetWords::tr("Now: %1.").arg(effectiveAuthNow(fact.value));
    case Fact<EffectiveAuth>::State::Unknown: break;
    }
    return isMissing(fact.failure)
               ? TargetWords::tr("The control plane has no information about this subject. "
                                 "Check that this is its ID.")
               : TargetWords::tr("The current authentication is unknown.");
}

QString rowSentence(const Fact<std::optional<OverrideRow>> &fact, const Subject &caller)
{
    using State = Fact<std::optional<OverrideRow>>::State;
    switch (fact.state) {
    case State::NotAsked:
    case State::Asking: return {};
    case State::Known: return fact.value ? replacesLine(*fact.value, caller) : QString();
    case State::Unknown: break;
    }
    return TargetWords::tr("It is unknown whether an override exists.");
}

} // namespace

QString unsuitedText(Unsuited why)
{
    switch (why) {
    case Unsuited::No: return {};
    case Unsuited::ServerTakesNone:
        return TargetWords::tr("this server does not support overrides");
    case Unsuited::ServerTakesHeader: return TargetWords::tr("this server expects a header value");
    case Unsuited::ServerTakesEnv:
        return TargetWords::tr("this server expects an environment variable");
    case Unsuited::ServerTakesOAuth2: return TargetWords::tr("this server expects OAuth2");
    case Unsuited::ForVirtualAccounts: return TargetWords::tr("for virtual accounts only");
    }
    return {};
}

QString unsuitedSentence(Unsuited why)
{
    switch (why) {
    case Unsuited::No: return {};
    case Unsuited::ServerTakesNone:
        return TargetWords::tr("According to its configuration, this server does not support "
                               "overrides.");
    case Unsuited::ServerTakesHeader:
        return TargetWords::tr(
            "According to its configuration, this server expects a header value.");
    case Unsuited::ServerTakesEnv:
        return TargetWords::tr("According to its configuration, this server expects an environment "
                               "variable.");
    case Unsuited::ServerTakesOAuth2:
        return TargetWords::tr("According to its configuration, this server expects OAuth2 client "
                               "credentials.");
    case Unsuited::ForVirtualAccounts:
        return TargetWords::tr(
            "For virtual accounts only. Users give consent in the browser instead.");
    }
    return {};
}

QString supportText(const ServerAuth &auth)
{
    switch (auth.kind) {
    case ServerAuth::Kind::None:
    case ServerAuth::Kind::Passthrough: return TargetWords::tr("does not support overrides");
    case ServerAuth::Kind::Header: return headerText(auth);
    case ServerAuth::Kind::Env:
        return auth.placeholder.isEmpty()
                   ? TargetWords::tr("expects an environment variable")
                   : TargetWords::tr("expects an environment variable, placeholder %1")
                         .arg(quoted(auth.placeholder));
    case ServerAuth::Kind::OAuth2:
        return TargetWords::tr("expects OAuth2 client credentials of virtual accounts");
    case ServerAuth::Kind::Unknown: break;
    }
    return TargetWords::tr("supported credential types unknown");
}

QString serverLine(const ServerEntry &server)
{
    return TargetWords::tr("%1 \u00B7 %2").arg(nameOf(server), supportText(server.auth));
}

QString noOverridesSentence(const ServerEntry &server)
{
    if (server.auth.kind == ServerAuth::Kind::Passthrough) {
        return TargetWords::tr("%1 does not support overrides: it receives each user's own token.")
            .arg(quoted(nameOf(server)));
    }
    if (!server.takesOverrides || server.auth.kind == ServerAuth::Kind::None) {
        return TargetWords::tr("%1 does not support overrides. Ask its manager, or choose another "
                               "server.")
            .arg(quoted(nameOf(server)));
    }
    return {};
}

QString unknownServerLine(const std::optional<Failure> &failure)
{
    return isMissing(failure)
               ? TargetWords::tr(
                     "The control plane has no information about this server. Check that "
                     "this is its ID, not its name.")
               : TargetWords::tr(
                     "The credential types this server supports are unknown, so all are "
                     "listed.");
}

QString nameForIdSentence(const QString &id)
{
    return TargetWords::tr("This is the name of a server. Its ID is %1.").arg(quoted(id));
}

QString subjectLines(const TargetFacts &facts, const Subject &caller)
{
    QStringList lines{effectiveAuthSentence(facts.effectiveAuth()),
                      rowSentence(facts.row(), caller)};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace mcpo
