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
        failure("unexpected", Unexpected{}, 9);
        ServerReply badRequest;
        badRequest.status = 400;
        failure("400 where no field can be wrong",
                Unexpected{Unexpected::Reason::Status, badRequest}, 4);
    }

    void outcomeHasItsCode()
    {
        QFETCH(ChangeOutcome, outcome);
        ChangeReport report;
        report.outcome = outcome;
        QTEST(static_cast<int>(exitCodeOf(report)), "code");
    }

    void openResultHasItsCode_data()
    {
        QTest::addColumn<Failure>("failure");
        QTest::addColumn<int>("codeWhenNotDone"); ///< as the list shows
        QTest::newRow("no answer") << Failure(NoAnswer{}) << 9;
        QTest::newRow("502") << Failure(Busy{1, {}, {502, {}, {}}}) << 8;
        QTest::newRow("202") << Failure(Unexpected{Unexpected::Reason::Status, {202, {}, {}}}) << 9;
    }

    void openResultHasItsCode()
    {
        QFETCH(const Failure, failure);
        for (const auto action : {ChangeRequest::Action::Set, ChangeRequest::Action::Remove}) {
            ChangeReport report;
            report.request.action = action;
            report.outcome = failure;
            for (const Verification open : {Verification::NotDone, Verification::Failed,
                                            Verification::Undecided, Verification::SetByOther}) {
                report.verification = open;
                QCOMPARE(static_cast<int>(exitCodeOf(report)), 11);
            }
            report.verification = Verification::Unchanged;
            QTEST(static_cast<int>(exitCodeOf(report)), "codeWhenNotDone");
            report.verification = action == ChangeRequest::Action::Set ? Verification::SetByCaller
                                                                       : Verification::NotThere;
            QCOMPARE(static_cast<int>(exitCodeOf(report)), 0);
        }
    }

    void changedMeanwhileHasItsCode()
    {
        ChangeReport report;
        report.outcome = ChangedMeanwhile{};
        QCOMPARE(static_cast<int>(exitCodeOf(report)), 3);
        report.outcome = ChangedMeanwhile{{}, true};
        QCOMPARE(static_cast<int>(exitCodeOf(report)), 11);
    }

    void codesOfTheProgramItself()
    {
        QCOMPARE(static_cast<int>(ExitCode::Incomplete), 1);
        QCOMPARE(static_cast<int>(ExitCode::Usage), 2);
        QCOMPARE(static_cast<int>(ExitCode::Refused), 3);
        QCOMPARE(static_cast<int>(ExitCode::Keychain), 10);
        QCOMPARE(static_cast<int>(ExitCode::ResultUnknown), 11);
        QCOMPARE(static_cast<int>(ExitCode::Stopped), 130);
    }
};

QTEST_APPLESS_MAIN(TestCliExitCodes)
#include "tst_cliexitcodes.moc"
