// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QFormLayout;
class QVBoxLayout;

namespace mcpo
{

struct Preset;
struct ManagedSetting;

/// Lists the settings managed by the administrator, their source and the ignored ones.
/// Window-modal: open() it; it deletes itself when closed.
class PresetDialog : public QDialog
{
    Q_OBJECT
public:
    PresetDialog(const Preset &preset, QWidget *parent);

private:
    void add(const ManagedSetting &setting, QFormLayout &rows);
    void addFaults(const QStringList &faults, QVBoxLayout &layout);
};

} // namespace mcpo
