// SPDX-License-Identifier: Apache-2.0
#include "ui/secretaccessible.h"

#include "ui/secretedit.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

class SecretAccessible : public QAccessibleWidget,
                         public QAccessibleTextInterface,
                         public QAccessibleEditableTextInterface
{
public:
    explicit SecretAccessible(SecretEdit *edit)
        : QAccessibleWidget(edit, QAccessible::EditableText)
        , m_edit(*edit)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        if (type == QAccessible::EditableTextInterface)
            return static_cast<QAccessibleEditableTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.editable = !m_edit.isReadOnly();
        state.readOnly = m_edit.isReadOnly();
        state.passwordEdit = !m_edit.isRevealed();
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? told() : QAccessibleWidget::text(kind);
    }
    void setText(QAccessible::Text kind, const QString &text) override
    {
        if (kind == QAccessible::Value)
            replaceText(0, characterCount(), text);
        else
            QAccessibleWidget::setText(kind, text);
    }

    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    int cursorPosition() const override
    {
        return m_edit.isRevealed() ? m_edit.cursorPosition() : characterCount();
    }
    void setCursorPosition(int position) override
    {
        if (m_edit.isRevealed())
            m_edit.setCursorPosition(position);
    }
    QString text(int start, int end) const override
    {
        return told().mid(start, end < 0 ? -1 : end - start);
    }
    int characterCount() const override { return static_cast<int>(told().size()); }
    QRect characterRect(int) const override { return {}; }
    int offsetAtPoint(const QPoint &) const override { return -1; }
    void scrollToSubstring(int, int) override {}
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

    void deleteText(int start, int end) override { replaceText(start, end, {}); }
    void insertText(int offset, const QString &text) override { replaceText(offset, offset, text); }
    /// Masked, there are no places in between: what is not all of it goes to the end.
    void replaceText(int start, int end, const QString &text) override
    {
        if (m_edit.isReadOnly())
            return;
        if (m_edit.isRevealed())
            m_edit.setText(m_edit.text().replace(start, end - start, text));
        else if (start <= 0 && end >= characterCount())
            m_edit.setText(text);
        else
            m_edit.setText(m_edit.text() + text);
    }

private:
    QString told() const
    {
        if (m_edit.isRevealed())
            return m_edit.text();
        return m_edit.text().isEmpty() ? QString() : QString(8, QChar(0x2022));
    }

    SecretEdit &m_edit;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    auto *edit = className == "mcpo::SecretEdit"_L1 ? qobject_cast<SecretEdit *>(object) : nullptr;
    return edit == nullptr ? nullptr : new SecretAccessible(edit);
}

/// The handler that was installed before ours.
QAccessible::UpdateHandler &nextHandler()
{
    static QAccessible::UpdateHandler next = nullptr;
    return next;
}

bool isAboutText(QAccessible::Event type)
{
    return type == QAccessible::TextInserted || type == QAccessible::TextRemoved ||
           type == QAccessible::TextUpdated || type == QAccessible::TextCaretMoved ||
           type == QAccessible::TextSelectionChanged;
}

void announceWithoutSecrets(QAccessibleEvent *event)
{
    const auto *edit = qobject_cast<const SecretEdit *>(event->object());
    if (edit != nullptr && !edit->isRevealed() && isAboutText(event->type()))
        return;
    if (nextHandler() != nullptr) {
        nextHandler()(event);
        return;
    }
    // Events reach the platform only without a handler. Qt has notified the cells of a table before
    // it called the handler, and notifies them once more, which changes nothing.
    QAccessible::installUpdateHandler(nullptr);
    QAccessible::updateAccessibility(event);
    QAccessible::installUpdateHandler(&announceWithoutSecrets);
}

} // namespace

void guardAccessibilityOfSecrets()
{
    static bool isDone = false;
    if (isDone)
        return;
    isDone = true;
    QAccessible::installFactory(&makeInterface);
    nextHandler() = QAccessible::installUpdateHandler(&announceWithoutSecrets);
}

} // namespace mcpo
