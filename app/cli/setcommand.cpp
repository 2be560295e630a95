// SPDX-License-Identifier: Apache-2.0
#include "app/cli/setcommand.h"

#include "app/cli/input.h"
#include "app/cli/maskedrequest.h"
#include "app/cli/target.h"
#include "ui/words/credentialwords.h"
#include "ui/words/fieldwords.h"

#include <QJsonDocument>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The option that allows a value with issues.
QString remedyOf(const FieldIssues &field)
{
    if (field.isOwnToken())
        return SetCommand::tr("If it is meant to be sent, add --allow-own-token.");
    if (field.cleaned)
        return SetCommand::tr("Add --clean-up to send it without, or --keep-value to send it as "
                              "it is.");
    return SetCommand::tr("If this is the value, add --keep-value.");
}

} // namespace

SetCommand::SetCommand(const Arguments &arguments, const Services &services)
    : ChangeCommand(arguments, services)
    , m_draft(draftOf(arguments, m_description))
{
}

std::optional<Stop> SetCommand::check(const ChosenAccount &chosen)
{
    std::optional<Stop> problem = ChangeCommand::check(chosen);
    if (!problem)
        problem = readFields();
    if (!problem)
        problem = problemsOf(m_draft, m_description, knownFields());
    if (!problem)
        problem = checkValues(contextOf({}, ServerAuth{}));
    return problem;
}

std::optional<Stop> SetCommand::readFields()
{
    for (const FieldSource &source : arguments().fields) {
        if (std::optional<Stop> stop = readField(source))
            return stop;
    }
    return {};
}

std::optional<Stop> SetCommand::readField(const FieldSource &source)
{
    const QString label = fieldLabel(source.field);
    const auto prompt = [&]() -> std::optional<QString> {
        if (arguments().has(OptionId::NoInput))
            return {};
        return tr("%1: ").arg(label);
    };
    const auto read = [&]() -> Input {
        switch (source.kind) {
        case FieldSource::Kind::Stdin: return readStdin(prompt());
        case FieldSource::Kind::File: return readFile(source.place);
        case FieldSource::Kind::Env: return readEnvironment(source.place);
        case FieldSource::Kind::Literal: return source.place;
        }
        Q_UNREACHABLE();
    };
    const Input input = read();
    if (const auto *problem = std::get_if<InputProblem>(&input))
        return stopOf(*problem, nameHere(source.field.pointer(), type()));
    setText(m_draft, m_description, source.field.pointer(), std::get<QString>(input));
    return {};
}

SecretContext SetCommand::contextOf(const QString &token, const ServerAuth &auth) const
{
    return {isSentInHeader(m_draft.credentialType), auth, token, QDateTime::currentDateTimeUtc()};
}

/// A script cannot be asked: what the window asks about is refused here, unless an option allows
/// it.
std::optional<Stop> SetCommand::checkValues(const SecretContext &known)
{
    QStringList lines{tr("Nothing was sent.")};
    const QList<FieldIssues> fields = findIssues(m_draft, type(), known);
    for (const FieldIssues &field : fields) {
        const QString name = nameHere(field.field, type());
        const bool isCleaned = field.cleaned && arguments().has(OptionId::CleanUp);
        const bool isAllowed =
            isCleaned || (field.isOwnToken() ? arguments().has(OptionId::AllowOwnToken)
                                             : arguments().has(OptionId::KeepValue));
        for (const SecretIssue &issue : field.issues) {
            const QString line = tr("%1: %2").arg(name, describe(issue));
            if (isCleaned)
                console().say(tr("Cleaned up: %1").arg(line));
            else if (!isAllowed)
                lines.append(line);
        }
        if (isCleaned)
            setText(m_draft, m_description, field.field, *field.cleaned);
        else if (!isAllowed)
            lines.append(remedyOf(field));
    }
    if (lines.size() == 1)
        return {};
    return Stop{ExitCode::Refused, lines.join(u'\n')};
}

/// Without --subject it is the control plane that tells who the subject is, later.
QStringList SetCommand::knownFields() const
{
    QStringList names = fieldNames(type());
    if (!arguments().has(OptionId::Subject))
        names.removeOne(fields::subject);
    return names;
}

/// The server's template tells whether a scheme belongs to the value. Where the server cannot be
/// read, the value is checked without it.
void SetCommand::run(const Account &account)
{
    askSubject(account, [this, account](const Caller &caller, const Subject &subject) {
        m_draft.subject = subject;
        if (const std::optional<Stop> problem =
                problemsOf(m_draft, m_description, fieldNames(type())))
            return finishWith(*problem);
        readServer(account, m_draft.serverId,
                   [this, account, caller](const std::optional<ServerEntry> &server) {
                       submit(account, caller, server);
                   });
    });
}

void SetCommand::submit(const Account &account, const Caller &caller,
                        const std::optional<ServerEntry> &server)
{
    const ServerAuth auth = server ? server->auth : ServerAuth{};
    if (const std::optional<Stop> problem = checkValues(contextOf(account.token, auth)))
        return finishWith(*problem);
    const QByteArray body =
        QJsonDocument(requestBody(m_draft, type())).toJson(QJsonDocument::Compact);
    change(account, caller, {ChangeRequest::Action::Set, m_draft.serverId, m_draft.subject, body},
           maskedRequest(account.address, m_draft, type()));
}

void SetCommand::explain(const ChangeReport &report)
{
    if (const auto *rejected = std::get_if<BodyRejected>(&report.outcome)) {
        for (const QString &pointer : rejected->pointers)
            console().say(nameHere(pointer, type()) + ": "_L1 + describe(FieldProblem(Refusal{})));
    }
}

} // namespace mcpo
