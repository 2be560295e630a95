// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QList>
#include <QStringList>

#include <optional>

namespace mcpo
{

/// One control as assistive technology sees it: on the accessibility bus, found by its name.
class Accessible
{
public:
    /// The root of everything that is registered with the accessibility bus.
    static Accessible root();

    bool isValid() const { return !m_path.isEmpty(); }
    QString name() const;
    QString description() const;
    /// The text of an editable control.
    QString text() const;
    bool isShowing() const;

    QList<Accessible> children() const;
    /// The first control below this one that has the name, is showing and, unless @p role is
    /// empty, has the role ("push button").
    std::optional<Accessible> find(const QString &name, const QString &role = {}) const;

    /// The first one below that has the description and is showing.
    std::optional<Accessible> findDescribed(const QString &description) const;

    bool setText(const QString &text) const;
    bool press() const;
    /// Asks the control to put its whole text on the clipboard.
    void copy() const;
    /// Everything that it and all controls below it tell: names, descriptions and texts.
    QStringList everything() const;

private:
    bool hasRole(const QString &role) const;
    QVariant property(const QString &interface, const QString &name) const;
    QVariantList call(const QString &interface, const QString &method,
                      const QVariantList &arguments = {}) const;

    QString m_service;
    QString m_path;
};

} // namespace mcpo
