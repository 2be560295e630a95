// SPDX-License-Identifier: Apache-2.0
#include "app/cli/target.h"

#include "ui/words/fieldwords.h"

#include <QCoreApplication>

#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct Target {
    QLatin1StringView field;
    OptionId option = OptionId::Server;
};
constexpr std::array targets{
    Target{fields::server, OptionId::Server},
    Target{fields::subjectType, OptionId::SubjectType},
    Target{fields::subject, OptionId::Subject},
    Target{fields::credentialType, OptionId::Type},
};

} // namespace

void fillTarget(OverrideForm &form, const Arguments &arguments)
{
    for (const auto &[field, option] : targets) {
        if (arguments.has(option))
            form.setText(field, arguments.value(option));
    }
}

QString nameHere(const OverrideForm &form, const QString &field)
{
    for (const Target &target : targets) {
        if (target.field == field)
            return optionName(target.option);
    }
    for (const FieldDescription &one : form.credentialType().fields) {
        if (one.pointer() == field)
            return Words::tr("%1 (%2)").arg(one.name, fieldLabel(one));
    }
    return field;
}

std::optional<Stop> problemsOf(OverrideForm &form, const QStringList &fieldNames)
{
    form.showAllProblems();
    QStringList lines;
    for (const QString &field : fieldNames) {
        if (const std::optional<FieldProblem> problem = form.shownProblem(field))
            lines.append(Words::tr("%1: %2").arg(nameHere(form, field), describe(*problem)));
    }
    if (lines.isEmpty())
        return {};
    return Stop{ExitCode::Refused, Words::tr("Nothing was sent.") + u'\n' + lines.join(u'\n')};
}

std::optional<Stop> problemOfTarget(const Arguments &arguments)
{
    OverrideForm form(RequestDescription::builtIn());
    fillTarget(form, arguments);
    QStringList fieldNames{fields::server};
    if (arguments.has(OptionId::Subject))
        fieldNames.append(fields::subject);
    return problemsOf(form, fieldNames);
}

} // namespace mcpo
