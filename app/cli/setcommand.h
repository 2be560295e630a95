// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/changecommand.h"
#include "models/override/secretissue.h"

namespace mcpo
{

/// Sets one override: reads the fields, checks the request, sends it, reads back what holds now.
class SetCommand : public ChangeCommand
{
    Q_OBJECT
public:
    SetCommand(const Arguments &arguments, const Services &services);

protected:
    std::optional<Stop> check(const ChosenAccount &chosen) override;
    void run(const Account &account) override;
    void explain(const ChangeReport &report) override;

private:
    std::optional<Stop> readFields();
    std::optional<Stop> readField(const FieldSource &source);
    /// What is known by then: the server and the account are found out later.
    std::optional<Stop> checkValues(const SecretContext &known);
    SecretContext contextOf(const QString &token, const ServerAuth &auth) const;
    QStringList knownFields() const;
    const CredentialType &type() const
    {
        return *m_description.credentialType(m_draft.credentialType);
    }
    void submit(const Account &account, const Caller &caller,
                const std::optional<ServerEntry> &server);

    RequestDescription m_description = RequestDescription::builtIn();
    OverrideDraft m_draft;
};

} // namespace mcpo
