// SPDX-License-Identifier: Apache-2.0
#include "app/cli/changecommand.h"

#include "app/cli/question.h"
#include "models/override/missingsearch.h"
#include "models/session/preset.h"
#include "ui/words/activitywords.h"
#include "ui/words/idwords.h"
#include "ui/words/profilewords.h"

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

ChangeCommand::ChangeCommand(const Arguments &arguments, const Services &services)
    : AccountCommand(arguments, services)
    , m_change(services.controlPlane)
    , m_recorder(m_activity, m_change, [this](const ChangeRequest &) { return activityPlace(); })
{
    m_activity.setOff(loadPreset().isActivityOff);
    connect(&m_change, &OverrideChange::finished, this, &ChangeCommand::ended);
    connect(&m_recorder, &ActivityRecorder::failed, this, [this](const ActivityProblem &problem) {
        console().say(describe(problem, m_activity.path()));
    });
}

ChangeCommand::~ChangeCommand() { m_change.cancel(); }

ActivityPlace ChangeCommand::activityPlace() const
{
    return {m_profile, m_account ? m_account->address.text() : QString(), m_serverName};
}

QString ChangeCommand::wordsWhenStopped() const
{
    if (!hasSent())
        return tr("Stopped. Nothing was changed.");
    return m_request.isRemoval()
               ? tr("Stopped. The result is unknown: the override may have been removed. \"list\" "
                    "shows it.")
               : tr("Stopped. The result is unknown: the override may have been set. \"list\" "
                    "shows it.");
}

std::optional<Stop> ChangeCommand::check(const ChosenAccount &chosen)
{
    m_profile = chosen.profile ? chosen.profile->name : QString();
    if (!chosen.isProduction || arguments().has(OptionId::DryRun))
        return AccountCommand::check(chosen);
    const QString warning = productionSentence(chosen.address, m_profile);
    const bool isExplicit =
        arguments().has(OptionId::ControlPlane) || arguments().has(OptionId::Profile);
    if (arguments().has(OptionId::Yes)) {
        if (isExplicit)
            return AccountCommand::check(chosen);
        return Stop{ExitCode::Usage,
                    tr("%1 --yes needs --profile or --control-plane there. Nothing was sent.")
                        .arg(warning)};
    }
    if (arguments().has(OptionId::NoInput) || !canAsk())
        return Stop{ExitCode::Refused, tr("%1 Nothing was sent. To go ahead without a question, "
                                          "add --yes and --profile or --control-plane.")
                                           .arg(warning)};
    const QString host = chosen.address.displayName();
    if (askLine(tr("%1 Type %2 to continue: ").arg(warning, host)) == host)
        return AccountCommand::check(chosen);
    return Stop{ExitCode::Refused, tr("That is not %1. Nothing was sent.").arg(host)};
}

void ChangeCommand::readServer(const Account &account, const QString &serverId,
                               const std::function<void(const std::optional<ServerEntry> &)> &goOn)
{
    wait(controlPlane().fetchServer(
        account, serverId, [this, account, serverId, goOn](const Fetched<ServerEntry> &answer) {
            if (const auto *server = std::get_if<ServerEntry>(&answer)) {
                m_serverName = server->name;
                return goOn(*server);
            }
            const auto &failure = std::get<Failure>(answer);
            const auto *notFound = std::get_if<NotFound>(&failure);
            if (notFound && arguments().has(OptionId::DryRun))
                return explainMissing(account, serverId, *notFound, goOn);
            if (std::holds_alternative<Busy>(failure)) // for the change, too
                return finishWith(failure, {serverId, {}, true});
            goOn({});
        }));
}

/// The first control planes have no call for one server.
void ChangeCommand::explainMissing(
    const Account &account, const QString &serverId, const NotFound &notFound,
    const std::function<void(const std::optional<ServerEntry> &)> &goOn)
{
    wait(std::make_unique<MissingSearch>(controlPlane(), account, serverId,
                                         MissingSearch::Asked::Setting, notFound,
                                         [this, serverId, goOn](const NotFound &found) {
                                             if (found.missing == NotFound::Missing::Server ||
                                                 found.missing == NotFound::Missing::ControlPlane)
                                                 return finishWith(found, {serverId, {}, true});
                                             goOn({});
                                         }));
}

void ChangeCommand::change(const Account &account, const Caller &caller,
                           const ChangeRequest &request, const MaskedRequest &shown)
{
    m_account = account;
    m_caller = caller;
    m_request = request;
    m_shown = shown;
    if (const QString doubts = idDoubts(request.serverId, request.subject.id); !doubts.isEmpty())
        console().say(doubts);
    if (arguments().has(OptionId::DryRun))
        preview();
    else
        attempt({{}, arguments().has(OptionId::TakeOver)});
}

void ChangeCommand::attempt(const Replaceable &replaceable)
{
    m_change.start(*m_account, m_caller, m_request, replaceable);
}

void ChangeCommand::ended(const ChangeReport &report)
{
    explain(report);
    if (!report.isDone()) {
        say(describe(report));
        return std::holds_alternative<ChangedMeanwhile>(report.outcome)
                   ? offerToTakeOver(report)
                   : Q_EMIT finished(exitCodeOf(report));
    }
    console().say(doneLine(report));
    console().write(factsOf(m_request.serverId, m_request.subject) +
                        factsOf(effectOf(m_request.action, report.before)) +
                        factsOf(report.effectiveAuth.value_or(EffectiveAuth{})),
                    format());
    Q_EMIT finished(ExitCode::Done);
}

/// Where nobody can be asked, names the option that answers.
void ChangeCommand::offerToTakeOver(const ChangeReport &report)
{
    const ExitCode refused = exitCodeOf(report);
    if (arguments().has(OptionId::NoInput) || arguments().has(OptionId::DryRun) || !canAsk())
        return finishWith(Stop{refused, tr("To change it all the same, use --take-over.")});
    const QString question =
        m_request.isRemoval() ? tr("Remove it? [y/N] ") : tr("Replace it? [y/N] ");
    askLine(question, this, [this, report, refused](const QString &typed) {
        const QString word = typed.toCaseFolded();
        if (word == tr("y") || word == tr("yes"))
            attempt({std::get<ChangedMeanwhile>(report.outcome).row});
        else
            finishWith(Stop{refused, tr("Nothing was changed.")});
    });
}

/// Finds out what the change would meet, and changes nothing.
void ChangeCommand::preview()
{
    if (m_request.subject == m_caller.subject)
        return previewRow();
    wait(controlPlane().fetchRoleOnServer(*m_account, m_request.serverId, [this](const Role &role) {
        if (role == Role::NotManager)
            finishWith(NotPermitted{}, {m_request.serverId, m_request.subject.id});
        else
            previewRow();
    }));
}

void ChangeCommand::previewRow()
{
    wait(std::make_unique<RowSearch>(controlPlane(), *m_account, m_request.serverId,
                                     m_request.subject,
                                     [this](const RowSearch::Result &row) { previewRow(row); }));
}

void ChangeCommand::previewRow(const RowSearch::Result &result)
{
    const auto *found = std::get_if<SubjectRow>(&result);
    const std::optional<SubjectRow> before = found ? std::optional(*found) : std::nullopt;
    if (!found) {
        console().say(tr("The list of overrides could not be read: whether one is set is "
                         "unknown."));
        say(describe(std::get<Failure>(result), {m_request.serverId, {}, true}));
    } else if (!mayReplace(*found, m_caller, {{}, arguments().has(OptionId::TakeOver)})) {
        ChangeReport report;
        report.request = m_request;
        report.outcome = ChangedMeanwhile{*found->row};
        say(describe(report));
        return offerToTakeOver(report);
    }
    const bool isKnown = m_request.subject == m_caller.subject || (before && before->row);
    if (isKnown || m_request.isRemoval())
        showPreview(before);
    else
        findSubject(before);
}

/// The list of overrides does not tell whether a subject exists.
void ChangeCommand::findSubject(const std::optional<SubjectRow> &before)
{
    const auto see = [this](const Page<SubjectEntry> &page) {
        m_isSubjectListed =
            m_isSubjectListed || std::ranges::any_of(page.entries, [this](const SubjectEntry &one) {
                return one.subject == m_request.subject;
            });
    };
    const auto end = [this, before](const Fetched<ListingEnd> &answer) {
        const auto *listing = std::get_if<ListingEnd>(&answer);
        if (!m_isSubjectListed && listing && listing->isComplete())
            return finishWith(NotFound{NotFound::Missing::Subject, {}, {}},
                              {m_request.serverId, m_request.subject.id});
        if (!m_isSubjectListed)
            console().say(tr("Whether the subject exists could not be checked."));
        showPreview(before);
    };
    const bool isUser = m_request.subject.type == "user"_L1;
    wait(isUser ? controlPlane().fetchUsers(*m_account, see, end)
                : controlPlane().fetchVirtualAccounts(*m_account, see, end));
}

void ChangeCommand::showPreview(const std::optional<SubjectRow> &before)
{
    const ChangeEffect effect = effectOf(m_request.action, before);
    if (format() == Console::Format::Json)
        console().write(factsOf(m_shown) + factsOf(effect), format());
    else
        console().write(textOf(m_shown));
    console().say(previewLine(effect, m_request));
    Q_EMIT finished(ExitCode::Done);
}

} // namespace mcpo
