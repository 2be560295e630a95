// SPDX-License-Identifier: Apache-2.0
#include "models/directory/serverauth.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestServerAuth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsWhatCannotWork_data();
    void knowsWhatCannotWork();
    void findsThePlaceholder_data();
    void findsThePlaceholder();
};

void TestServerAuth::knowsWhatCannotWork_data()
{
    using Kind = ServerAuth::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("subjectType");
    QTest::addColumn<Unsuited>("why");
    const QString header = u"header"_s;
    const QString env = u"env"_s;
    const QString oauth = u"oauth2_client_credentials"_s;
    const QString user = u"user"_s;
    const QString machine = u"virtualaccount"_s;
    QTest::newRow("a header for a header") << Kind::Header << header << user << Unsuited::No;
    QTest::newRow("a key for a header")
        << Kind::Header << env << user << Unsuited::ServerTakesHeader;
    QTest::newRow("a client for a header")
        << Kind::Header << oauth << machine << Unsuited::ServerTakesHeader;
    QTest::newRow("a key for a stdio server") << Kind::Env << env << machine << Unsuited::No;
    QTest::newRow("a header for a stdio server")
        << Kind::Env << header << user << Unsuited::ServerTakesEnv;
    QTest::newRow("a client of a virtual account")
        << Kind::OAuth2 << oauth << machine << Unsuited::No;
    QTest::newRow("a client of a user")
        << Kind::OAuth2 << oauth << user << Unsuited::ForVirtualAccounts;
    QTest::newRow("a header for OAuth2")
        << Kind::OAuth2 << header << machine << Unsuited::ServerTakesOAuth2;
    QTest::newRow("nothing works without auth")
        << Kind::None << header << user << Unsuited::ServerTakesNone;
    QTest::newRow("nothing works with passthrough")
        << Kind::Passthrough << env << machine << Unsuited::ServerTakesNone;
    QTest::newRow("who knows") << Kind::Unknown << header << user << Unsuited::No;
    QTest::newRow("a client of a user is known everywhere")
        << Kind::Unknown << oauth << user << Unsuited::ForVirtualAccounts;
    QTest::newRow("a type that the API does not describe")
        << Kind::Header << u"key_value"_s << user << Unsuited::No;
}

void TestServerAuth::knowsWhatCannotWork()
{
    QFETCH(const ServerAuth::Kind, kind);
    QFETCH(const QString, type);
    QFETCH(const QString, subjectType);
    QFETCH(const Unsuited, why);
    ServerAuth auth;
    auth.kind = kind;
    QCOMPARE(unsuited(auth, type, subjectType), why);
}

void TestServerAuth::findsThePlaceholder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("alone") << u"{{API_KEY}}"_s << u"API_KEY"_s;
    QTest::newRow("behind a scheme") << u"Bearer {{API_KEY}}"_s << u"API_KEY"_s;
    QTest::newRow("with blanks inside") << u"{{ KEY }}"_s << u"KEY"_s;
    QTest::newRow("the first of two") << u"{{A}}:{{B}}"_s << u"A"_s;
    QTest::newRow("none") << u"Bearer sk-1"_s << QString();
    QTest::newRow("never closed") << u"Bearer {{API_KEY"_s << QString();
    QTest::newRow("closed before it opens") << u"}}{{"_s << QString();
    QTest::newRow("nothing inside") << u"{{}}"_s << QString();
}

void TestServerAuth::findsThePlaceholder()
{
    QFETCH(const QString, text);
    QFETCH(const QString, name);
    QCOMPARE(placeholderIn(text), name);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestServerAuth)
#include "tst_serverauth.moc"
