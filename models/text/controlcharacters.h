// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

#include <algorithm>

namespace mcpo
{

/// C0, C1 and DEL, and the two line breaks of Unicode. No id, address or parameter holds one, and
/// none may reach a header, a URL, a keychain's key or a line of a log.
inline bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

inline bool holdsControl(QStringView text)
{
    return std::any_of(text.begin(), text.end(), isControl);
}

/// Whether the id of a subject can be sent back to the control plane as it is, in a URL as well.
/// UTF-8 cannot express half of a surrogate pair.
inline bool isSendableId(QStringView id)
{
    return !id.isEmpty() && id.isValidUtf16() && !holdsControl(id);
}

} // namespace mcpo
