// SPDX-License-Identifier: Apache-2.0
// A form with as many fields as the window of mcp-override has, in plain Qt: the yardstick.

#include <QApplication>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QWidget window;
    window.setWindowTitle(u"Bare form"_s);
    auto *layout = new QFormLayout(&window);
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s})
        layout->addRow(name, new QLineEdit(&window));
    for (const QString &name : {u"Subject type"_s, u"Credential type"_s}) {
        auto *choice = new QComboBox(&window);
        choice->addItems({u"One"_s, u"Two"_s, u"Three"_s});
        layout->addRow(name, choice);
    }
    for (const QString &name : {u"Account"_s, u"Show"_s, u"Cancel"_s, u"Set override"_s})
        layout->addRow(new QPushButton(name, &window));
    window.resize(600, 460);
    window.show();
    return QApplication::exec();
}
