// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

#include <QColor>
#include <QString>

class QIcon;
class QPalette;
class QWidget;

namespace mcpo
{

/// The few colours that the palette of the system has no role for. All of them keep a contrast of
/// at least 4.5 : 1 on light and dark windows.
enum class TextTone { Normal, Quiet, Problem, Good };

void setTextTone(QWidget *label, TextTone tone);
QColor toneColor(TextTone tone, const QPalette &palette);

/// What a profile's colour looks like on windows of this palette, with a contrast of at least 3 :
/// 1; a neutral line for None.
QColor shownColor(ProfileColor color, const QPalette &palette);
/// A disc of that colour; a ring for None.
QIcon colorIcon(ProfileColor color, const QWidget &shownOn);
/// A small sign for "something is wrong here", in the colour of TextTone::Problem.
QWidget *makeWarningSign(QWidget *parent);

/// "Header value" → "&Header value": the first letter that no other label of the window uses yet
/// becomes the access key. @p usedKeys grows by it.
QString withAccessKey(const QString &label, QString &usedKeys);

} // namespace mcpo
