// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"
#include "app/cli/maskedrequest.h"
#include "models/activity/activityrecorder.h"
#include "models/override/overridechange.h"

namespace mcpo
{

/// A command that sets or removes one override. It asks before it changes anything on production,
/// and before it replaces or removes what another user has set; where nobody can be asked, it
/// refuses. What it did is written to the activity, like the window's changes.
class ChangeCommand : public AccountCommand
{
    Q_OBJECT
public:
    ChangeCommand(const Arguments &arguments, const Services &services);
    /// Stops waiting; a change that was sent is written down as unknown.
    ~ChangeCommand() override;

    QString wordsWhenStopped() const override;
    bool hasSent() const override { return m_change.hasSent(); }

protected:
    bool changesSomething() const override { return true; }
    std::optional<Stop> check(const ChosenAccount &chosen) override;

    /// Reads the server first. Goes on where it cannot be read, without an entry; but a busy
    /// control plane ends the command, and in a dry run a server that does not exist.
    void readServer(const Account &account, const QString &serverId,
                    const std::function<void(const std::optional<ServerEntry> &)> &goOn);
    /// Makes the change, or says what it would do: see --dry-run.
    void change(const Account &account, const Caller &caller, const ChangeRequest &request,
                const MaskedRequest &shown);
    /// Said before how the change ended.
    virtual void explain(const ChangeReport &) {}

private:
    void explainMissing(const Account &account, const QString &serverId, const NotFound &notFound,
                        const std::function<void(const std::optional<ServerEntry> &)> &goOn);
    void attempt(const Replaceable &replaceable);
    void ended(const ChangeReport &report);
    void offerToTakeOver(const ChangeReport &report);
    ActivityPlace activityPlace() const;

    void preview();
    void previewRow();
    void previewRow(const RowSearch::Result &result);
    void findSubject(const std::optional<SubjectRow> &before);
    void showPreview(const std::optional<SubjectRow> &before);

    OverrideChange m_change;
    ActivityLog m_activity;
    ActivityRecorder m_recorder;
    QString m_profile;
    QString m_serverName;
    std::optional<Account> m_account;
    Caller m_caller;
    ChangeRequest m_request;
    MaskedRequest m_shown;
    bool m_isSubjectListed = false;
};

} // namespace mcpo
