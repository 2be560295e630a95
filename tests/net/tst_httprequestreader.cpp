// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/httprequestreader.h"

#include <QTest>

using namespace mcpo;

namespace
{

using Reader = HttpRequestReader;

const QByteArray hosted = " HTTP/1.1\r\nHost: h\r\n";

/// What a reader makes of @p bytes, in lines: a request, "continue", or the status of a refusal.
QByteArrayList read(Reader &reader, const QByteArray &bytes)
{
    reader.append(bytes);
    QByteArrayList found;
    for (;;) {
        const Reader::Progress progress = reader.next();
        if (std::holds_alternative<Reader::Incomplete>(progress))
            return found;
        if (std::holds_alternative<Reader::AwaitsContinue>(progress))
            found.append("continue");
        if (const auto *refused = std::get_if<Reader::Refused>(&progress))
            found.append(QByteArray::number(refused->status));
        if (const auto *request = std::get_if<SandboxHttpRequest>(&progress))
            found.append(request->method + ' ' + request->path + '?' + request->query + ' ' +
                         request->body + (request->isLast ? " last" : ""));
    }
}

QByteArrayList readAtOnce(const QByteArray &bytes)
{
    Reader reader;
    return read(reader, bytes);
}

QByteArrayList readByteByByte(const QByteArray &bytes)
{
    Reader reader;
    QByteArrayList found;
    for (const char byte : bytes)
        found += read(reader, QByteArray(1, byte));
    return found;
}

} // namespace

class TestHttpRequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRequests_data();
    void readsRequests();
    void refusesWhatIsMalformed_data();
    void refusesWhatIsMalformed();
    void refusesWhatIsTooLarge_data();
    void refusesWhatIsTooLarge();
    void reportsHeadersByTheirLowerCaseNames();
    void readsNothingAfterARefusal();
};

void TestHttpRequestReader::readsRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("found");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &found) {
        QTest::newRow(name) << bytes << found;
    };
    row("without a body", "GET /a%2Fb" + hosted + "\r\n", {"GET /a%2Fb? "});
    row("with a query", "GET /a?b=c?d" + hosted + "\r\n", {"GET /a?b=c?d "});
    row("with an address, as for a proxy", "GET http://h:1/a?b" + hosted + "\r\n", {"GET /a?b "});
    row("with a body", "PUT /a" + hosted + "Content-Length: 3\r\n\r\nabc", {"PUT /a? abc"});
    row("DELETE with a body", "DELETE /a" + hosted + "Content-Length: 1\r\n\r\nx",
        {"DELETE /a? x"});
    row("an empty body", "PUT /a" + hosted + "Content-Length: 0\r\n\r\n", {"PUT /a? "});
    row("chunks",
        "PUT /a" + hosted +
            "Transfer-Encoding: Chunked\r\n\r\n2;x=y\r\nab\r\nA\r\n\r\n34567890\r\n0\r\n\r\n",
        {"PUT /a? ab\r\n34567890"});
    row("chunks with trailers",
        "PUT /a" + hosted + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n", {"PUT /a? "});
    row("two at once", "PUT /a" + hosted + "Content-Length: 1\r\n\r\nxGET /b" + hosted + "\r\n",
        {"PUT /a? x", "GET /b? "});
    row("an empty line before", "\r\nGET /a" + hosted + "\r\n", {"GET /a? "});
    row("awaiting \"100 Continue\"",
        "PUT /a" + hosted + "Expect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
        {"continue", "PUT /a? x"});
    row("nothing to continue with", "PUT /a" + hosted + "Expect: 100-continue\r\n\r\n",
        {"PUT /a? "});
    row("the last of its connection", "GET /a" + hosted + "Connection: x, Close\r\n\r\n",
        {"GET /a?  last"});
    row("HTTP/1.0 without a host", "GET /a HTTP/1.0\r\n\r\n", {"GET /a?  last"});
    row("no space after the colon", "GET /a HTTP/1.1\r\nHost:h\r\n\r\n", {"GET /a? "});
    row("Latin-1 in a header", "GET /a" + hosted + "X: \xE4\r\n\r\n", {"GET /a? "});
}

void TestHttpRequestReader::readsRequests()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArrayList, found);
    QCOMPARE(readAtOnce(bytes), found);
    QCOMPARE(readByteByByte(bytes), found);
    QCOMPARE(readAtOnce(bytes.chopped(1)), found.first(found.size() - 1));
}

void TestHttpRequestReader::refusesWhatIsMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char *name, const QByteArray &bytes, const char *status = "400") {
        QTest::newRow(name) << bytes << QByteArray(status);
    };
    const auto withHeader = [](const QByteArray &header) {
        return QByteArray("PUT /a" + hosted + header + "\r\n\r\n");
    };
    const auto chunked = [](const QByteArray &chunks) {
        return QByteArray("PUT /a" + hosted + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    };
    row("the first byte of TLS", "\x16");
    row("words", "hello\r\n");
    row("two spaces", "GET  /a" + hosted);
    row("a tab", "GET\t/a HTTP/1.1\r\n");
    row("no target", "GET HTTP/1.1\r\n");
    row("no version", "GET /a\r\n");
    row("another protocol", "GET /a SIP/2.0\r\n");
    row("HTTP/2", "PRI * HTTP/2.0\r\n", "505");
    row("another target", "OPTIONS *" + hosted);
    row("a host as the target", "CONNECT h:1" + hosted);
    row("an address without a path", "GET http://h" + hosted);
    row("a fragment", "GET /a#b" + hosted);
    row("bytes outside ASCII in the target", "GET /\xC3\xA4" + hosted);
    row("a lone line feed", "GET /a HTTP/1.1\nHost: h\n\n");
    row("a lone carriage return", "GET /a HTTP/1.1\rHost: h\r\r\n");
    row("no host", "GET /a HTTP/1.1\r\n\r\n");
    row("two hosts", withHeader("Host: h"));
    row("two tokens", withHeader("Authorization: Bearer a\r\nAuthorization: Bearer b"));
    row("a header without a colon", withHeader("X"));
    row("a header without a name", withHeader(": x"));
    row("a space before the colon", withHeader("X : y"));
    row("a header over two lines", withHeader("X: y\r\n z"));
    row("a zero byte in a header", withHeader(QByteArray("X: \0", 4)));
    row("a length that is no number", withHeader("Content-Length: 1x"));
    row("a negative length", withHeader("Content-Length: -1"));
    row("a length with a sign", withHeader("Content-Length: +1"));
    row("an empty length", withHeader("Content-Length: "));
    row("a list of lengths", withHeader("Content-Length: 1, 1"));
    row("two lengths", withHeader("Content-Length: 1\r\nContent-Length: 1"));
    row("a length of more than 64 bits", withHeader("Content-Length: 99999999999999999999"));
    row("length and chunks", withHeader("Content-Length: 1\r\nTransfer-Encoding: chunked"));
    row("another transfer encoding", withHeader("Transfer-Encoding: gzip, chunked"), "501");
    row("chunks in HTTP/1.0", "PUT /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
    row("another expectation", withHeader("Expect: cake"), "417");
    row("a chunk size that is no number", chunked("x\r\n"));
    row("a chunk size with its base", chunked("0x1\r\n"));
    row("a chunk without a size", chunked("\r\n"));
    row("a chunk longer than its size", chunked("1\r\nabc"));
    row("a chunk size that ends in a line feed", chunked("1\n"));
}

void TestHttpRequestReader::refusesWhatIsMalformed()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, status);
    QCOMPARE(readAtOnce(bytes), QByteArrayList{status});
    QCOMPARE(readByteByByte(bytes), QByteArrayList{status});
}

void TestHttpRequestReader::refusesWhatIsTooLarge_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("found");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &found) {
        QTest::newRow(name) << bytes << QByteArrayList{found};
    };
    const QByteArray chunked = "PUT /a" + hosted + "Transfer-Encoding: chunked\r\n\r\n";
    row("a head of the limit", "GET /a" + hosted + "X: " + QByteArray(100 - 33, 'x') + "\r\n\r\n",
        "GET /a? ");
    row("a head of a byte more", "GET /a" + hosted + "X: " + QByteArray(101 - 33, 'x') + "\r\n\r\n",
        "431");
    row("a line that does not end", QByteArray(101, 'x'), "431");
    row("a body of the limit", "PUT /a" + hosted + "Content-Length: 10\r\n\r\n0123456789",
        "PUT /a? 0123456789");
    row("a body of a byte more, before it comes", "PUT /a" + hosted + "Content-Length: 11\r\n\r\n",
        "413");
    row("chunks of the limit", chunked + "5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n",
        "PUT /a? 0123456789");
    row("chunks of a byte more", chunked + "5\r\n01234\r\n6\r\n", "413");
    row("a chunk of more than 64 bits can count", chunked + "7fffffffffffffff\r\n", "413");
    row("trailers that do not end", chunked + "0\r\nX: " + QByteArray(100, 'y'), "431");
    row("a chunk extension that does not end", chunked + "1;" + QByteArray(1024, 'y'), "400");
}

void TestHttpRequestReader::refusesWhatIsTooLarge()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArrayList, found);
    Reader reader({.head = 100, .body = 10});
    QCOMPARE(read(reader, bytes), found);
}

void TestHttpRequestReader::reportsHeadersByTheirLowerCaseNames()
{
    Reader reader;
    reader.append("GET /a" + hosted + "AUTHORIZATION: \t Bearer x \r\nB:\r\n\r\n");
    const Reader::Progress progress = reader.next();
    QVERIFY(std::holds_alternative<SandboxHttpRequest>(progress));
    const auto &request = std::get<SandboxHttpRequest>(progress);
    QCOMPARE(request.header("host"), "h");
    QCOMPARE(request.header("authorization"), "Bearer x");
    QCOMPARE(request.header("b"), "");
    QCOMPARE(request.header("c"), "");
}

void TestHttpRequestReader::readsNothingAfterARefusal()
{
    Reader reader;
    QCOMPARE(read(reader, "x\r\n"), QByteArrayList{"400"});
    QCOMPARE(read(reader, "GET /a" + hosted + "\r\n"), QByteArrayList());
}

QTEST_GUILESS_MAIN(TestHttpRequestReader)
#include "tst_httprequestreader.moc"
