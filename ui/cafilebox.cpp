// SPDX-License-Identifier: Apache-2.0
#include "ui/cafilebox.h"

#include "models/session/cafile.h"
#include "ui/dialogqueue.h"
#include "ui/fieldrow.h"
#include "ui/valueedit.h"
#include "ui/words/cafilewords.h"
#include "ui/words/plaintext.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace mcpo
{

CaFileBox::CaFileBox(QWidget *parent)
    : QWidget(parent)
    , m_own(new QCheckBox(tr("Also trust a CA &file"), this))
    , m_line(new ValueEdit)
    , m_row(new FieldRow(m_line, tr("CA file"), this))
    , m_choose(new QPushButton(tr("&Browse\u2026"), m_row))
{
    m_own->setToolTip(tr("For a control plane whose certificate is signed by a private authority. "
                         "The file must be in PEM format."));
    m_choose->setAutoDefault(false);
    m_row->addBeside(m_choose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_own);
    layout->addWidget(m_row);
    showLine(false);
    connect(m_own, &QCheckBox::toggled, this, &CaFileBox::showLine);
    connect(m_line, &ValueEdit::valueChanged, this, [this] { m_row->setProblem({}); });
    connect(m_choose, &QPushButton::clicked, this, &CaFileBox::choose);
}

QString CaFileBox::file() const
{
    if (!m_managedFile.isEmpty())
        return m_managedFile;
    const QString path = m_line->value().trimmed();
    return m_own->isChecked() && !path.isEmpty() ? QFileInfo(path).absoluteFilePath() : QString();
}

void CaFileBox::setFile(const QString &file)
{
    m_line->setValue(file);
    m_own->setChecked(!file.isEmpty());
}

void CaFileBox::setFact(const QString &file)
{
    if (file == m_managedFile)
        return;
    m_managedFile = file;
    const bool isManaged = !file.isEmpty();
    m_row->setFact(visibleLine(file, 200));
    m_row->setProblem({});
    m_choose->setVisible(!isManaged);
    m_own->setEnabled(!isManaged);
    m_own->setChecked(isManaged || !m_line->value().isEmpty());
}

void CaFileBox::setLocked(bool locked)
{
    m_line->setLocked(locked);
    m_own->setEnabled(!locked && m_managedFile.isEmpty());
    m_choose->setEnabled(!locked);
}

bool CaFileBox::check()
{
    if (!m_own->isChecked())
        return true;
    const auto read = readCaFile(file());
    const auto *problem = std::get_if<CaFileProblem>(&read);
    m_row->setProblem(problem ? describe(*problem) : QString());
    if (problem)
        m_row->focusTarget()->setFocus();
    return problem == nullptr;
}

QWidget *CaFileBox::lastTabStop() const { return m_row->tabStops().constLast(); }

void CaFileBox::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose a CA file"), QFileInfo(file()).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_line, &ValueEdit::setValue);
    DialogQueue::open(*dialog);
}

void CaFileBox::showLine(bool isShown)
{
    m_row->setVisible(isShown);
    if (isShown && m_own->hasFocus())
        m_line->setFocus();
}

} // namespace mcpo
