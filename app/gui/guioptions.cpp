// SPDX-License-Identifier: Apache-2.0
#include "app/gui/guioptions.h"

#include "app/versiontext.h"
#include "models/override/overridelink.h"
#include "net/keychainvault.h"
#include "ui/words/fieldwords.h"
#include "ui/words/presetwords.h"

#include <QCommandLineParser>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto controlPlane = "control-plane"_L1;
constexpr auto sandbox = "sandbox"_L1;
constexpr auto version = "version"_L1;
constexpr auto help = "help"_L1;

/// What QApplication takes out of the command line by itself; the first ones have no value.
QList<QCommandLineOption> qtOptions()
{
    QList<QCommandLineOption> options;
    for (const char *name : {"reverse", "widgetcount", "nograb", "dograb"})
        options.append(QCommandLineOption(QString::fromLatin1(name)));
    for (const char *name :
         {"platform", "platformpluginpath", "platformtheme", "plugin", "qwindowgeometry",
          "qwindowicon", "qwindowtitle", "style", "stylesheet", "session", "display", "geometry"})
        options.append(QCommandLineOption(QString::fromLatin1(name), {}, u"VALUE"_s));
    for (QCommandLineOption &option : options)
        option.setFlags(QCommandLineOption::HiddenFromHelp);
    return options;
}

PrintAndExit usageError(const QString &sentence)
{
    return {u"mcp-override: %1\nTry \"mcp-override --help\".\n"_s.arg(sentence), 2};
}

/// Without an application object, QCommandLineParser does not know the program's name.
QString helpText(const QCommandLineParser &parser)
{
    return parser.helpText().replace("<executable_name>"_L1, "mcp-override"_L1) +
           u"\nOptions of Qt, such as -style, -reverse and -platform, are accepted as well.\n"_s;
}

} // namespace

QList<QCommandLineOption> guiCommandLineOptions()
{
    return {
        {controlPlane, u"Use the control plane at <URL>, e.g. https://cp.example.com."_s, u"URL"_s},
        {sandbox, u"Start a sandbox control plane on this computer and use it."_s},
        {{u"v"_s, version}, u"Print the version."_s},
        {{u"h"_s, help}, u"Print this help."_s},
    };
}

std::variant<GuiOptions, PrintAndExit> readGuiOptions(const QStringList &arguments,
                                                      const Preset &preset)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Sets per-subject auth overrides on MCP servers behind a gateway."_s);
    parser.addOptions(guiCommandLineOptions());
    parser.addPositionalArgument(
        u"link"_s, u"Fill in the form from a link: mcp-override://set?server=ID"_s, u"[LINK]"_s);
    parser.addOptions(qtOptions());
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions); // as Qt does
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (parser.isSet(help))
        return PrintAndExit{helpText(parser), 0};
    if (parser.isSet(version))
        return PrintAndExit{versionText(u"mcp-override"_s, {keychainLibrary()}) + u'\n', 0};
    const QStringList links = parser.positionalArguments();
    if (links.size() > 1 || !std::all_of(links.cbegin(), links.cend(), isOverrideLink))
        return usageError(u"Unexpected argument. Options begin with \"--\", and one link may be "
                          "given, which begins with \"mcp-override:\"."_s);
    if (parser.isSet(sandbox) && parser.isSet(controlPlane))
        return usageError(u"--sandbox starts its own control plane. Remove --control-plane."_s);

    GuiOptions options;
    options.link = links.value(0);
    options.sandbox = parser.isSet(sandbox);
    options.preset = preset;
    if (parser.isSet(controlPlane)) {
        const auto parsed = ControlPlaneAddress::parse(parser.value(controlPlane));
        if (const auto *problem = std::get_if<ControlPlaneAddress::Problem>(&parsed))
            return usageError(u"--control-plane: "_s + describe(*problem));
        options.controlPlane = std::get<ControlPlaneAddress>(parsed);
        if (!preset.allows(*options.controlPlane))
            return usageError(u"--control-plane: "_s + onlyControlPlane(preset));
    }
    return options;
}

} // namespace mcpo
