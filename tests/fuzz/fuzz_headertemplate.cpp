// SPDX-License-Identifier: Apache-2.0
// The header that will be sent, as it is shown. Three texts: the header's name, the server's
// template, and in the lines after them the value.
#include "models/override/headerpreview.h"
#include "models/override/secretissue.h"

#include "fuzzing.h"

using namespace Qt::StringLiterals;
using namespace mcpo;
using fuzzing::require;

namespace
{

constexpr auto mark = "s3cr3t-core-of-the-value"_L1;

void checkPreview(const ServerAuth &auth, const QString &value)
{
    const std::optional<HeaderPreview> sent = previewHeader(auth, value);
    if (!sent)
        return require(auth.headerName.isEmpty() || value.isEmpty(), "a known header is shown");
    require(sent->headerName == auth.headerName, "the header is the server's");
    const std::optional<SchemeIssue> issue = findSchemeIssue(auth, value);
    require(!issue ||
                (issue->kind == SchemeIssue::Kind::Repeated) == issue->suggestedFix.has_value(),
            "only a repeated scheme is fixed");
    require(!issue || !issue->suggestedFix || issue->suggestedFix->size() < value.size(),
            "a fix takes away");
}

void checkSecrecy(const ServerAuth &auth, const QString &value)
{
    if (auth.headerTemplate.contains(mark) || auth.headerName.contains(mark))
        return;
    const std::optional<HeaderPreview> sent = previewHeader(auth, value + mark);
    require(!sent || !sent->value.contains(mark), "the preview hides the secret");
    require(!sent || !sent->spoken.contains(mark.last(4)) ||
                auth.headerTemplate.contains(mark.last(4)),
            "what is spoken has no end of the secret");
}

void checkAdvice(const ServerAuth &auth, const QString &value)
{
    const SecretContext context{.isHeaderValue = true,
                                .auth = auth,
                                .ownToken = QString(mark),
                                .now = QDateTime::fromSecsSinceEpoch(1'900'000'000)};
    QString current = value;
    // Whoever takes every offer comes to an end.
    for (qsizetype left = value.size() + 1;; --left) {
        const std::optional<SecretIssue> finding = findSecretIssue(current, context);
        if (!finding || !finding->suggestedFix)
            return;
        require(left > 0, "fixing ends");
        require(finding->suggestedFix->size() < current.size(), "a fixed value is shorter");
        current = *finding->suggestedFix;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray rest = fuzzing::bytesOf(data, size);
    ServerAuth auth;
    auth.kind = ServerAuth::Kind::Header;
    auth.headerName = fuzzing::textOf(fuzzing::takeLine(rest));
    const QString line = fuzzing::textOf(fuzzing::takeLine(rest));
    auth.placeholder = placeholderIn(line);
    auth.headerTemplate = auth.placeholder.isEmpty() ? QString() : line;
    const QString value = fuzzing::textOf(rest);
    checkPreview(auth, value);
    checkSecrecy(auth, value);
    checkAdvice(auth, value);
    return 0;
}
