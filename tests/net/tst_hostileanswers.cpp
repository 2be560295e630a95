// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/cost.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QProcess>
#include <QTest>

#include <iostream>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qint64 mostMemory = 16 * 1024; // KiB
/// What a fast server sends between two looks at the socket is more; without them it is all that it
/// sends.
constexpr qint64 mostMemoryOfQt = 32 * 1024; // KiB
/// The promise is 100 ms; a machine with much else to do gets more.
constexpr qint64 longestStall = 1000;
/// Of answers that end only there; the others are judged by what they are, however long they take.
constexpr auto shortDeadline = 1s;
constexpr auto longDeadline = 30s;
const QString timeout = u"NoAnswer Timeout"_s;

const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"canary-value"}})";
const QByteArray ok = "HTTP/1.1 200 OK\r\n";

Script flood(const QByteArray &head, const QByteArray &filler = "x")
{
    return {head, Script::When::RequestCame, Script::Then::Flood, filler};
}

QByteArray filled(const QByteArray &start, const QByteArray &entry, const QByteArray &end,
                  qsizetype size)
{
    return start + entry.repeated(size / entry.size()) + end;
}

/// As large as an answer may be. One letter beyond ASCII, and every text around it takes two bytes
/// for one: nothing else that was tried takes as much memory.
QByteArray largestText()
{
    return filled("{\"data\":\"\xc3\xbc", "a", "\"}", RequestLimits{}.maximumBody - 20);
}

QByteArray largestObject()
{
    const QByteArray text = "\xc3\xbc" + QByteArray(100, 'a');
    QByteArray members = R"({"data":{"id":"server-1")";
    for (int i = 0; members.size() < RequestLimits{}.maximumBody - 300; ++i)
        members += ",\"" + text + QByteArray::number(i) + "\":\"" + text + '"';
    return members + "}}";
}

QByteArray chunked(const QByteArray &body)
{
    return ok + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) +
           "\r\n" + body + "\r\n0\r\n\r\n";
}

/// 100 MB that take 100 kB to send.
QByteArray bomb()
{
    return qCompress(QByteArray(100'000'000, ' ')).mid(4); // without Qt's own length
}

/// What a server does, by name, so that a process of its own can do it.
Script scriptOf(const QString &name)
{
    constexpr qsizetype size = 16'000'000;
    const QByteArray row = R"({"id":"mcp-01","name":"jira","manifest":{"type":"x","tags":[]}},)";
    if (name == "400 MB without a length"_L1)
        return flood(ok + "\r\n");
    if (name == "400 MB with a length"_L1)
        return flood(ok + "Content-Length: 400000000\r\n\r\n");
    if (name == "400 MB in a chunk"_L1)
        return flood(ok + "Transfer-Encoding: chunked\r\n\r\n17d78400\r\n");
    if (name == "a compressed bomb"_L1)
        return {httpAnswer("200 OK", bomb(), "Content-Encoding: deflate\r\n")};
    if (name == "a million nested arrays"_L1)
        return {httpAnswer("200 OK", filled({}, "[", {}, 1'000'000))};
    if (name == "10 MB of words with an error"_L1)
        return flood("HTTP/1.1 400 Bad\r\nContent-Length: 10000000\r\n\r\n", "no! ");
    if (name == "a list of 16 MB"_L1)
        return {httpAnswer("200 OK", filled(R"({"data":[)", row, "{}]}", size))};
    if (name == "a list of 1 MB with tiny entries"_L1)
        return {httpAnswer("200 OK", filled(R"({"data":[)", R"({"a":1},)", "{}]}", 1'000'000))};
    if (name == "a number of 1 MB"_L1)
        return {httpAnswer("200 OK", filled("[1", "0", "]", 1'000'000))};
    if (name == "the longest text"_L1)
        return {httpAnswer("200 OK", largestText())};
    if (name == "the longest text in a chunk"_L1)
        return {chunked(largestText())};
    if (name == "the largest object"_L1)
        return {httpAnswer("200 OK", largestObject())};
    if (name == "the largest object in a chunk"_L1)
        return {chunked(largestObject())};
    if (name == "100 000 header lines"_L1)
        return {ok + QByteArray("X: y\r\n").repeated(100'000) + "Content-Length: 2\r\n\r\n{}"};
    if (name == "header lines without end"_L1)
        return flood(ok, "X: y\r\n");
    if (name == "a header without end"_L1)
        return flood(ok + "X: ");
    if (name == "a 401 without end"_L1)
        return flood("HTTP/1.1 401 No\r\n\r\n");
    if (name == "a realm of a megabyte"_L1)
        return {httpAnswer("401 No", "{}",
                           "WWW-Authenticate: Basic realm=\"\x1b[31m\x07" +
                               QByteArray(1'000'000, 'x') + "\"\r\n")};
    if (name == "a 407 without end"_L1)
        return flood("HTTP/1.1 407 No\r\n\r\n");
    return {httpAnswer("200 OK", R"({"data":[],"user":null})")};
}

/// A server in a process of its own, so that its memory and its time are not counted. With TLS, as
/// every server that is not on this machine.
class OtherProcess
{
public:
    explicit OtherProcess(const QString &name, bool isEncrypted = true)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {isEncrypted ? u"--serve"_s : u"--serve-plain"_s, name});
        if (!m_process.waitForReadyRead())
            qFatal("The server does not come up");
        m_address = QString::fromLatin1(m_process.readLine().trimmed());
        const QByteArray authority = QByteArray::fromBase64(m_process.readLine().trimmed());
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.addCaCertificate(QSslCertificate(authority, QSsl::Der));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~OtherProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Account account() const
    {
        return {std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(m_address)),
                u"canary-token"_s};
    }

private:
    QProcess m_process;
    QString m_address;
};

enum class Call { Put, Remove, Read, List };

/// Makes the call and names what came of it.
QString make(Call call, ControlPlaneClient &client, const Account &account)
{
    Awaited<QString> name;
    const auto told = [answer = name.answer()](const auto &outcome) { answer(nameOf(outcome)); };
    JobPtr job;
    switch (call) {
    case Call::Put:
        job = client.setOverride(account, {u"server-1"_s, overrideBody},
                                 [told](const ChangeOutcome &outcome) { told(outcome); });
        break;
    case Call::Remove:
        job = client.removeOverride(account, u"server-1"_s, {u"user-17"_s, u"user"_s},
                                    [answer = name.answer()](const ChangeOutcome &outcome) {
                                        const auto *failure = std::get_if<Failure>(&outcome);
                                        answer(failure ? nameOf(*failure) : u"Removed"_s);
                                    });
        break;
    case Call::Read:
        job = client.fetchServer(account, u"server-1"_s,
                                 [told](const Fetched<ServerEntry> &entry) { told(entry); });
        break;
    case Call::List:
        job =
            client.fetchServers(account, {}, [told](const Fetched<ListingEnd> &end) { told(end); });
        break;
    }
    if (!name.came())
        qFatal("No answer, or several");
    return name.value();
}

} // namespace

/// What the answers of a hostile server cost this program.
class TestHostileAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void promise17CostsLittle_data();
    void promise17CostsLittle();
    void promise17StopsWhatQtKeeps_data();
    void promise17StopsWhatQtKeeps();
    void promise25NeverStopsTheWindow_data();
    void promise25NeverStopsTheWindow();
};

/// The first exchange loads libraries, and the largest that is allowed fills the pools of memory.
void TestHostileAnswers::initTestCase()
{
    const OtherProcess server(u"an ordinary answer"_s);
    ControlPlaneClient client({longDeadline}, {.attempts = 1});
    for (const Call call : {Call::Put, Call::Remove, Call::Read, Call::List})
        make(call, client, server.account());
}

void TestHostileAnswers::promise17CostsLittle_data()
{
    QTest::addColumn<QString>("outcome"); // of reading
    const QString tooLarge = u"Unexpected TooLarge"_s;
    const QString shape = u"Unexpected Shape"_s;
    QTest::newRow("an ordinary answer") << u"Read"_s;
    QTest::newRow("400 MB without a length") << tooLarge;
    QTest::newRow("400 MB with a length") << tooLarge;
    QTest::newRow("400 MB in a chunk") << tooLarge;
    QTest::newRow("a compressed bomb") << shape;
    QTest::newRow("a million nested arrays") << shape;
    QTest::newRow("10 MB of words with an error") << u"Unexpected Status"_s;
    QTest::newRow("a list of 16 MB") << tooLarge;
    QTest::newRow("a list of 1 MB with tiny entries") << tooLarge;
    QTest::newRow("a number of 1 MB") << u"Read"_s;
    for (const char *largest : {"the longest text", "the longest text in a chunk",
                                "the largest object", "the largest object in a chunk"})
        QTest::newRow(largest) << u"Read"_s;
    QTest::newRow("100 000 header lines") << timeout;
    QTest::newRow("a realm of a megabyte") << timeout;
}

void TestHostileAnswers::promise17CostsLittle()
{
    QFETCH(const QString, outcome);
    const OtherProcess server(QString::fromUtf8(QTest::currentDataTag()));
    ControlPlaneClient client({outcome == timeout ? shortDeadline : longDeadline}, {.attempts = 1});
    for (const Call call : {Call::Put, Call::Remove, Call::List, Call::Read}) {
        const Cost cost;
        const QString name = make(call, client, server.account());
        QTest::qWait(0); // what the answer left to be done
        qInfo("%d: %s, %lld KiB, %lld ms", static_cast<int>(call), qPrintable(name), cost.memory(),
              cost.stall());
        QVERIFY2(isInstrumented || cost.memory() <= mostMemory,
                 QByteArray::number(cost.memory()).constData());
        QVERIFY2(isInstrumented || cost.stall() <= longestStall,
                 QByteArray::number(cost.stall()).constData());
        if (call == Call::Read)
            QCOMPARE(name, outcome);
    }
}

void TestHostileAnswers::promise17StopsWhatQtKeeps_data()
{
    QTest::addColumn<bool>("isEncrypted");
    for (const char *answer : {"header lines without end", "a header without end",
                               "a 401 without end", "a 407 without end"}) {
        QTest::addRow("%s, http", answer) << false;
        QTest::addRow("%s, https", answer) << true;
    }
}

/// Long before the deadline, and with little memory.
void TestHostileAnswers::promise17StopsWhatQtKeeps()
{
    QFETCH(const bool, isEncrypted);
    const QString name = QString::fromUtf8(QTest::currentDataTag()).section(u',', 0, 0);
    const OtherProcess server(name, isEncrypted);
    ControlPlaneClient client({longDeadline}, {.attempts = 1});
    for (const Call call : {Call::Put, Call::Read}) {
        const Cost cost;
        QCOMPARE(make(call, client, server.account()), u"Unexpected TooLarge"_s);
        QTest::qWait(0);
        qInfo("%d: %lld KiB, %lld ms", static_cast<int>(call), cost.memory(), cost.stall());
        QVERIFY2(isInstrumented || cost.memory() <= mostMemoryOfQt,
                 QByteArray::number(cost.memory()).constData());
    }
}

void TestHostileAnswers::promise25NeverStopsTheWindow_data()
{
    QTest::addColumn<QString>("next"); // what the call after it says, of an ordinary server
    QTest::newRow("header lines without end") << u"Read"_s;
    QTest::newRow("a header without end") << u"Read"_s;
    QTest::newRow("a 401 without end") << u"Read"_s;
}

void TestHostileAnswers::promise25NeverStopsTheWindow()
{
    QFETCH(const QString, next);
    const OtherProcess good(u"an ordinary answer"_s);
    const OtherProcess server(QString::fromUtf8(QTest::currentDataTag()));
    ControlPlaneClient client({longDeadline}, {.attempts = 1});
    for (const Call call : {Call::Put, Call::Read}) {
        const Cost cost;
        QCOMPARE(make(call, client, server.account()), u"Unexpected TooLarge"_s);
        QCOMPARE(make(Call::Read, client, good.account()), next);
        QTest::qWait(0);
        qInfo("%d: %lld KiB, %lld ms", static_cast<int>(call), cost.memory(), cost.stall());
        QVERIFY2(isInstrumented || cost.stall() <= longestStall,
                 QByteArray::number(cost.stall()).constData());
    }
}

} // namespace mcpo

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isPlain = arguments.value(1) == QStringLiteral("--serve-plain");
    if (isPlain || arguments.value(1) == QStringLiteral("--serve")) {
        mcpo::TestCertificates certificates(QStringLiteral("A trusted authority"));
        const mcpo::ScriptedServer server(mcpo::scriptOf(arguments.value(2)),
                                          isPlain ? std::optional<QSslConfiguration>()
                                                  : certificates.serverWith());
        std::cout << server.address().text().toStdString() << '\n'
                  << certificates.authority().toDer().toBase64().toStdString() << std::endl;
        return QCoreApplication::exec();
    }
    mcpo::TestHostileAnswers test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hostileanswers.moc"
