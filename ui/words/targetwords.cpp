// SPDX-License-Identifier: Apache-2.0
#include "ui/words/targetwords.h"

#include "ui/words/authwords.h"
#include "ui/words/failurewords.h"
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

QString headerWords(const ServerAuth &auth)
{
    if (!auth.headerTemplate.isEmpty())
        return TargetWords::tr("takes a header value, template %1")
            .arg(quoted(auth.headerTemplate));
    if (auth.headerName.isEmpty())
        return TargetWords::tr("takes a header value");
    return TargetWords::tr("takes the whole value of the header %1").arg(quoted(auth.headerName));
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
               ? TargetWords::tr(
                     "The control plane tells nothing about this subject. Check that it "
                     "is the id.")
               : TargetWords::tr("How this subject is authenticated now is not told.");
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
    return TargetWords::tr("Whether an override is set already is not told.");
}

} // namespace

QString unsuitedWords(Unsuited why)
{
    switch (why) {
    case Unsuited::No: return {};
    case Unsuited::ServerTakesNone: return TargetWords::tr("this server takes no overrides");
    case Unsuited::ServerTakesHeader: return TargetWords::tr("this server takes a header value");
    case Unsuited::ServerTakesEnv:
        return TargetWords::tr("this server takes an environment variable");
    case Unsuited::ServerTakesOAuth2: return TargetWords::tr("this server takes OAuth2");
    case Unsuited::ForVirtualAccounts: return TargetWords::tr("for virtual accounts only");
    }
    return {};
}

QString unsuitedSentence(Unsuited why)
{
    switch (why) {
    case Unsuited::No: return {};
    case Unsuited::ServerTakesNone:
        return TargetWords::tr("This server takes no overrides, as far as its settings tell.");
    case Unsuited::ServerTakesHeader:
        return TargetWords::tr("This server takes a header value, as far as its settings tell.");
    case Unsuited::ServerTakesEnv:
        return TargetWords::tr("This server takes an environment variable, as far as its settings "
                               "tell.");
    case Unsuited::ServerTakesOAuth2:
        return TargetWords::tr(
            "This server takes OAuth2 client credentials, as far as its settings "
            "tell.");
    case Unsuited::ForVirtualAccounts:
        return TargetWords::tr("For virtual accounts only. Users give their consent in the browser "
                               "instead.");
    }
    return {};
}

QString takesWords(const ServerAuth &auth)
{
    switch (auth.kind) {
    case ServerAuth::Kind::None:
    case ServerAuth::Kind::Passthrough: return TargetWords::tr("takes no overrides");
    case ServerAuth::Kind::Header: return headerWords(auth);
    case ServerAuth::Kind::Env:
        return auth.placeholder.isEmpty()
                   ? TargetWords::tr("takes an environment variable")
                   : TargetWords::tr("takes an environment variable, placeholder %1")
                         .arg(quoted(auth.placeholder));
    case ServerAuth::Kind::OAuth2:
        return TargetWords::tr("takes OAuth2 client credentials of virtual accounts");
    case ServerAuth::Kind::Unknown: break;
    }
    return TargetWords::tr("what it takes is not told");
}

QString serverLine(const ServerEntry &server)
{
    return TargetWords::tr("%1 \u00B7 %2").arg(nameOf(server), takesWords(server.auth));
}

QString takesNoneSentence(const ServerEntry &server)
{
    if (server.auth.kind == ServerAuth::Kind::Passthrough) {
        return TargetWords::tr("%1 takes no overrides: everybody's own token is passed on to it.")
            .arg(quoted(nameOf(server)));
    }
    if (!server.takesOverrides || server.auth.kind == ServerAuth::Kind::None) {
        return TargetWords::tr("%1 takes no overrides. Ask its manager, or choose another server.")
            .arg(quoted(nameOf(server)));
    }
    return {};
}

QString unknownServerLine(const std::optional<Failure> &failure)
{
    return isMissing(failure)
               ? TargetWords::tr("The control plane tells nothing about this server. Check that it "
                                 "is the id, not the name.")
               : TargetWords::tr("What this server takes is not told, so every type is offered.");
}

QString nameForIdSentence(const QString &id)
{
    return TargetWords::tr("This is the name of a server. Its id is %1.").arg(quoted(id));
}

QString subjectLines(const TargetFacts &facts, const Subject &caller)
{
    QStringList lines{effectiveAuthSentence(facts.effectiveAuth()),
                      rowSentence(facts.row(), caller)};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace mcpo
