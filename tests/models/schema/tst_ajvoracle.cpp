// SPDX-License-Identifier: Apache-2.0

#include "bodygenerator.h"
#include "models/schema/jsonreader.h"
#include "models/schema/schema.h"
#include "nodeoracle.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

/// At least 20 000 bodies over each schema; more to go on searching with another seed.
int bodyCount() { return std::max(20'000, qEnvironmentVariableIntValue("MCPO_BODIES")); }

QJsonObject parsed(const QByteArray &json)
{
    const JsonResult text = readJson(json);
    const auto *read = std::get_if<JsonText>(&text);
    return read ? read->value.toObject() : QJsonObject();
}

QList<Violation> verdict(const Schema &schema, const QByteArray &body)
{
    const JsonResult text = readJson(body);
    if (const auto *read = std::get_if<JsonText>(&text))
        return schema.validate(read->value);
    return {{{}, u"json"_s, {}}};
}

/// Ajv says more than we do: it reports the branches that were not meant, too.
bool isAmong(const QJsonArray &errors, const Violation &violation)
{
    return errors.contains(
        QJsonObject{{u"pointer"_s, violation.pointer}, {u"keyword"_s, violation.keyword}});
}

} // namespace

class AjvOracleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ajvGivesTheSameVerdict_data();
    void ajvGivesTheSameVerdict();
};

void AjvOracleTest::ajvGivesTheSameVerdict_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("on the request schema")
        << u"/resources/schema/mcp-user-auth-input.schema.json"_s << QStringList();
    // Written so as to use every keyword, and not as Ajv wants schemas to be written.
    QTest::newRow("on a schema with every keyword")
        << u"/tests/models/schema/every-keyword.schema.json"_s << QStringList{u"any-style"_s};
}

void AjvOracleTest::ajvGivesTheSameVerdict()
{
    QFETCH(const QString, path);
    QFETCH(const QStringList, options);
    QFile file(QStringLiteral(MCPO_SOURCE_DIR) + path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto loaded = Schema::load(file.readAll());
    const auto *error = std::get_if<SchemaError>(&loaded);
    QVERIFY2(!error, error ? qPrintable(error->pointer + u' ' + error->reason) : "");
    const auto &schema = std::get<Schema>(loaded);

    BodyGenerator generator(testSeed());
    QByteArrayList bodies = hugeAndEmptyBodies();
    while (bodies.size() < bodyCount())
        bodies.append(generator.next());
    const auto asked = askNode(u"ajv-oracle.mjs"_s, QStringList{file.fileName()} + options, bodies);
    if (const auto *reason = std::get_if<QString>(&asked))
        QFAIL(qPrintable(*reason));
    const auto &answers = std::get<QByteArrayList>(asked);

    int valid = 0;
    int notJson = 0;
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        const QList<Violation> ours = verdict(schema, bodies.at(i));
        const QJsonObject ajvs = parsed(answers.at(i));
        const QJsonArray errors = ajvs.value("errors"_L1).toArray();
        const bool isSame = ajvs.value("valid"_L1) == ours.isEmpty() &&
                            std::all_of(ours.begin(), ours.end(), [&](const Violation &violation) {
                                return isAmong(errors, violation);
                            });
        QVERIFY2(
            isSame,
            "body " + QByteArray::number(i) + ": " + bodies.at(i).left(2'000) +
                "\nfirst of ours: " +
                (ours.isEmpty() ? "none" : (ours[0].pointer + u' ' + ours[0].keyword).toUtf8()) +
                "\nAjv: " + answers.at(i).left(2'000));
        valid += ours.isEmpty() ? 1 : 0;
        notJson += !ours.isEmpty() && ours[0].keyword == "json"_L1 ? 1 : 0;
    }
    qInfo("%lld bodies: %d valid, %d not JSON", qlonglong(bodies.size()), valid, notJson);
    // A generator that has lost its variety would agree with anything.
    QVERIFY(valid > bodies.size() / 50);
    QVERIFY(notJson > bodies.size() / 50);
}

QTEST_GUILESS_MAIN(AjvOracleTest)
#include "tst_ajvoracle.moc"
