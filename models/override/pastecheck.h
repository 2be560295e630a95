// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace mcpo
{

/// What is odd about a secret, so that a person can be asked.
enum class PasteDoubt {
    Masked,         ///< bullets or asterisks: what a table shows, and not the value
    Placeholder,    ///< the name of the server's placeholder, and not what belongs there
    OwnToken,       ///< the caller's own access token, which belongs to nobody else
    Invisible,      ///< a byte order mark or zero-width characters
    LineBreakAtEnd, ///< or at the start
    LineBreaks,     ///< inside
    Blanks,         ///< around it
    Quotes,         ///< around it
    HeaderName,     ///< "Authorization:" before the value
    ExpiredToken,   ///< a JWT that names a time that has passed
};

struct PasteFinding {
    PasteDoubt doubt;
    std::optional<QString> mended; ///< the value without it, where that is what helps
    QDateTime expiredAt;           ///< ExpiredToken: UTC
};

/// What a secret is held against.
struct PasteContext {
    bool isHeaderValue = false;
    QString headerName;  ///< of the server, where known
    QString placeholder; ///< of the server, where known, e.g. "API_KEY"
    QString ownToken;    ///< the one that is signed in with; empty where nobody is
    QDateTime now;
};

/// Whether this is what is shown instead of a secret: PasteDoubt::Masked.
bool looksMasked(const QString &value);

/// The first thing that is odd, or nothing: what is mended first may hide the next. Pure; nothing
/// is ever changed without being asked for. Takes time in proportion to the length of @p value.
/// Line breaks inside a PEM block belong there and are not odd.
std::optional<PasteFinding> checkPaste(const QString &value, const PasteContext &context);

} // namespace mcpo
