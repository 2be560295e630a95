// SPDX-License-Identifier: Apache-2.0
#include "ui/words/credentialwords.h"

#include "ui/words/failurewords.h"
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

} // namespace

QString asSentLine(const AsSent &sent)
{
    return CredentialWords::tr("As sent: %1: %2")
        .arg(visibleLine(sent.headerName, 60), visibleLine(sent.value, 120));
}

QString asSentSpoken(const AsSent &sent)
{
    const QString header = visibleLine(sent.headerName, 60);
    const QString words = visibleLine(sent.spoken, 60);
    return words.isEmpty()
               ? CredentialWords::tr("As sent: %1: the hidden value.").arg(header)
               : CredentialWords::tr("As sent: %1: %2 and the hidden value.").arg(header, words);
}

QString doubtSentence(const AsSent &sent)
{
    switch (sent.doubt) {
    case AsSent::Doubt::None: return {};
    case AsSent::Doubt::SchemeTwice:
        return CredentialWords::tr("Two words would stand before the value. Leave out %1.")
            .arg(quoted(sent.scheme));
    case AsSent::Doubt::NoScheme:
        return CredentialWords::tr("No word such as \"Bearer\" stands before the value. Check "
                                   "whether the server needs one.");
    case AsSent::Doubt::StrayBraces:
        return CredentialWords::tr("Holds \"{{\" or \"}}\", which belong to a template, not to a "
                                   "value.");
    }
    return {};
}

QString describe(const PasteFinding &finding)
{
    switch (finding.doubt) {
    case PasteDoubt::Masked:
        return CredentialWords::tr("Looks like a masked value, not like the value itself.");
    case PasteDoubt::Placeholder:
        return CredentialWords::tr("This is the name of the placeholder, not the value for it.");
    case PasteDoubt::OwnToken:
        return CredentialWords::tr("This is your own access token, with all of your rights.");
    case PasteDoubt::Invisible: return CredentialWords::tr("Holds characters that cannot be seen.");
    case PasteDoubt::LineBreakAtEnd:
        return CredentialWords::tr("Starts or ends with a line break.");
    case PasteDoubt::LineBreaks: return CredentialWords::tr("Holds line breaks.");
    case PasteDoubt::Blanks: return CredentialWords::tr("Starts or ends with a blank.");
    case PasteDoubt::Quotes: return CredentialWords::tr("Stands in quotes.");
    case PasteDoubt::HeaderName:
        return CredentialWords::tr("Starts with the name of the header, which is sent anyway.");
    case PasteDoubt::ExpiredToken:
        return CredentialWords::tr("This token has expired on %1.")
            .arg(QLocale().toString(finding.expiredAt.toLocalTime(), u"d MMM yyyy HH:mm"_s));
    }
    return {};
}

Explanation maskQuestion(const QString &label)
{
    return {CredentialWords::tr("This looks like a mask"),
            CredentialWords::tr("%1 holds what is shown instead of a secret, such as bullets or "
                                "asterisks. Nothing was sent. If you send it, it becomes the "
                                "credential, and the value that it replaces cannot be recovered.")
                .arg(quoted(label)),
            {},
            {Remedy::SendMask},
            Explanation::Dismissal::Cancel};
}

QString mendWords(const std::optional<PasteFinding> &finding)
{
    const bool areMany = finding && (finding->doubt == PasteDoubt::Invisible ||
                                     finding->doubt == PasteDoubt::LineBreaks ||
                                     finding->doubt == PasteDoubt::Quotes);
    return areMany ? CredentialWords::tr("Remove them") : CredentialWords::tr("Remove it");
}

} // namespace mcpo
