// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>

class QPalette;
class QWidget;

namespace mcpo
{

/// The few colours that the palette of the system has no role for. All of them keep a contrast of
/// at least 4.5 : 1 on light and dark windows.
enum class TextTone { Normal, Quiet, Problem, Good };

void setTextTone(QWidget *label, TextTone tone);
QColor toneColor(TextTone tone, const QPalette &palette);

/// A small sign for "something is wrong here", in the colour of TextTone::Problem.
QWidget *makeWarningSign(QWidget *parent);

/// "Header value" → "&Header value": the first letter that no other label of the window uses yet
/// becomes the access key. @p usedKeys grows by it.
QString withAccessKey(const QString &label, QString &usedKeys);

} // namespace mcpo
