// SPDX-License-Identifier: Apache-2.0
// What the guard of secrets does to other widgets, with the real accessibility bus behind it.
#include "ui/secretaccessible.h"

#include <QAccessible>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestSecretAccessible : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise5LeavesTheCellsOfATableWhereTheyAre();
};

void TestSecretAccessible::promise5LeavesTheCellsOfATableWhereTheyAre()
{
    guardAccessibilityOfSecrets();
    QTRY_VERIFY(QAccessible::isActive()); // with the accessibility bus, which takes its time
    QStandardItemModel model;
    for (const QString &text : {u"a"_s, u"b"_s, u"c"_s})
        model.appendRow(new QStandardItem(text));
    QTableView view;
    view.setModel(&model);
    QAccessibleTableInterface *table =
        QAccessible::queryAccessibleInterface(&view)->tableInterface();
    const auto told = [&] {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(table->cellAt(row, 0)->text(QAccessible::Name));
        return texts;
    };
    QCOMPARE(told(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    model.insertRow(0, new QStandardItem(u"new"_s));
    QCOMPARE(told(), (QStringList{u"new"_s, u"a"_s, u"b"_s, u"c"_s}));
    model.removeRow(1);
    QCOMPARE(told(), (QStringList{u"new"_s, u"b"_s, u"c"_s}));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestSecretAccessible)
#include "tst_secretaccessible.moc"
