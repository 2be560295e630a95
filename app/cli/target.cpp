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

OverrideDraft draftOf(const Arguments &arguments, const RequestDescription &description)
{
    OverrideDraft draft = emptyDraft(description);
    for (const auto &[field, option] : targets) {
        if (arguments.has(option))
            setText(draft, description, field, arguments.value(option));
    }
    return draft;
}

QString nameHere(const QString &field, const CredentialType &type)
{
    for (const Target &target : targets) {
        if (target.field == field)
            return optionName(target.option);
    }
    const FieldDescription *credential = credentialField(type, field);
    return credential ? Words::tr("%1 (%2)").arg(credential->name, fieldLabel(*credential)) : field;
}

std::optional<Stop> problemsOf(const OverrideDraft &draft, const RequestDescription &description,
                               const QStringList &fieldNames)
{
    const CredentialType &type = *description.credentialType(draft.credentialType);
    const QHash<QString, FieldProblem> problems = checkDraft(draft, description);
    QStringList lines;
    for (const QString &field : fieldNames) {
        if (const auto problem = problems.constFind(field); problem != problems.cend())
            lines.append(Words::tr("%1: %2").arg(nameHere(field, type), describe(*problem)));
    }
    if (lines.isEmpty())
        return {};
    return Stop{ExitCode::Refused, Words::tr("Nothing was sent.") + u'\n' + lines.join(u'\n')};
}

std::optional<Stop> problemOfTarget(const Arguments &arguments)
{
    const RequestDescription description = RequestDescription::builtIn();
    QStringList fieldNames{fields::server};
    if (arguments.has(OptionId::Subject))
        fieldNames.append(fields::subject);
    return problemsOf(draftOf(arguments, description), description, fieldNames);
}

} // namespace mcpo
