// SPDX-License-Identifier: Apache-2.0
#include "app/manual/programmanual.h"

#include "app/sandbox/sandboxarguments.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

ProgramManual sandboxManual()
{
    ProgramManual manual;
    manual.name = u"mcp-override-sandbox"_s;
    manual.summary = u"a control plane on this computer to try MCP Override on"_s;
    manual.description = {
        u"Serves the calls of a control plane on 127.0.0.1, with demo servers of every kind, users "
        "and virtual accounts. At its start it prints its address, the demo tokens and the "
        "servers, "
        "one fact per line. SIGINT or SIGTERM ends it."_s,
        u"The window brings a sandbox of its own; this program is for the command line, for tests, "
        "and for seeing how a client copes with slow, failing, older and large control planes."_s,
    };
    manual.options = optionManuals(sandboxCommandLineOptions());
    manual.withoutCommand = manual.options;
    manual.exitCodes = {
        {u"0"_s, u"ended by a signal"_s},
        {u"2"_s, u"not started: a wrong option, a port that is taken, a damaged state file; "
                 "the reason is on standard error"_s},
    };
    manual.files = {{u"FILE"_s, u"The overrides, where --state names a file: JSON, without any "
                                "secret, written after every change."_s}};
    manual.examples = {
        {u"Keep the overrides from one start to the next, at the same address:"_s,
         u"mcp-override-sandbox --port 8090 --state overrides.json"_s},
        {u"See what a client makes of a control plane that is busy and slow:"_s,
         u"mcp-override-sandbox --answer 503 --latency 2000"_s},
        {u"A large one:"_s,
         u"mcp-override-sandbox --servers 1000 --users 10000 --overrides 10000"_s},
    };
    manual.security = {
        u"It listens on 127.0.0.1 alone, and its tokens are the same everywhere: whoever can reach "
        "that address can use it. It neither keeps nor returns the credentials that it is sent, "
        "and "
        "no option takes a secret."_s,
    };
    manual.seeAlso = {u"mcp-override"_s, u"mcp-override-cli"_s};
    return manual;
}

} // namespace mcpo
