// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QFormLayout;
class QVBoxLayout;

namespace mcpo
{

struct Preset;
struct PresetFact;

/// Lists what is settled for this computer, where, and what of it is not in force. Window-modal:
/// open() it; it deletes itself when closed.
class PresetDialog : public QDialog
{
    Q_OBJECT
public:
    PresetDialog(const Preset &preset, QWidget *parent);

private:
    void add(const PresetFact &fact, QFormLayout &rows);
    void addFaults(const QStringList &faults, QVBoxLayout &layout);
};

} // namespace mcpo
