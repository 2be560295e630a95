// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringView>

namespace mcpo
{

/// A character by which one text passes for another.
struct SuspiciousCharacter {
    qsizetype offset = 0; ///< in UTF-16 units
    char32_t codePoint = 0;

    bool operator==(const SuspiciousCharacter &) const = default;
};

/// Whether a character shows nothing, or nothing certain: see suspiciousCharacters().
bool isInvisible(char32_t c);

/// The characters of @p text that a person cannot see or takes for others, in order:
/// - what shows nothing, or nothing certain: control, bidi and other format characters, whatever
///   Unicode calls default-ignorable, blanks other than the usual one, line breaks, halves of
///   surrogate pairs, private, unassigned and non-characters;
/// - combining marks without a letter, beyond the fourth on one letter, or where one letter with
///   the mark in it exists;
/// - other forms of an ASCII letter or digit (full width, mathematical), and what Unicode itself
///   replaces by another character;
/// - in a word of several alphabets, the letters that are not of its main one. East Asian scripts
///   and Latin go together, as they do in everyday writing ("highly restrictive" in UTS #39).
///
/// Whole words of another alphabet that look like Latin are not told, nor are look-alikes within
/// one: for that see mixesAlphabets(). Pure; takes time in proportion to the length of @p text.
QList<SuspiciousCharacter> suspiciousCharacters(QStringView text);

/// Whether letters of alphabets that do not go together stand anywhere in @p id, be it in one word
/// or in several: as in a name, this is nothing odd in prose.
bool mixesAlphabets(QStringView id);

} // namespace mcpo
