// SPDX-License-Identifier: Apache-2.0
#include "models/session/rememberedaccount.h"

#include <QSettings>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto lastControlPlaneKey = "lastControlPlane"_L1;

/// Named here and not by the application, so that every program finds the same settings.
class Settings : public QSettings
{
public:
    Settings()
        : QSettings(u"mcp-override"_s, u"mcp-override"_s)
    {
    }
};

/// Settings take a slash for a group, hence the encoding.
QString accountKey(const ControlPlaneAddress &address)
{
    return "accounts/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(address.text()));
}

bool isWritten(QSettings &settings)
{
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace

std::optional<ControlPlaneAddress> loadLastControlPlane()
{
    const Settings settings;
    // Somebody may have edited the file: an address gets in by the same rules as a typed one.
    const auto parsed = ControlPlaneAddress::parse(settings.value(lastControlPlaneKey).toString());
    const auto *address = std::get_if<ControlPlaneAddress>(&parsed);
    return address ? std::optional(*address) : std::nullopt;
}

std::optional<RememberedAccount> loadRememberedAccount(const ControlPlaneAddress &address)
{
    const QVariant account = Settings().value(accountKey(address));
    if (!account.isValid())
        return {};
    return RememberedAccount{address, account.toString()};
}

std::optional<RememberedAccount> loadRememberedAccount()
{
    const std::optional<ControlPlaneAddress> address = loadLastControlPlane();
    return address ? loadRememberedAccount(*address) : std::nullopt;
}

bool saveRememberedAccount(const RememberedAccount &account)
{
    Settings settings;
    settings.setValue(lastControlPlaneKey, account.address.text());
    settings.setValue(accountKey(account.address), account.accountId);
    return isWritten(settings);
}

bool forgetRememberedAccount(const ControlPlaneAddress &address)
{
    Settings settings;
    settings.remove(accountKey(address));
    return isWritten(settings);
}

} // namespace mcpo
