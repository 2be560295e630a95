// SPDX-License-Identifier: Apache-2.0
#include "models/session/profiles.h"
#include "models/session/profilestore.h"
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QByteArray session = R"({"user":{"roles":[],"subject":{"subjectId":"user-17"}}})";
const QString token = u"canary-token"_s;

/// The ways in which the control plane of a profile can become another one.
enum class Way {
    Dialog,   ///< the profile is edited while it is in use
    Settings, ///< somebody edits the file, and the program starts later
    Start,    ///< the program is started for another address
    Preset,   ///< an administrator settles another one
};

/// The program without its window.
struct Program {
    explicit Program(FakeTokenVault &vault)
        : session(client, vault)
    {
    }

    ControlPlaneClient client;
    Session session;
    Profiles profiles{session};
    QSignalSpy asked{&profiles, &Profiles::signInWanted};
};

} // namespace

/// A token is for one origin: scheme, host and port.
class TestOrigins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void promise20GivesNoOtherOriginTheToken_data();
    void promise20GivesNoOtherOriginTheToken();

private:
    TestCertificates m_certificates{u"A trusted authority"_s};
};

void TestOrigins::initTestCase()
{
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.addCaCertificate(m_certificates.authority());
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void TestOrigins::promise20GivesNoOtherOriginTheToken_data()
{
    QTest::addColumn<Way>("way");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isOtherServer");
    QTest::addColumn<bool>("isTls");
    const QList<std::pair<const char *, Way>> ways{{"edited", Way::Dialog},
                                                   {"edited in the file", Way::Settings},
                                                   {"named at the start", Way::Start},
                                                   {"managed by the preset", Way::Preset}};
    for (const auto &[name, way] : ways) {
        QTest::addRow("another host, %s", name) << way << u"localhost"_s << false << false;
        QTest::addRow("another port, %s", name) << way << u"127.0.0.1"_s << true << false;
        QTest::addRow("another scheme and port, %s", name) << way << u"127.0.0.1"_s << true << true;
    }
}

void TestOrigins::promise20GivesNoOtherOriginTheToken()
{
    QFETCH(const Way, way);
    QFETCH(const QString, host);
    QFETCH(const bool, isOtherServer);
    QFETCH(const bool, isTls);
    const OwnSettings settings;
    ScriptedServer before(Script{httpAnswer("200 OK", session)});
    ScriptedServer other(Script{httpAnswer("200 OK", session)},
                         isTls ? std::optional(m_certificates.serverWith()) : std::nullopt);
    ScriptedServer &after = isOtherServer ? other : before;
    const ControlPlaneAddress newAddress = after.address(host);
    const Profile profile{u"1"_s,       u"Example"_s, ProfileColor::None, false, before.address(),
                          u"user-17"_s, true};
    QVERIFY(saveProfile(profile) && setLastUsedProfile(profile.id));
    FakeTokenVault vault(FakeTokenVault::Mode::InMemory);
    vault.store(profile.tokenKey(), token);

    // It is the token of the origin that it was stored for.
    std::optional<Program> program(std::in_place, vault);
    program->profiles.open({});
    program->profiles.begin({});
    QTRY_VERIFY(program->session.isSignedIn());
    QCOMPARE(before.requests().size(), 1);
    QCOMPARE(before.requests().constFirst().header("Authorization"), "Bearer canary-token");

    Profile moved = profile;
    moved.address = newAddress;
    Preset preset;
    if (way == Way::Dialog) {
        program->profiles.edit(moved);
    } else {
        program.emplace(vault);
        if (way == Way::Settings)
            QVERIFY(saveProfile(moved));
        if (way == Way::Preset)
            preset.controlPlane = newAddress;
        program->profiles.open(preset);
        program->profiles.begin(way == Way::Start ? std::optional(newAddress) : std::nullopt);
    }
    QTRY_COMPARE(program->asked.size(), 1); // to sign in again
    QVERIFY(!program->session.isSignedIn());
    QVERIFY(program->profiles.proposedAddress() == newAddress);
    QCOMPARE(before.requests().size(), 1);
    QCOMPARE(other.connections(), 0);

    // Who signs in there with another token gives it that one alone.
    program->session.signIn({newAddress, u"new-token"_s}, TokenStorage::Keychain);
    QTRY_VERIFY(program->session.isSignedIn());
    QCOMPARE(after.requests().constLast().header("Authorization"), "Bearer new-token");
    QVERIFY(!other.bytes().contains("canary"));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestOrigins)
#include "tst_origins.moc"
