// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exitcode.h"

#include <QTest>

using namespace mcpo;

Q_DECLARE_METATYPE(mcpo::ChangeOutcome)

/// Scripts rely on these numbers, so they are written out here.
class TestCliExitCodes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outcomeHasItsCode_data()
    {
        QTest::addColumn<ChangeOutcome>("outcome");
        QTest::addColumn<int>("code");

        QTest::newRow("saved") << ChangeOutcome(Saved{}) << 0;
        QTest::newRow("the body is rejected") << ChangeOutcome(BodyRejected{}) << 4;
        QTest::newRow("overrides are not supported") << ChangeOutcome(OverridesUnsupported{}) << 4;
        const auto failure = [](const char *name, const Failure &one, int code) {
            QTest::newRow(name) << ChangeOutcome(one) << code;
        };
        failure("the token is not accepted", SignInExpired{}, 5);
        failure("the caller may not", NotPermitted{}, 6);
        failure("server or subject is missing", NotFound{}, 7);
        failure("busy", Busy{}, 8);
        failure("a CA file that cannot be used", CaFileUnusable{}, 3);
        failure("not reached", NotReached{}, 9);
        failure("TLS refused", Insecure{}, 9);
        failure("redirected", Redirected{}, 9);
        failure("no answer", NoAnswer{}, 9);
        failure("unexpected", Unexpected{}, 9);
        ServerReply badRequest;
        badRequest.status = 400;
        failure("400 where no field can be wrong",
                Unexpected{Unexpected::Reason::Status, badRequest}, 4);
    }

    void outcomeHasItsCode()
    {
        QFETCH(ChangeOutcome, outcome);
        QTEST(static_cast<int>(exitCodeOf(outcome)), "code");
    }

    void codesOfTheProgramItself()
    {
        QCOMPARE(static_cast<int>(ExitCode::Incomplete), 1);
        QCOMPARE(static_cast<int>(ExitCode::Usage), 2);
        QCOMPARE(static_cast<int>(ExitCode::Refused), 3);
        QCOMPARE(static_cast<int>(ExitCode::Keychain), 10);
        QCOMPARE(static_cast<int>(ExitCode::Stopped), 130);
    }
};

QTEST_APPLESS_MAIN(TestCliExitCodes)
#include "tst_cliexitcodes.moc"
