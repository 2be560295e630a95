// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/manual/programmanual.h"

#include <QByteArray>

namespace mcpo
{

/// The page of section 1 in the man(7) language, in ASCII, as groff and mandoc read it.
QByteArray manPage(const ProgramManual &program);

} // namespace mcpo
