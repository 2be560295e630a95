// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace mcpo
{

/// Every hostile text holds it, so that a test sees where one is shown.
inline const QString hostileMark = QStringLiteral("zq17");

struct HostileText {
    const char *name;
    QString text;
};

/// What a server, a file or a link may send where a name or a sentence belongs. @p file is the path
/// of a file that nobody may open.
inline QList<HostileText> hostileTexts(const QString &file)
{
    using namespace Qt::StringLiterals;
    const QString url = u"file://"_s + file;
    return {
        // markup
        {"bold", u"<b>zq17</b>"_s},
        {"a heading", u"<h1>zq17"_s},
        {"a font", u"<font size=7 color=red>zq17</font>"_s},
        {"huge letters", u"<p style=\"font-size:400px\">zq17</p>"_s},
        {"letters that nobody sees", u"<span style='color:transparent'>zq17</span>"_s},
        {"a link", u"<a href=\"https://evil.example.com/\">zq17</a>"_s},
        {"a script link", u"<a href=\"javascript:alert(1)\">zq17</a>"_s},
        {"a link to a file", u"<a title=zq17 href=\"%1\">x</a>"_s.arg(url)},
        {"a picture", u"<img alt=zq17 src=\"%1\">"_s.arg(url)},
        {"a picture by path", u"<IMG ALT=zq17 SRC='%1'>"_s.arg(file)},
        {"a background",
         u"<table title=zq17 background=\"%1\"><tr><td>x</td></tr></table>"_s.arg(url)},
        {"a page with a background", u"<body title=zq17 background=\"%1\">x"_s.arg(url)},
        {"an imported style", u"<style title=zq17>@import url(\"%1\");</style>x"_s.arg(url)},
        {"a linked style", u"<link title=zq17 rel=\"stylesheet\" href=\"%1\">x"_s.arg(url)},
        {"a script", u"<script>zq17</script>"_s},
        {"rich text of Qt", u"<qt>zq17</qt>"_s},
        {"the end of rich text", u"</qt><b>zq17"_s},
        {"a document type", u"<!DOCTYPE html><p>zq17"_s},
        {"a comment", u"<!-- zq17 -->"_s},
        {"a line break", u"zq17<br>x"_s},
        {"a rule", u"<hr>zq17"_s},
        {"a table", u"<table border=1><tr><td>zq17"_s},
        {"a list", u"<ul><li>zq17"_s},
        {"a drawing", u"<svg onload=x>zq17</svg>"_s},
        {"a picture in Markdown", u"![zq17](%1)"_s.arg(url)},
        {"a link in Markdown", u"[zq17](https://evil.example.com/)"_s},
        // what labels and sentences read
        {"an entity", u"zq17 &amp; &lt;b&gt;"_s},
        {"a numbered entity", u"zq17&#x202e;&#0;"_s},
        {"an access key", u"&zq17"_s},
        {"access keys", u"zq17 &S&e&t"_s},
        {"doubled access keys", u"zq17 && &&&"_s},
        {"places for arguments", u"%1 zq17 %2 %L1 %n"_s},
        {"a tab of a menu", u"zq17\tCtrl+Q"_s},
        // direction and things unseen
        {"turned round", u"zq17\u202Egnp.exe"_s},
        {"an isolate", u"\u2067zq17\u2066x"_s},
        {"right to left", u"zq17\u200F\u061C\u05D0\u05D1 17"_s},
        {"zero width", u"z\u200Bq\u200C\u200Dzq17\u2060"_s},
        {"a byte order mark", u"\uFEFFzq17"_s},
        {"fillers", u"zq17\u00AD\u034F\u3164\uFFA0\u2800"_s},
        {"tags", u"zq17\U000E0041\U000E007F"_s},
        {"look-alikes", u"zq17 p\u0430yp\u0430l"_s},
        // control characters
        {"a line of its own", u"zq17\nSaved 14:02 \u00B7 somebody else"_s},
        {"line breaks of two", u"zq17\r\n\r\nx"_s},
        {"other line breaks", u"zq17\u2028x\u2029y\u0085z"_s},
        {"a NUL", u"zq17\u0000x"_s},
        {"colours of a terminal", u"\u001B[31;5mzq17\u001B[0m\u0007"_s},
        {"a title of a terminal", u"\u001B]0;zq17\u0007"_s},
        {"a C1 sequence", u"zq17\u009B31m\u009D"_s},
        {"backspaces", u"zq17\b\b\b\b\u007F"_s},
        // not text
        {"half of a pair", u"zq17"_s + QChar(0xD800)},
        {"the other half", QChar(0xDC00) + u"zq17"_s},
        {"non-characters", u"zq17\uFFFE\uFFFF\U0010FFFF"_s},
        {"private use", u"zq17\uE000\U0010FFFD"_s},
        // addresses
        {"a script address", u"javascript:zq17"_s},
        {"a file address", u"file:///zq17"_s},
        {"a web address", u"https://evil.example.com/zq17"_s},
        // too much
        {"a flood of marks", u"zq17"_s + u"\u0301"_s.repeated(10'000)},
        {"rings around a letter", u"zq17"_s + u"\u20DD"_s.repeated(1'000)},
        {"joined pictures", u"zq17 "_s + u"\U0001F468\u200D\U0001F469\u200D"_s.repeated(500)},
        {"a long word", u"zq17"_s + QString(100'000, u'W')},
        {"a megabyte", u"zq17"_s + QString(1'000'000, u'x')},
        {"a megabyte of words", u"zq17 "_s.repeated(200'000)},
        {"many lines", u"zq17\n"_s.repeated(100'000)},
        {"open brackets", u"zq17"_s + u"<b>"_s.repeated(100'000)},
        {"nested tables", u"zq17"_s + u"<table><tr><td>"_s.repeated(10'000)},
        {"Arabic without end", u"zq17 "_s + QString(100'000, QChar(0x0645))},
    };
}

} // namespace mcpo
