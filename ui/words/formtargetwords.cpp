// SPDX-License-Identifier: Apache-2.0
#include "ui/words/formtargetwords.h"

#include "ui/words/fieldwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/profilewords.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

struct FormTargetWords {
    Q_DECLARE_TR_FUNCTIONS(FormTargetWords)
};

QString nameAndId(const QString &name, const QString &id)
{
    if (name.isEmpty() || name == id)
        return quoted(id);
    return quoted(name) + u" ("_s + visibleLine(id, 80) + u')';
}

} // namespace

QString targetLine(const NamedTarget &target)
{
    const QString server = nameAndId(target.serverName, target.serverId);
    const QString subject = nameAndId(target.subjectName, target.subject.id);
    const QString type = subjectTypeLabel(target.subject.type);
    if (target.serverId.isEmpty() && target.subject.id.isEmpty())
        return {};
    if (target.subject.id.isEmpty())
        return FormTargetWords::tr("On %1").arg(server);
    if (target.serverId.isEmpty())
        return FormTargetWords::tr("%1 %2").arg(type, subject);
    return FormTargetWords::tr("%1 %2 on %3").arg(type, subject, server);
}

QString otherServerSentence(const QString &serverId, const QString &chosenServerId)
{
    if (serverId.isEmpty() || chosenServerId.isEmpty() || serverId == chosenServerId)
        return {};
    return FormTargetWords::tr("The form is for a different server than the selected one.");
}

Explanation draftQuestion(const NamedTarget &target)
{
    const QString line = targetLine(target);
    const QString text =
        line.isEmpty()
            ? FormTargetWords::tr("What you typed has not been sent.")
            : FormTargetWords::tr("What you typed has not been sent. The form is for: %1.")
                  .arg(line);
    return {FormTargetWords::tr("Discard what you typed?"),
            text,
            {},
            {Remedy::Discard},
            Explanation::Dismissal::KeepEditing};
}

QString placeLine(const QString &name) { return FormTargetWords::tr("On %1").arg(quoted(name)); }

QString setOnProductionLabel(const Profile &place)
{
    constexpr qsizetype longest = 24;
    return FormTargetWords::tr("Set &override on %1")
        .arg(quoted(place.name, longest).replace(u'&', u"&&"_s));
}

Explanation productionQuestion(const Profile &place, const QString &serverId,
                               const Subject &subject)
{
    return {FormTargetWords::tr("Set the override on production?"),
            productionSentence(place.address, place.name) + u' ' +
                FormTargetWords::tr("The override is for %1 on the server %2.")
                    .arg(quoted(subject.id), quoted(serverId)),
            {},
            {Remedy::SetOnProduction},
            Explanation::Dismissal::Cancel};
}

QString controlPlaneSentence(const QString &name)
{
    return FormTargetWords::tr("The control plane is %1.").arg(quoted(name));
}

} // namespace mcpo
