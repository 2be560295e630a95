// SPDX-License-Identifier: Apache-2.0
#include "app/manual/programmanual.h"

#include "app/gui/guioptions.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

ProgramManual guiManual()
{
    ProgramManual manual;
    manual.name = u"mcp-override"_s;
    manual.summary = u"see and set auth overrides of subjects on MCP servers"_s;
    manual.description = {
        u"A gateway authenticates to an upstream MCP server with the server's own credentials. An "
        "auth override lets one user or virtual account use other credentials instead. This "
        "program "
        "is a window in which managers see, set, replace and remove such overrides on a control "
        "plane, and everybody else their own."_s,
        u"Without an option it opens with the control plane and the account that were used last. A "
        "second start hands over to the window that is open."_s,
        u"Options of Qt, such as -style, -reverse and -platform, are accepted as well."_s,
    };
    manual.options = optionManuals(guiCommandLineOptions());
    manual.withoutCommand = manual.options;
    manual.arguments = {
        {u"[LINK]"_s,
         u"Fills in the form from a link. mcp-override://set?server=ID names the server; subject, "
         "subject-type, type and control-plane may follow, each as &NAME=VALUE. A link holds no "
         "secret and sends nothing by itself."_s},
    };
    manual.exitCodes = {
        {u"0"_s, u"the window was closed, or one that was open took over"_s},
        {u"1"_s, u"there is no display, the sandbox could not be started, the window that is open "
                 "does not answer, or the output could not be written"_s},
        {u"2"_s, u"the command line is wrong"_s},
    };
    manual.environment =
        QList<TermManual>{{u"DISPLAY, WAYLAND_DISPLAY"_s, u"Where the window appears."_s}} +
        sharedEnvironment();
    manual.environment.append(
        {u"XDG_DATA_HOME"_s, u"Where the list of activity is, instead of ~/.local/share."_s});
    manual.files = sharedFiles();
    manual.files.append({u"~/.local/share/mcp-override/activity.jsonl"_s,
                         u"What was done in the window from this account, one JSON object per line "
                         "and no secret among them. Above 1 MiB the older half is dropped."_s});
    manual.examples = {
        {u"Try everything out, with nothing to set up and nothing that leaves this computer:"_s,
         u"mcp-override --sandbox"_s},
        {u"Use a control plane for the first time:"_s,
         u"mcp-override --control-plane https://cp.example.com"_s},
        {u"Open the form for one user on one server:"_s,
         u"mcp-override 'mcp-override://set?server=mcp-01HXYZ&subject=user-17&subject-type=user'"_s},
    };
    manual.security = {
        u"No option takes a secret, and no link does. The access token is kept in the keychain of "
        "the system and nowhere else; where there is no keychain, it lasts until the program ends."_s,
        u"Calls go over TLS that is verified, or to this computer. There is no way round that, and "
        "no redirect is followed."_s,
    };
    manual.seeAlso = {u"mcp-override-cli"_s, u"mcp-override-sandbox"_s};
    return manual;
}

} // namespace mcpo
