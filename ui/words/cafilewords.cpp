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
        return CaFileWords::tr("The file cannot be read. Choose another file, or none.");
    case CaFileProblem::Empty:
        return CaFileWords::tr("The file is empty. Choose another file, or none.");
    case CaFileProblem::TooLarge:
        return CaFileWords::tr(
            "The file is larger than 1 MiB. Choose a file that contains only the "
            "required authorities, or none.");
    case CaFileProblem::NoCertificate:
        return CaFileWords::tr("The file contains no certificate in PEM format. Convert it to PEM, "
                               "or choose another file, or none.");
    }
    return {};
}

} // namespace mcpo
