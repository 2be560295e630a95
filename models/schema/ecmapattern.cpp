// SPDX-License-Identifier: Apache-2.0
#include "models/schema/ecmapattern.h"

#include "models/schema/ecmamatcher.h"
#include "models/schema/ecmaprogram.h"
#include "models/schema/ecmasyntax.h"

#include <utility>

namespace mcpo
{

std::variant<EcmaPattern, PatternError> EcmaPattern::compile(QStringView pattern)
{
    const auto syntax = parseEcmaPattern(pattern);
    if (const auto *error = std::get_if<PatternError>(&syntax))
        return *error;
    auto program = EcmaProgram::build(std::get<EcmaSyntax>(syntax));
    if (const auto *error = std::get_if<PatternError>(&program))
        return *error;
    return EcmaPattern(
        std::make_shared<const EcmaProgram>(std::get<EcmaProgram>(std::move(program))));
}

EcmaPattern::EcmaPattern(std::shared_ptr<const EcmaProgram> program)
    : m_program(std::move(program))
{
}

bool EcmaPattern::occursIn(QStringView text) const
{
    return EcmaMatcher(*m_program).occursIn(text);
}

} // namespace mcpo
