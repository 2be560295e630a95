// SPDX-License-Identifier: Apache-2.0
#include "models/text/suspiciouscharacters.h"

#include <QString>

#include <algorithm>
#include <array>
#include <map>

namespace mcpo
{

namespace
{

struct Range {
    char32_t first;
    char32_t last;
};

/// Default_Ignorable_Code_Point of Unicode, as far as the category does not tell; and the pattern
/// of Braille without a dot.
constexpr std::array ignorable{
    Range{0x034F, 0x034F}, Range{0x115F, 0x1160}, Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F}, Range{0x2800, 0x2800}, Range{0x3164, 0x3164},
    Range{0xFE00, 0xFE0F}, Range{0xFFA0, 0xFFA0}, Range{0xE0000, 0xE0FFF},
};

bool isAsciiLetterOrNumber(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

/// "\uFF41" for "a", and what no text keeps that is normalised, such as the sign for kelvin.
bool isOtherForm(char32_t c)
{
    const QString plain = QChar::decomposition(c);
    switch (QChar::decompositionTag(c)) {
    case QChar::Canonical:
        return plain.size() == 1 || (plain.size() == 2 && plain[0].isSurrogate());
    case QChar::Font:
    case QChar::Compat:
    case QChar::Wide:
    case QChar::Narrow: return plain.size() == 1 && isAsciiLetterOrNumber(plain.front());
    default: return false;
    }
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

bool composes(char32_t letter, char32_t mark)
{
    const QString apart = QString::fromUcs4(&letter, 1) + QString::fromUcs4(&mark, 1);
    return apart.normalized(QString::NormalizationForm_C) != apart;
}

bool isOfWord(char32_t c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c); }

bool isAlphabet(QChar::Script script)
{
    return script != QChar::Script_Common && script != QChar::Script_Inherited &&
           script != QChar::Script_Unknown;
}

bool goTogether(QChar::Script one, QChar::Script other)
{
    const auto isLatinOrHan = [](QChar::Script script) {
        return script == QChar::Script_Latin || script == QChar::Script_Han;
    };
    const auto isEastAsian = [](QChar::Script script) {
        return script == QChar::Script_Hiragana || script == QChar::Script_Katakana ||
               script == QChar::Script_Hangul || script == QChar::Script_Bopomofo;
    };
    const auto isKana = [](QChar::Script script) {
        return script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
    };
    return one == other || (isLatinOrHan(one) && (isLatinOrHan(other) || isEastAsian(other))) ||
           (isEastAsian(one) && isLatinOrHan(other)) || (isKana(one) && isKana(other));
}

/// Letters of one word, or of a whole id, by their alphabet.
class Alphabets
{
public:
    void add(const SuspiciousCharacter &letter)
    {
        const QChar::Script script = QChar::script(letter.codePoint);
        if (isAlphabet(script))
            m_letters[script].append(letter);
    }

    bool areMixed() const
    {
        return std::any_of(m_letters.begin(), m_letters.end(), [this](const auto &one) {
            return std::any_of(m_letters.begin(), m_letters.end(), [&one](const auto &other) {
                return !goTogether(one.first, other.first);
            });
        });
    }

    /// The letters that do not go with the alphabet that most are of; Latin wins a draw.
    QList<SuspiciousCharacter> strangers() const
    {
        if (!areMixed())
            return {};
        const auto isLess = [](const auto &one, const auto &other) {
            const bool isOtherLatin = other.first == QChar::Script_Latin;
            return one.second.size() < other.second.size() ||
                   (one.second.size() == other.second.size() && isOtherLatin);
        };
        const auto main = std::max_element(m_letters.begin(), m_letters.end(), isLess);
        QList<SuspiciousCharacter> found;
        for (const auto &[script, letters] : m_letters) {
            if (!goTogether(main->first, script))
                found += letters;
        }
        return found;
    }

private:
    std::map<QChar::Script, QList<SuspiciousCharacter>> m_letters;
};

/// Calls @p visit with every code point, as if it were strange.
template<class Visitor>
void forEachCodePoint(QStringView text, const Visitor &visit)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair =
            text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c =
            isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        visit(SuspiciousCharacter{i, c});
        i += isPair ? 1 : 0;
    }
}

/// Most texts are harmless, and tables show thousands of them.
bool isPlainAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

/// One walk through a text.
class Walk
{
public:
    void take(const SuspiciousCharacter &one)
    {
        const char32_t c = one.codePoint;
        const bool isStrange = isMark(c) ? isStrangeMark(c) : isInvisible(c) || isOtherForm(c);
        if (isStrange)
            m_found.append(one);
        if (!isMark(c)) {
            m_letter = isStrange || c == U' ' ? 0 : c;
            m_marks = 0;
        }
        // What is named already does not end a word: it may stand there to hide that it is one.
        if (isOfWord(c) && !isStrange)
            m_word.add(one);
        else if (!isStrange)
            endWord();
    }

    QList<SuspiciousCharacter> found()
    {
        endWord();
        std::sort(m_found.begin(), m_found.end(),
                  [](const auto &one, const auto &other) { return one.offset < other.offset; });
        return m_found;
    }

private:
    bool isStrangeMark(char32_t c)
    {
        constexpr int mostMarks = 4;
        ++m_marks;
        return isInvisible(c) || m_letter == 0 || m_marks > mostMarks ||
               (m_marks == 1 && composes(m_letter, c));
    }

    void endWord()
    {
        m_found += m_word.strangers();
        m_word = {};
    }

    QList<SuspiciousCharacter> m_found;
    Alphabets m_word;
    char32_t m_letter = 0; ///< that marks would stand on
    int m_marks = 0;       ///< on it so far
};

} // namespace

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    case QChar::Separator_Space: return c != U' ';
    default: break;
    }
    return std::any_of(ignorable.begin(), ignorable.end(),
                       [c](Range range) { return c >= range.first && c <= range.last; });
}

QList<SuspiciousCharacter> suspiciousCharacters(QStringView text)
{
    if (isPlainAscii(text))
        return {};
    Walk walk;
    forEachCodePoint(text, [&walk](const SuspiciousCharacter &one) { walk.take(one); });
    return walk.found();
}

bool mixesAlphabets(QStringView id)
{
    if (isPlainAscii(id))
        return false;
    Alphabets alphabets;
    forEachCodePoint(id, [&alphabets](const SuspiciousCharacter &one) {
        if (isOfWord(one.codePoint))
            alphabets.add(one);
    });
    return alphabets.areMixed();
}

} // namespace mcpo
