// SPDX-License-Identifier: Apache-2.0
#include "net/proxychoice.h"

#include <QHash>
#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

using Variables = QHash<QString, QString>;

/// "http proxy.example.com:3128", "direct", "unsupported …", or "none" where it says nothing.
QString chosen(const QString &url, const Variables &variables)
{
    const auto choice = proxyFromEnvironment(QUrl(url), [&variables](const char *name) {
        return variables.value(QString::fromLatin1(name));
    });
    if (!choice)
        return u"none"_s;
    if (!choice->unsupported.isEmpty())
        return u"unsupported "_s + choice->unsupported;
    switch (choice->proxy.type()) {
    case QNetworkProxy::HttpProxy: return u"http "_s + choice->displayText();
    case QNetworkProxy::Socks5Proxy: return u"socks "_s + choice->displayText();
    default: return u"direct"_s;
    }
}

} // namespace

/// Which proxy the environment names.
class TestProxyChoice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheVariables_data();
    void readsTheVariables();
    void exceptsHosts_data();
    void exceptsHosts();
    void letsTheProxyLookUpHostsWhereItSaysSo();
    void readsUserAndPassword();
};

void TestProxyChoice::readsTheVariables_data()
{
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<QString>("expected");
    const QString proxy = u"http://proxy.example.com:3128"_s;
    const QString http = u"http proxy.example.com:3128"_s;
    QTest::newRow("nothing") << Variables{} << u"none"_s;
    QTest::newRow("empty") << Variables{{u"https_proxy"_s, u" "_s}} << u"none"_s;
    for (const char *name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        QTest::newRow(name) << Variables{{QString::fromLatin1(name), proxy}} << http;
    QTest::newRow("https_proxy before all_proxy")
        << Variables{{u"all_proxy"_s, u"http://other:1"_s}, {u"HTTPS_PROXY"_s, proxy}} << http;
    QTest::newRow("http_proxy is not for https")
        << Variables{{u"http_proxy"_s, proxy}} << u"none"_s;
    for (const auto &[text, expected] : std::initializer_list<std::pair<QString, QString>>{
             {u"proxy.example.com:3128"_s, http},
             {u"user:word@proxy.example.com:3128"_s, http},
             {u"HTTP://proxy.example.com:3128/"_s, http},
             {u"proxy.example.com"_s, u"http proxy.example.com:1080"_s},
             {u"[::1]:3128"_s, u"http ::1:3128"_s},
             {u"socks5://proxy.example.com"_s, u"socks proxy.example.com:1080"_s},
             {u"socks5h://proxy.example.com:9050"_s, u"socks proxy.example.com:9050"_s},
             {u"socks4://proxy.example.com:1"_s, u"unsupported socks4://proxy.example.com:1"_s},
             {u"socks4a://proxy.example.com"_s, u"unsupported socks4a://proxy.example.com"_s},
             {u"https://u:word@proxy.example.com"_s, u"unsupported https://proxy.example.com"_s},
             {u"ftp://proxy.example.com"_s, u"unsupported ftp://proxy.example.com"_s},
             {u"http://"_s, u"unsupported http://"_s},
         })
        QTest::newRow(qPrintable(text)) << Variables{{u"https_proxy"_s, text}} << expected;
}

void TestProxyChoice::readsTheVariables()
{
    QFETCH(const Variables, variables);
    QFETCH(const QString, expected);
    QCOMPARE(chosen(u"https://cp.example.com"_s, variables), expected);
}

void TestProxyChoice::exceptsHosts_data()
{
    QTest::addColumn<QString>("exceptions");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isExcepted");
    const QString url = u"https://cp.example.com"_s;
    QTest::newRow("all") << u"*"_s << url << true;
    QTest::newRow("the host") << u"cp.example.com"_s << url << true;
    QTest::newRow("in a list") << u"a.example, CP.example.com"_s << url << true;
    QTest::newRow("its domain") << u"example.com"_s << url << true;
    QTest::newRow("its domain with a dot") << u".example.com"_s << url << true;
    QTest::newRow("its domain with a star") << u"*.example.com"_s << url << true;
    QTest::newRow("the end of a name") << u"ple.com"_s << url << false;
    QTest::newRow("another host") << u"other.example.com"_s << url << false;
    QTest::newRow("its port") << u"cp.example.com:443"_s << url << true;
    QTest::newRow("another port") << u"cp.example.com:444"_s << url << false;
    QTest::newRow("an address") << u"10.1.2.3"_s << u"https://10.1.2.3"_s << true;
    QTest::newRow("another address") << u"10.1.2.4"_s << u"https://10.1.2.3"_s << false;
    QTest::newRow("a range") << u"10.0.0.0/8"_s << u"https://10.1.2.3"_s << true;
    QTest::newRow("another range") << u"11.0.0.0/8"_s << u"https://10.1.2.3"_s << false;
    QTest::newRow("IPv6") << u"[fd00::1]"_s << u"https://[fd00::1]"_s << true;
    QTest::newRow("IPv6 without brackets") << u"fd00::1"_s << u"https://[fd00::1]"_s << true;
    QTest::newRow("IPv6 with a port") << u"[fd00::1]:443"_s << u"https://[fd00::1]"_s << true;
}

void TestProxyChoice::exceptsHosts()
{
    QFETCH(const QString, exceptions);
    QFETCH(const QString, url);
    QFETCH(const bool, isExcepted);
    for (const QString &name : {u"no_proxy"_s, u"NO_PROXY"_s}) {
        const Variables variables{{u"https_proxy"_s, u"http://proxy:1"_s}, {name, exceptions}};
        QCOMPARE(chosen(url, variables), isExcepted ? u"direct"_s : u"http proxy:1"_s);
    }
}

void TestProxyChoice::letsTheProxyLookUpHostsWhereItSaysSo()
{
    const QHash<QString, bool> schemes{
        {u"socks5"_s, false}, {u"socks5h"_s, true}, {u"http"_s, true}};
    for (auto it = schemes.cbegin(); it != schemes.cend(); ++it) {
        const QString &scheme = it.key();
        const auto choice =
            proxyFromEnvironment(QUrl(u"https://cp.example.com"_s), [&scheme](const char *name) {
                return qstrcmp(name, "all_proxy") == 0 ? scheme + "://proxy:1"_L1 : QString();
            });
        QVERIFY(choice);
        QCOMPARE(choice->proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability),
                 it.value());
    }
}

void TestProxyChoice::readsUserAndPassword()
{
    const auto choice =
        proxyFromEnvironment(QUrl(u"https://cp.example.com"_s), [](const char *name) {
            return qstrcmp(name, "https_proxy") == 0 ? u"us%40er:pa%3Ass@proxy:1"_s : QString();
        });
    QVERIFY(choice);
    QCOMPARE(choice->proxy.user(), u"us@er"_s);
    QCOMPARE(choice->proxy.password(), u"pa:ss"_s);
    QCOMPARE(choice->displayText(), u"proxy:1"_s);
}

QTEST_APPLESS_MAIN(TestProxyChoice)
#include "tst_proxychoice.moc"
