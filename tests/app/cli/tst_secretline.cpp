// SPDX-License-Identifier: Apache-2.0
#include "app/cli/secretline.h"

#include <QTest>

using namespace mcpo;
using State = SecretLine::State;

/// What the keys at a prompt make of a line.
class TestSecretLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keys_data();
    void keys();
    void escapeKeyAloneTakesNothingAfterAPause();
    void unfinishedPasteIsNotDone();
    void keysThatEndOrSuspend();
};

namespace
{

/// What is left when all of @p keys was taken, none of which ends the line.
QByteArray lineOf(const QByteArray &keys)
{
    SecretLine line;
    for (const char byte : keys) {
        if (line.take(byte) != State::Editing)
            return "ended";
    }
    return line.text();
}

} // namespace

void TestSecretLine::keys_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const QByteArray &keys, const QByteArray &line) {
        QTest::newRow(name) << keys << line;
    };
    row("letters", "abc", "abc");
    row("Backspace over a character of four bytes", "a\xF0\x9F\x94\x91\x7F", "a");
    row("Backspace on an empty line",
        "\x7F\x08"
        "a",
        "a");
    row("Ctrl+U",
        "abc\x15"
        "d",
        "d");
    row("Ctrl+W after a blank", "ab cd \x17", "ab ");
    row("Ctrl+W on one word", "abcd\x17", "");
    row("cursor keys",
        "a\x1B[A\x1B[B\x1B[C\x1B[D"
        "b",
        "ab");
    row("cursor keys of an application",
        "a\x1BOA\x1BOD"
        "b",
        "ab");
    row("Home, Delete and a key with Ctrl",
        "a\x1B[1~\x1B[3~\x1B[1;5C"
        "b",
        "ab");
    row("F1 of the Linux console",
        "a\x1B[[A"
        "b",
        "ab");
    row("a report of the mouse",
        "a\x1B[<0;12;7M"
        "b",
        "ab");
    row("a key with Alt",
        "a\x1B"
        "fb",
        "ab");
    row("Escape before a cursor key",
        "a\x1B\x1B[A"
        "b",
        "ab");
    row("keys without a meaning",
        "a\x01\x05\x0C\x12"
        "b",
        "ab");
    row("a paste", "\x1B[200~abc\x1B[201~", "abc");
    row("a paste of lines", "\x1B[200~a\nb\n\x1B[201~", "a\nb");
    row("a paste that keeps its tab", "\x1B[200~a\tb\x1B[201~c", "a\tbc");
    row("a paste with the keys of a paste",
        "\x1B[200~a\x03\x15"
        "b\x1B[201~",
        "a\x03\x15"
        "b");
    row("two pastes", "\x1B[200~a\x1B[201~\x1B[200~b\x1B[201~", "ab");
    row("the end of a paste without its start", "a\x1B[201~b", "ab");
}

void TestSecretLine::keys()
{
    QFETCH(const QByteArray, keys);
    QTEST(lineOf(keys), "line");
}

void TestSecretLine::escapeKeyAloneTakesNothingAfterAPause()
{
    SecretLine line;
    line.take('\x1B');
    QVERIFY(line.isInEscape());
    line.pause();
    line.take('[');
    QCOMPARE(line.text(), QByteArray("["));
}

void TestSecretLine::unfinishedPasteIsNotDone()
{
    QCOMPARE(lineOf("\x1B[200~abc\r\n\x04\x1B[201"), QByteArray("abc\r\n\x04\x1B[201"));
}

void TestSecretLine::keysThatEndOrSuspend()
{
    QCOMPARE(SecretLine().take('\r'), State::Done);
    QCOMPARE(SecretLine().take('\n'), State::Done);
    QCOMPARE(SecretLine().take('\x04'), State::Done);
    QCOMPARE(SecretLine().take('\x03'), State::Stopped);
    QCOMPARE(SecretLine().take('\x1C'), State::Stopped);
    QCOMPARE(SecretLine().take('\x1A'), State::Suspended);
    SecretLine inEscape;
    inEscape.take('\x1B');
    QCOMPARE(inEscape.take('\x03'), State::Stopped);
}

QTEST_GUILESS_MAIN(TestSecretLine)
#include "tst_secretline.moc"
