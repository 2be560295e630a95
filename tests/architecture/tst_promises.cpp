// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// docs/promises.md says which test proves which promise. This compares it with the tests.
class TestPromises : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eachPromiseHasARow();
    void eachRowNamesItsProofs();
    void namedProofsExist();

private:
    struct Row {
        QStringList cells;
        QStringList proofs; ///< "tst_name::function"
    };
    QHash<int, Row> m_rows;
    QHash<QString, QSet<QString>> m_functions; ///< those of each test program, by its name
};

namespace
{

QString contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return QString::fromUtf8(file.readAll());
}

} // namespace

void TestPromises::initTestCase()
{
    static const QRegularExpression numbered(u"^\\| *(\\d+) *\\|"_s);
    static const QRegularExpression proof(u"`(tst_\\w+::\\w+)`"_s);
    static const QRegularExpression slot(u"^    void (promise\\w+)\\(\\)"_s,
                                         QRegularExpression::MultilineOption);
    const QStringList lines = contentOf(u"" MCPO_SOURCE_DIR "/docs/promises.md"_s).split(u'\n');
    for (const QString &line : lines) {
        const auto number = numbered.match(line);
        if (!number.hasMatch())
            continue;
        Row row{line.split(u'|').sliced(1), {}};
        for (auto found = proof.globalMatch(line); found.hasNext();)
            row.proofs += found.next().captured(1);
        m_rows.insert(number.captured(1).toInt(), row);
    }
    QDirIterator files(u"" MCPO_SOURCE_DIR "/tests"_s, {u"tst_*.cpp"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString text = contentOf(files.next());
        QSet<QString> &functions = m_functions[files.fileInfo().completeBaseName()];
        for (auto found = slot.globalMatch(text); found.hasNext();)
            functions += found.next().captured(1);
    }
}

/// The promises of bulk changes (26 to 30) come with bulk changes.
void TestPromises::eachPromiseHasARow()
{
    for (int number = 1; number <= 37; ++number) {
        const bool isWanted = number <= 25 || number >= 31;
        QVERIFY2(m_rows.contains(number) || !isWanted, qPrintable(QString::number(number)));
    }
}

void TestPromises::eachRowNamesItsProofs()
{
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const QString name = QString::number(row.key());
        // Number, promise, proof, figure, command, not covered; and what follows the last bar.
        QVERIFY2(row->cells.size() == 7, qPrintable(name));
        for (const QString &cell : row->cells.first(6))
            QVERIFY2(!cell.trimmed().isEmpty(), qPrintable(name));
        QVERIFY2(!row->proofs.isEmpty() || row->cells.at(4).contains(u"./dev"_s), qPrintable(name));
    }
}

void TestPromises::namedProofsExist()
{
    QVERIFY(!m_functions.isEmpty());
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        for (const QString &proof : row->proofs) {
            const QString program = proof.section(u"::"_s, 0, 0);
            const QString function = proof.section(u"::"_s, 1);
            QVERIFY2(m_functions.value(program).contains(function), qPrintable(proof));
            static const QRegularExpression itsPromise(u"^promise(\\d+)"_s);
            QCOMPARE(itsPromise.match(function).captured(1).toInt(), row.key());
        }
    }
}

QTEST_GUILESS_MAIN(TestPromises)
#include "tst_promises.moc"
