// SPDX-License-Identifier: Apache-2.0
#include "tests/system/windowhands.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Milliseconds, and only a bound for a test gone wrong: one look at the whole window is hundreds
/// of questions between three programs, which takes seconds on a machine that is busy.
constexpr int patience = 60'000;

} // namespace

std::optional<Accessible> control(const QString &name, const QString &role)
{
    std::optional<Accessible> found;
    const bool isThere = QTest::qWaitFor(
        [&] {
            found = Accessible::root().find(name, role);
            return found.has_value();
        },
        patience);
    if (!isThere)
        qWarning("There is no control with the name %s", qPrintable(name));
    return found;
}

std::optional<Accessible> field(const QString &name) { return control(name, u"text"_s); }

bool type(const QString &name, const QString &text)
{
    const auto found = field(name);
    return found && found->setText(text);
}

bool press(const QString &name)
{
    const auto found = control(name, u"push button"_s);
    return found && found->press();
}

bool says(const QString &name, const QString &words)
{
    QString said;
    const bool isSaid = QTest::qWaitFor(
        [&] {
            // A label is called what it shows, and described by what that is about.
            if (const auto found = Accessible::root().find(name))
                said = found->description();
            else if (const auto label = Accessible::root().findDescribed(name))
                said = label->name();
            return said.contains(words);
        },
        patience);
    if (!isSaid)
        qWarning("%s says \"%s\"", qPrintable(name), qPrintable(said));
    return isSaid;
}

} // namespace mcpo
