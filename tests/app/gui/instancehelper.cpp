// SPDX-License-Identifier: Apache-2.0
#include "app/gui/singleinstance.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

// A program that has nothing but a single instance: says what became of its start, then every
// message that it gets, and whether the activation reached its environment.

namespace
{

void say(const QByteArray &line)
{
    std::fputs(line.constData(), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"local"_s, u"Without D-Bus."_s},
                       {u"link"_s, {}, u"LINK"_s},
                       {u"control-plane"_s, {}, u"URL"_s}});
    parser.process(application);

    mcpo::SingleInstance instance(parser.isSet(u"local"_s) ? mcpo::SingleInstance::Way::LocalSocket
                                                           : mcpo::SingleInstance::Way::Any);
    QObject::connect(&instance, &mcpo::SingleInstance::started, &instance,
                     [](const mcpo::StartMessage &message) {
                         say(mcpo::toLine(message));
                         say("environment " + qgetenv("XDG_ACTIVATION_TOKEN") + '\n');
                     });
    mcpo::StartMessage message{parser.value(u"link"_s), parser.value(u"control-plane"_s), {}, {}};
    mcpo::takeActivation(message);
    switch (instance.claim(message)) {
    case mcpo::Claim::First: say("first\n"); break;
    case mcpo::Claim::HandedOver: say("handed over\n"); return 0;
    case mcpo::Claim::Unresponsive: say("unresponsive\n"); return 1;
    }
    return QCoreApplication::exec();
}
