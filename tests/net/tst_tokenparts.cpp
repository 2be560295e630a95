// SPDX-License-Identifier: Apache-2.0
#include "net/tokenparts.h"

#include <QRandomGenerator>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype entry = 2000;

QString randomToken(qsizetype length)
{
    QString token;
    for (qsizetype i = 0; i < length; ++i)
        token += QChar(QRandomGenerator::global()->bounded(0x21, 0x7f));
    return token;
}

TokenTexts textsOf(const QString &token, qsizetype largestEntry = entry)
{
    const std::optional<TokenTexts> texts = splitToken(token, largestEntry, TokenSlot::A);
    if (!texts)
        qFatal("The token is too long");
    return *texts;
}

std::optional<QString> joined(const TokenTexts &texts)
{
    const std::optional<TokenHead> head = readHead(texts.head);
    return head ? joinToken(*head, texts.further) : std::nullopt;
}

} // namespace

class TestTokenParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise10PartsMakeTheTokenAgain_data();
    void promise10PartsMakeTheTokenAgain();
    void promise10NeverCutsACharacter();
    void promise10NoticesWhateverIsDoneToTheParts();
    void promise10NoticesEachChangedCharacter();
    void promise10PartIsNoToken();
    void promise10RefusesAHead_data();
    void promise10RefusesAHead();
    void takesABareToken();
    void refusesWhatNeedsTooManyParts();
    void hasAKeyForEachPart();
};

void TestTokenParts::promise10PartsMakeTheTokenAgain_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("further");
    // 1900 characters stand in an entry beside the mark, the count and the hash.
    QTest::newRow("one byte") << 1 << 0;
    QTest::newRow("as much as one holds") << 1900 << 0;
    QTest::newRow("one more") << 1901 << 1;
    QTest::newRow("2560 bytes") << 2560 << 1;
    QTest::newRow("as much as two hold") << 3800 << 1;
    QTest::newRow("64 KiB") << 65'536 << 34;
}

void TestTokenParts::promise10PartsMakeTheTokenAgain()
{
    QFETCH(const int, length);
    QFETCH(const int, further);
    const QString token = randomToken(length);
    const TokenTexts texts = textsOf(token);
    QCOMPARE(texts.further.size(), further);
    for (const QString &text : QStringList(texts.head) + texts.further)
        QVERIFY2(text.toUtf8().size() <= entry, QByteArray::number(text.size()).constData());
    QCOMPARE(joined(texts), token);

    const TokenTexts whole = textsOf(token, 0);
    QVERIFY(whole.further.isEmpty());
    QCOMPARE(joined(whole), token);
}

void TestTokenParts::promise10NeverCutsACharacter()
{
    for (int shift = 0; shift < 4; ++shift) {
        const QString token =
            QString(shift, u'x') + u"\U0001F511"_s.repeated(1000) + u"\u20AC"_s.repeated(1000);
        const TokenTexts texts = textsOf(token);
        QVERIFY(texts.further.size() > 2);
        for (const QString &text : texts.further) {
            QVERIFY(text.isValidUtf16());
            QVERIFY(text.toUtf8().size() <= entry);
        }
        QCOMPARE(joined(texts), token);
    }
}

void TestTokenParts::promise10NoticesWhateverIsDoneToTheParts()
{
    const TokenTexts texts = textsOf(randomToken(9000));
    const TokenTexts stale = textsOf(randomToken(9000));
    QCOMPARE(texts.further.size(), 4);
    for (int i = 0; i < texts.further.size(); ++i) {
        TokenTexts lost = texts;
        lost.further.removeAt(i);
        QVERIFY(!joined(lost));
        TokenTexts doubled = texts;
        doubled.further.insert(i, texts.further.at(i));
        QVERIFY(!joined(doubled));
        TokenTexts mixed = texts;
        mixed.further[i] = stale.further.at(i);
        QVERIFY(!joined(mixed));
        TokenTexts empty = texts;
        empty.further[i].clear();
        QVERIFY(!joined(empty));
        for (int j = 0; j < i; ++j) {
            TokenTexts swapped = texts;
            swapped.further.swapItemsAt(i, j);
            QVERIFY(!joined(swapped));
        }
    }
    TokenTexts otherHead = texts;
    otherHead.head = stale.head;
    QVERIFY(!joined(otherHead));
    QVERIFY(joined(texts));
}

void TestTokenParts::promise10NoticesEachChangedCharacter()
{
    const TokenTexts texts = textsOf(randomToken(2000));
    for (int i = 0; i < texts.head.size(); ++i) {
        TokenTexts changed = texts;
        changed.head[i] = QChar(texts.head.at(i).unicode() ^ 1U);
        const std::optional<QString> token = joined(changed);
        // The slot alone may differ: then the parts are looked for where they are not.
        const std::optional<TokenHead> head = readHead(changed.head);
        QVERIFY2(!token || (head && head->slot == TokenSlot::B), QByteArray::number(i).constData());
    }
}

void TestTokenParts::promise10PartIsNoToken()
{
    const TokenTexts texts = textsOf(randomToken(5000));
    QVERIFY(!readHead(texts.further.constFirst()));
}

void TestTokenParts::promise10RefusesAHead_data()
{
    QTest::addColumn<QString>("text");
    const QString hash = QString(64, u'0');
    QTest::newRow("nothing") << QString();
    QTest::newRow("a blank") << u"two words"_s;
    QTest::newRow("a line break") << u"token\n"_s;
    QTest::newRow("not ASCII") << u"t\u00F6ken"_s;
    QTest::newRow("a null") << u"to\0ken"_s;
    QTest::newRow("a head without anything") << u"mcp-override-token "_s;
    QTest::newRow("another slot") << u"mcp-override-token c 0 %1 x"_s.arg(hash);
    QTest::newRow("a negative count") << u"mcp-override-token a -1 %1 x"_s.arg(hash);
    QTest::newRow("a count with a zero before it") << u"mcp-override-token a 01 %1 x"_s.arg(hash);
    QTest::newRow("too many parts") << u"mcp-override-token a 65 %1 x"_s.arg(hash);
    QTest::newRow("a count that overflows") << u"mcp-override-token a 4294967296 %1 x"_s.arg(hash);
    QTest::newRow("a short hash") << u"mcp-override-token a 0 %1 x"_s.arg(hash.chopped(1));
    QTest::newRow("a hash that is none") << u"mcp-override-token a 0 %1 x"_s.arg(QString(64, u'g'));
    QTest::newRow("no piece") << u"mcp-override-token a 0 %1"_s.arg(hash);
}

void TestTokenParts::promise10RefusesAHead()
{
    QFETCH(const QString, text);
    QVERIFY(!readHead(text));
}

void TestTokenParts::takesABareToken()
{
    // From earlier versions, or put there by a person.
    const std::optional<TokenHead> head = readHead(u"eyJhbGciOiJub25lIn0.e30.c2ln"_s);
    QVERIFY(head);
    QCOMPARE(head->furtherParts, 0);
    QCOMPARE(joinToken(*head, {}), u"eyJhbGciOiJub25lIn0.e30.c2ln"_s);
}

void TestTokenParts::refusesWhatNeedsTooManyParts()
{
    QVERIFY(splitToken(QString(65 * 1900, u'x'), entry, TokenSlot::A));
    QVERIFY(!splitToken(QString(65 * 1900 + 1, u'x'), entry, TokenSlot::A));
    QVERIFY(splitToken(QString(1'000'000, u'x'), 0, TokenSlot::A));
}

void TestTokenParts::hasAKeyForEachPart()
{
    QSet<QString> keys{u"key"_s};
    for (const TokenSlot slot : {TokenSlot::A, TokenSlot::B}) {
        for (int i = 1; i <= mostTokenParts; ++i)
            keys.insert(partKey(u"key"_s, slot, i));
    }
    QCOMPARE(keys.size(), 2 * mostTokenParts + 1);
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestTokenParts)
#include "tst_tokenparts.moc"
