// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"
#include "models/override/overridechange.h"
#include "models/override/overrideform.h"
#include "models/override/secretissue.h"

namespace mcpo
{

/// Sets one override: reads the fields, checks the request, sends it, reads back what holds now.
class SetCommand : public AccountCommand
{
    Q_OBJECT
public:
    SetCommand(const Arguments &arguments, const Services &services);
    QString wordsWhenStopped() const override;
    bool hasSent() const override { return m_change.hasSent(); }

protected:
    bool changesSomething() const override { return true; }
    bool prepare(const ControlPlaneAddress &address) override;
    void run(const Account &account) override;

private:
    std::optional<Stop> readFields();
    std::optional<Stop> readField(const FieldSource &source);
    /// What is known by then: the server and the account are found out later.
    std::optional<Stop> checkValues(const SecretContext &known);
    void readServer(const Account &account, const Caller &caller);
    SecretContext contextOf(const QString &token, const ServerAuth &auth) const;
    QStringList knownFields() const;
    void showRequest(const ControlPlaneAddress &address);
    void submit(const Account &account, const Caller &caller);
    void submitted(const ChangeReport &report);

    OverrideForm m_form;
    OverrideChange m_change;
};

} // namespace mcpo
