// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridelink.h"

#include <QObject>

#include <optional>

class QWidget;

namespace mcpo
{

class OverridePanel;
struct WindowModels;

/// Follows links: fills in the form, says that it did, and never more. What was typed is not given
/// up without a question, and only the control planes of known profiles are gone to.
class LinkHandler : public QObject
{
    Q_OBJECT
public:
    LinkHandler(WindowModels &models, OverridePanel &panel, QWidget &window);

    void open(const QString &text);

Q_SIGNALS:
    /// The form is filled in and should be seen.
    void filledIn();

private:
    void follow();
    bool goToControlPlane();
    void refuse(const QString &why);
    void ask();

    WindowModels &m_models;
    OverridePanel &m_panel;
    QWidget &m_window;
    std::optional<OverrideLink> m_link; ///< until it is followed or refused
};

} // namespace mcpo
