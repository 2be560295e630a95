// SPDX-License-Identifier: Apache-2.0
// A link, as a browser hands it over; or whatever somebody took for one.
#include "models/override/overridelink.h"

#include "fuzzing.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

namespace
{

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

void checkLink(const OverrideLink &link, const RequestDescription &description)
{
    require(checkServerId(link.serverId) == ServerIdProblem::None, "a server id is usable");
    for (const QString &text :
         {link.serverId, link.subject.id, link.subject.type, link.credentialType}) {
        require(std::none_of(text.cbegin(), text.cend(), isControl), "no control characters");
        require(text.isValidUtf16(), "no half characters");
    }
    require(link.subject.type.isEmpty() || description.subjectTypes().contains(link.subject.type),
            "a known subject type");
    require(link.credentialType.isEmpty() || description.credentialType(link.credentialType),
            "a known credential type");

    const QString printed = linkFor(link, description);
    // Spelled with escapes only where they are needed, it may still be too long.
    if (printed.isEmpty())
        return;
    const auto again = readLink(printed, description);
    const auto *same = std::get_if<OverrideLink>(&again);
    require(same != nullptr, "what was printed can be read");
    if (same == nullptr)
        return;
    require(*same == link, "what was printed reads as what was meant");
    require(linkFor(*same, description) == printed, "printing is stable");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const RequestDescription description = RequestDescription::builtIn();
    const QString text = fuzzing::textOf(fuzzing::bytesOf(data, size));
    const auto read = readLink(text, description);
    if (const auto *link = std::get_if<OverrideLink>(&read)) {
        require(isOverrideLink(text), "a link that can be read is one");
        require(text.size() <= maximumLinkLength, "a link is bounded");
        checkLink(*link, description);
    } else {
        require(std::get<LinkProblem>(read).parameter.size() <= text.size(),
                "a problem names what stands there");
    }
    return 0;
}
