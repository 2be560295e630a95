// SPDX-License-Identifier: Apache-2.0
// What stays of secrets in the memory of the window's program, seen from another process.

#include "tests/app/cli/recordingcontrolplane.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"
#include "tests/system/residue.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The probe and its hands.
class Window
{
public:
    Window(const QString &platform, QString how, const QString &address)
        : m_isOffscreen(platform == "offscreen"_L1)
        , m_how(std::move(how))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, platform);
        environment.insert(u"XDG_CONFIG_HOME"_s, m_settings.path());
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationDirPath() + "/residueprobe"_L1,
                        {u"--control-plane"_s, address});
    }
    ~Window()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    Window(const Window &) = delete;
    Window &operator=(const Window &) = delete;

    qint64 pid() const { return m_process.processId(); }

    bool does(const QString &verb, const QString &name, const QString &text = {})
    {
        m_process.write((verb + u'\t' + name + u'\t' + text + u'\n').toUtf8());
        return QTest::qWaitFor(
                   [this] {
                       return m_process.canReadLine() || m_process.state() == QProcess::NotRunning;
                   },
                   30'000) &&
               m_process.readLine() == "done\n";
    }

    /// Until it works: what is asked for may still have to appear.
    bool can(const QString &verb, const QString &name, const QString &text = {})
    {
        const bool isDone = QTest::qWaitFor([&] { return does(verb, name, text); }, 20'000);
        if (!isDone)
            qWarning("The window cannot %s \"%s\"", qPrintable(verb), qPrintable(name));
        return isDone;
    }

    /// The way that this run is about.
    bool enter(const QString &name, const QByteArray &secret)
    {
        const QString text = QString::fromLatin1(secret);
        if (m_how != "paste"_L1)
            return can(m_how, name, text);
        if (m_isOffscreen)
            return can(u"own"_s, text) && can(u"paste"_s, name) && can(u"own"_s, u"other"_s);
        QGuiApplication::clipboard()->setText(text);
        return can(u"paste"_s, name);
    }

private:
    bool m_isOffscreen;
    QString m_how;
    QTemporaryDir m_settings;
    QProcess m_process;
};

} // namespace

/// A control plane with TLS, where every request is answered on a connection that is kept.
class TlsControlPlane
{
public:
    explicit TlsControlPlane(TestCertificates &certificates)
        : m_server(&TlsControlPlane::answer, certificates.serverWith())
    {
    }

    ControlPlaneAddress address() const { return m_server.address(); }
    qsizetype countOf(const QByteArray &text) const { return m_server.bytes().count(text); }

private:
    static Script answer(const ReceivedRequest &request)
    {
        if (request.target().endsWith("/session"))
            return {httpAnswer("200 OK", R"({"user":{"tenantName":"t","roles":[],"subject":
                {"subjectId":"user-17","subjectType":"user"}}})")};
        if (request.target().contains("/auth/status?"))
            return {httpAnswer("200 OK", R"({"status":"authenticated","method":"auth-override"})")};
        return {httpAnswer("200 OK", R"({"data":[],"pagination":{"total":0}})")};
    }

    ScriptedServer m_server;
};

class TestResidue : public QObject
{
    Q_OBJECT

    RecordingControlPlane m_controlPlane;
    TestCertificates m_certificates{u"A trusted authority"_s};

    /// The positive control: what the scan cannot find while it is there, it would never find.
    static bool isThere(const Window &window, const QByteArray &secret)
    {
        const auto residue = residueOfProcess(window.pid(), ResidueScanner(secret));
        if (residue)
            qInfo("While it is there: %lld copies, %lld windows", residue->copies,
                  residue->windows);
        return residue && residue->copies > 0 && residue->windows >= secret.size() - 7;
    }

    static void verifyIsGone(const Window &window, const QByteArray &secret, const char *when)
    {
        constexpr int promised = 2000; // ms
        const ResidueScanner scanner(secret);
        std::optional<Residue> residue;
        QElapsedTimer timer;
        timer.start();
        const bool isGone = QTest::qWaitFor(
            [&] {
                residue = residueOfProcess(window.pid(), scanner);
                return residue && residue->isNone();
            },
            promised);
        QVERIFY(residue);
        qInfo("%s: %lld copies, %lld windows after %lld ms", when, residue->copies,
              residue->windows, timer.elapsed());
        QVERIFY2(isGone, qPrintable(residue->firstPlace));
    }

    /// Signed in, with the token in the keychain, and an override set.
    void signIn(Window &window, TlsControlPlane &controlPlane, const QByteArray &token)
    {
        QVERIFY(window.can(u"set"_s, u"Control plane"_s, controlPlane.address().text()));
        if (!window.does(u"set"_s, u"CA file"_s, m_certificates.authorityFile())) {
            QVERIFY(window.can(u"press"_s, u"Also trust a CA file"_s));
            QVERIFY(window.can(u"set"_s, u"CA file"_s, m_certificates.authorityFile()));
        }
        QVERIFY(window.enter(u"Access token"_s, token));
        QVERIFY(window.can(u"press"_s, u"Sign in"_s));
        QTRY_VERIFY(controlPlane.countOf("Bearer " + token) >= 1);
        QVERIFY(window.can(u"says"_s, u"Token"_s, u"Token in the keychain"_s));
        QVERIFY(window.can(u"set"_s, u"MCP server"_s, u"mcp-1"_s));
        QVERIFY(window.enter(u"Header value"_s, newSecret()));
        QVERIFY(window.can(u"press"_s, u"Set override"_s));
        QVERIFY(window.can(u"says"_s, u"Status"_s, u"authenticated by this override"_s));
        QVERIFY(controlPlane.countOf("Bearer " + token) >= 4);
        QVERIFY(isThere(window, token));
    }

private Q_SLOTS:
    void promise1LeavesNoTokenOfTlsConnections_data()
    {
        QTest::addColumn<QString>("platform");
        for (const char *platform : {"offscreen", "xcb"})
            QTest::newRow(platform) << QString::fromLatin1(platform);
    }

    void promise1LeavesNoTokenOfTlsConnections()
    {
        QFETCH(const QString, platform);
        TlsControlPlane one(m_certificates);
        TlsControlPlane other(m_certificates);
        Window window(platform, u"set"_s, one.address().text());
        const QByteArray first = newToken();
        signIn(window, one, first);
        QVERIFY(!QTest::currentTestFailed());

        // To another account, by a sign-in.
        QVERIFY(window.can(u"action"_s, u"Sign in to another control plane\u2026"_s));
        const QByteArray second = newToken();
        signIn(window, other, second);
        QVERIFY(!QTest::currentTestFailed());
        verifyIsGone(window, first, "Signed in elsewhere");

        // And back, by the menu: the keychain has the token.
        const qsizetype before = one.countOf("Bearer " + first);
        QVERIFY(window.can(u"action"_s, one.address().displayName()));
        QTRY_VERIFY(one.countOf("Bearer " + first) > before);
        QVERIFY(window.can(u"says"_s, u"Token"_s, u"Token in the keychain"_s));
        QVERIFY(isThere(window, first));
        verifyIsGone(window, second, "Switched the profile");

        QVERIFY(window.can(u"action"_s, u"Sign out"_s));
        verifyIsGone(window, first, "Signed out");
        verifyIsGone(window, second, "Signed out");
    }

    void promise1LeavesNothingInMemory_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::addColumn<QString>("how");
        for (const char *platform : {"offscreen", "xcb"}) {
            for (const char *how : {"type", "set", "paste"})
                QTest::addRow("%s, %s", platform, how)
                    << QString::fromLatin1(platform) << QString::fromLatin1(how);
        }
    }

    void promise1LeavesNothingInMemory()
    {
        QFETCH(const QString, platform);
        QFETCH(const QString, how);
        Window window(platform, how, m_controlPlane.address());

        const QByteArray token = newToken();
        QVERIFY(window.enter(u"Access token"_s, token));
        QVERIFY(isThere(window, token));
        QVERIFY(window.can(u"press"_s, u"Sign in"_s));

        const QList<std::pair<QString, QString>> credentials{
            {u"Header"_s, u"Header value"_s},
            {u"OAuth2 client credentials"_s, u"Client secret"_s},
            {u"Environment variable"_s, u"API key"_s},
        };
        for (const auto &[type, field] : credentials) {
            QVERIFY(window.can(u"choose"_s, u"Credential type"_s, type));
            QVERIFY(window.can(u"set"_s, u"MCP server"_s, u"mcp-1"_s));
            if (type.startsWith(u"OAuth2"_s))
                QVERIFY(window.can(u"set"_s, u"Client ID"_s, u"client-1"_s));

            const QByteArray cancelled = newSecret();
            QVERIFY(window.enter(field, cancelled));
            QVERIFY(isThere(window, cancelled));
            QVERIFY(window.can(u"press"_s, u"Cancel"_s));
            verifyIsGone(window, cancelled, "Cancelled");

            const QByteArray saved = newSecret();
            QVERIFY(window.can(u"choose"_s, u"Credential type"_s, type));
            QVERIFY(window.can(u"set"_s, u"MCP server"_s, u"mcp-1"_s));
            if (type.startsWith(u"OAuth2"_s))
                QVERIFY(window.can(u"set"_s, u"Client ID"_s, u"client-1"_s));
            QVERIFY(window.enter(field, saved));
            QVERIFY(isThere(window, saved));
            QVERIFY(window.can(u"press"_s, u"Set override"_s));
            QVERIFY(window.can(u"says"_s, u"Status"_s, u"authenticated by this override"_s));
            verifyIsGone(window, saved, "Saved");
        }

        QVERIFY(isThere(window, token));
        QVERIFY(window.can(u"action"_s, u"Sign out"_s));
        verifyIsGone(window, token, "Signed out");
    }
};

} // namespace mcpo

QTEST_MAIN(mcpo::TestResidue)
#include "tst_residue.moc"
