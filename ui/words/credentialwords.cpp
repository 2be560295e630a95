// SPDX-License-Identifier: Apache-2.0
#include "ui/words/credentialwords.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct CredentialWords {
    Q_DECLARE_TR_FUNCTIONS(CredentialWords)
};

/// `Authorization: Bearer ••••`, or the masked value alone.
QString preview(const QString &value, const ServerAuth &auth)
{
    const std::optional<HeaderPreview> header = previewHeader(auth, value);
    if (!header)
        return visibleLine(maskedSecret(value), 120);
    return CredentialWords::tr("%1: %2").arg(visibleLine(header->headerName, 60),
                                             visibleLine(header->value, 120));
}

} // namespace

QString previewLine(const HeaderPreview &preview)
{
    return CredentialWords::tr("As sent: %1: %2")
        .arg(visibleLine(preview.headerName, 60), visibleLine(preview.value, 120));
}

QString previewSpoken(const HeaderPreview &preview)
{
    const QString header = visibleLine(preview.headerName, 60);
    const QString words = visibleLine(preview.spoken, 60);
    return words.isEmpty()
               ? CredentialWords::tr("As sent: %1: the hidden value.").arg(header)
               : CredentialWords::tr("As sent: %1: %2 and the hidden value.").arg(header, words);
}

QString describe(const SecretIssue &issue)
{
    using Kind = SecretIssue::Kind;
    switch (issue.kind) {
    case Kind::Masked:
        return CredentialWords::tr("Looks like a masked value, not the value itself.");
    case Kind::Placeholder:
        return CredentialWords::tr("This is the name of the placeholder, not its value.");
    case Kind::OwnToken:
        return CredentialWords::tr("This is your own access token, with all of your permissions.");
    case Kind::Invisible: return CredentialWords::tr("Contains invisible characters.");
    case Kind::LineBreakAtEnd: return CredentialWords::tr("Starts or ends with a line break.");
    case Kind::LineBreaks: return CredentialWords::tr("Contains line breaks.");
    case Kind::Spaces: return CredentialWords::tr("Starts or ends with a space.");
    case Kind::Quotes: return CredentialWords::tr("The value is enclosed in quotation marks.");
    case Kind::HeaderName:
        return CredentialWords::tr("Starts with the name of the header, which is sent anyway.");
    case Kind::RepeatedScheme:
        return CredentialWords::tr(
                   "The header would contain two schemes. Remove %1 from the value.")
            .arg(quoted(issue.scheme));
    case Kind::MissingScheme:
        return CredentialWords::tr(
            "The value has no scheme such as \u201CBearer\u201D. Check whether "
            "the server expects one.");
    case Kind::StrayBraces:
        return CredentialWords::tr("Contains \u201C{{\u201D or \u201C}}\u201D, which belong to a "
                                   "template, not to a value.");
    case Kind::ExpiredToken:
        return CredentialWords::tr("This token expired on %1.")
            .arg(QLocale().toString(issue.expiredAt.toLocalTime(), u"d MMM yyyy HH:mm"_s));
    }
    return {};
}

Explanation issueQuestion(const QList<FieldIssues> &fields, const QStringList &labels,
                          const ServerAuth &auth)
{
    QStringList lines;
    bool canBeCleaned = true;
    bool isOwnToken = false;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const FieldIssues &field = fields.at(i);
        for (const SecretIssue &issue : field.issues)
            lines.append(CredentialWords::tr("%1: %2").arg(labels.at(i), describe(issue)));
        canBeCleaned = canBeCleaned && field.cleaned.has_value();
        isOwnToken = isOwnToken || field.isOwnToken();
    }
    QStringList parts{lines.join(u'\n')};
    for (const FieldIssues &field : fields) {
        if (canBeCleaned)
            parts.append(CredentialWords::tr("As it is: %1\nCleaned up: %2")
                             .arg(preview(field.value, auth), preview(*field.cleaned, auth)));
    }
    parts.append(CredentialWords::tr("Nothing was sent. A value that you replace cannot be "
                                     "recovered."));
    Explanation question;
    question.title = CredentialWords::tr("Check the value before it is set");
    question.text = parts.join("\n\n"_L1);
    question.remedies = {Remedy::SetAsIs};
    if (canBeCleaned)
        question.remedies.prepend(Remedy::CleanUpAndSet);
    question.dismissal = Explanation::Dismissal::GoBack;
    if (isOwnToken)
        question.consent = CredentialWords::tr("&Store my own access token: requests to this "
                                               "server then carry my permissions");
    return question;
}

QString fixText(const SecretIssue &issue)
{
    using Kind = SecretIssue::Kind;
    const bool areMany = issue.kind == Kind::Invisible || issue.kind == Kind::LineBreaks ||
                         issue.kind == Kind::Quotes;
    return areMany ? CredentialWords::tr("Remove them") : CredentialWords::tr("Remove it");
}

} // namespace mcpo
