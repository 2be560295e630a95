// SPDX-License-Identifier: Apache-2.0
#include "app/manual/programmanual.h"

#include <QMap>
#include <QRegularExpression>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

OptionManual optionManual(const QCommandLineOption &option)
{
    OptionManual manual;
    const QStringList names = option.names();
    for (const QString &name : names)
        manual.names.append((name.size() == 1 ? "-"_L1 : "--"_L1) + name);
    manual.valueName = option.valueName();
    manual.help = option.description();
    manual.end = valueEndOf(manual.valueName);
    return manual;
}

} // namespace

ValueEnd valueEndOf(const QString &valueName)
{
    static const QMap<QString, ValueEnd> ends{
        {QString(), ValueEnd::Nothing},  {u"FIELD"_s, ValueEnd::Nothing},
        {u"FILE"_s, ValueEnd::File},     {u"PATH"_s, ValueEnd::File},
        {u"NAME"_s, ValueEnd::Variable}, {u"VALUE"_s, ValueEnd::Text},
        {u"PROFILE"_s, ValueEnd::Text},  {u"ID"_s, ValueEnd::Text},
        {u"URL"_s, ValueEnd::Text},      {u"T"_s, ValueEnd::Text},
        {u"TYPE"_s, ValueEnd::Text},     {u"N"_s, ValueEnd::Text},
        {u"MS"_s, ValueEnd::Text},       {u"STATUS"_s, ValueEnd::Text},
    };
    const auto found = ends.constFind(valueName.section(u'=', -1));
    if (found == ends.cend())
        qFatal("app/manual does not know what a shell can offer for %s", qUtf8Printable(valueName));
    return *found;
}

QList<OptionManual> optionManuals(const QList<QCommandLineOption> &options)
{
    QList<OptionManual> manuals;
    for (const QCommandLineOption &option : options)
        manuals.append(optionManual(option));
    return manuals;
}

QStringList sentences(const QString &text)
{
    static const QRegularExpression end(u"(?<=\\.) (?=[A-Z\"])"_s);
    return text.split(end);
}

QList<TermManual> sharedFiles()
{
    return {
        {u"~/.config/mcp-override/mcp-override.conf"_s,
         u"The profiles: address, account, name, colour and CA file of each. No token."_s},
        {u"/etc/xdg/mcp-override/mcp-override.conf"_s,
         u"What the administrator has settled for everybody on this computer, in the group "
         "[preset]: controlPlane names the only control plane that may be used. The settings of a "
         "person do not override it."_s},
    };
}

QList<TermManual> sharedEnvironment()
{
    return {
        {u"XDG_CONFIG_HOME, XDG_CONFIG_DIRS"_s,
         u"Where the settings below are, instead of ~/.config and /etc/xdg."_s},
        {u"DBUS_SESSION_BUS_ADDRESS"_s,
         u"The session bus, on which the keychain is: Secret Service, or KWallet where "
         "XDG_CURRENT_DESKTOP is KDE."_s},
        {u"http_proxy, https_proxy, no_proxy"_s,
         u"The proxy for calls to the control plane, where the desktop does not name one. Calls to "
         "this computer never go through it."_s},
    };
}

} // namespace mcpo
