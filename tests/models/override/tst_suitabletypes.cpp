// SPDX-License-Identifier: Apache-2.0
#include "models/override/suitabletypes.h"

#include "models/override/overrideform.h"
#include "models/override/targetfacts.h"
#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"

#include <QSignalSpy>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = ServerAuth::Kind;

const QString header = u"header"_s;
const QString oauth = u"oauth2_client_credentials"_s;
const QString env = u"env"_s;

/// Signed in, on a directory that has a server for each kind of auth.
struct Bench {
    Bench()
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        controlPlane.caller.add(Caller{{u"admin@example.com"_s, u"user"_s}, {}, {}, Role::Manager});
        session.signIn({address, u"token"_s}, TokenStorage::ThisSessionOnly);
        facts.setServerLookup([this](const QString &id) {
            ServerEntry server{id, {}, {}, takesOverrides, {}};
            server.auth.kind = kind;
            return std::optional(server);
        });
    }

    bool tell(Kind told)
    {
        kind = told;
        if (!QTest::qWaitFor([this] { return session.isSignedIn(); }))
            return false;
        form.setText(fields::server, QString());
        form.setText(fields::server, u"mcp-1"_s);
        return facts.server().isKnown();
    }

    QStringList offered() const
    {
        QStringList names;
        for (const CredentialType &type : form.description().credentialTypes()) {
            if (types.isOffered(type.name))
                names.append(type.name);
        }
        return names;
    }

    Kind kind = Kind::Unknown;
    bool takesOverrides = true;
    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    OverrideForm form{RequestDescription::builtIn()};
    TargetFacts facts{controlPlane, session, form, std::chrono::hours(24)};
    SuitableTypes types{form, facts};
};

} // namespace

class TestSuitableTypes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersWhatFits_data();
    void offersWhatFits();
    void offersEverythingWhileNothingIsKnown();
    void tellsThatAServerTakesNone();
    void leavesATypeThatTurnsOutUnsuited();
    void keepsAnUnsuitedTypeForWhichSomethingWasTyped();
    void followsTheSubjectType();
    void tellsOnlyWhatChanged();
};

void TestSuitableTypes::offersWhatFits_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("subjectType");
    QTest::addColumn<QStringList>("offered");
    const QString user = u"user"_s;
    const QString account = u"virtualaccount"_s;
    const QStringList all{header, oauth, env};
    QTest::newRow("a header") << Kind::Header << user << QStringList{header};
    QTest::newRow("a variable") << Kind::Env << user << QStringList{env};
    QTest::newRow("OAuth2 for an account") << Kind::OAuth2 << account << QStringList{oauth};
    QTest::newRow("a strange server for a user")
        << Kind::Unknown << user << QStringList{header, env};
    QTest::newRow("a strange server for an account") << Kind::Unknown << account << all;
    // Where nothing fits, somebody may know better.
    QTest::newRow("OAuth2 for a user") << Kind::OAuth2 << user << all;
    QTest::newRow("a server that takes none") << Kind::Passthrough << user << all;
}

void TestSuitableTypes::offersWhatFits()
{
    QFETCH(const Kind, kind);
    QFETCH(const QString, subjectType);
    Bench bench;
    bench.form.setText(fields::subjectType, subjectType);
    QVERIFY(bench.tell(kind));
    QTEST(bench.offered(), "offered");
}

void TestSuitableTypes::offersEverythingWhileNothingIsKnown()
{
    const Bench bench;
    QCOMPARE(bench.offered().size(), 3);
    QCOMPARE(bench.types.whyNot(oauth), Unsuited::No); // although a user stands in the form
}

void TestSuitableTypes::tellsThatAServerTakesNone()
{
    Bench bench;
    bench.takesOverrides = false;
    QVERIFY(bench.tell(Kind::Header));
    QCOMPARE(bench.types.whyNot(header), Unsuited::ServerTakesNone);
    QCOMPARE(bench.form.draft().credentialType, header);
}

void TestSuitableTypes::leavesATypeThatTurnsOutUnsuited()
{
    Bench bench;
    QVERIFY(bench.tell(Kind::Env));
    QCOMPARE(bench.form.draft().credentialType, env);
}

void TestSuitableTypes::keepsAnUnsuitedTypeForWhichSomethingWasTyped()
{
    Bench bench;
    bench.form.setText(u"/authOverride/headerValue"_s, u"x"_s);
    QVERIFY(bench.tell(Kind::Env));
    QCOMPARE(bench.form.draft().credentialType, header);
    QCOMPARE(bench.types.whyNot(header), Unsuited::ServerTakesEnv);
}

void TestSuitableTypes::followsTheSubjectType()
{
    Bench bench;
    bench.form.setText(fields::subjectType, u"virtualaccount"_s);
    QVERIFY(bench.tell(Kind::Unknown));
    bench.form.setText(fields::credentialType, oauth);
    bench.form.setText(fields::subjectType, u"user"_s);
    QCOMPARE(bench.types.whyNot(oauth), Unsuited::ForVirtualAccounts);
    QCOMPARE(bench.form.draft().credentialType, header);
}

void TestSuitableTypes::tellsOnlyWhatChanged()
{
    Bench bench;
    QSignalSpy changed(&bench.types, &SuitableTypes::changed);
    QVERIFY(bench.tell(Kind::Header));
    QCOMPARE(changed.size(), 1);
    bench.facts.learn(ChangeReport{});
    bench.form.setText(fields::subject, u"user-17@example.com"_s);
    QCOMPARE(changed.size(), 1);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSuitableTypes)
#include "tst_suitabletypes.moc"
