// SPDX-License-Identifier: Apache-2.0
#include "ui/words/cafilewords.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct CaFileWords {
    Q_DECLARE_TR_FUNCTIONS(CaFileWords)
};

} // namespace

QString describe(CaFileProblem problem)
{
    switch (problem) {
    case CaFileProblem::Unreadable:
        return CaFileWords::tr("It is no file that can be read. Name another one, or none.");
    case CaFileProblem::Empty: return CaFileWords::tr("It is empty. Name another one, or none.");
    case CaFileProblem::TooLarge:
        return CaFileWords::tr("It is larger than 1 MiB. Name one with the needed authorities "
                               "only, or none.");
    case CaFileProblem::NoCertificate:
        return CaFileWords::tr("It holds no certificate in PEM form. Convert it to PEM, or name "
                               "another one, or none.");
    }
    return {};
}

} // namespace mcpo
