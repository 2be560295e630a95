// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fieldsources.h"

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Kind = UsageError::Kind;

namespace
{

const FieldDescription *findField(const CredentialType &type, const QString &name)
{
    const auto found =
        std::find_if(type.fields.cbegin(), type.fields.cend(),
                     [&name](const FieldDescription &field) { return field.name == name; });
    return found == type.fields.cend() ? nullptr : &*found;
}

QString namesOf(const QList<FieldDescription> &fields)
{
    QStringList names;
    for (const FieldDescription &field : fields)
        names.append(field.name);
    return names.join(", "_L1);
}

QString namesOf(const QList<CredentialType> &types)
{
    QStringList names;
    for (const CredentialType &type : types)
        names.append(type.name);
    return names.join(", "_L1);
}

/// Collects the sources, and stops at the first error.
class Collector
{
public:
    explicit Collector(const CredentialType &type)
        : m_type(type)
    {
    }

    void add(FieldSource::Kind kind, OptionId option, const QString &value)
    {
        const bool isStdin = kind == FieldSource::Kind::Stdin;
        const qsizetype sign = isStdin ? value.size() : value.indexOf(u'=');
        if (sign <= 0)
            return fail({Kind::NotFieldAndValue, optionSpec(option).name, {}});
        const FieldDescription *field = findField(m_type, value.first(sign));
        if (!field)
            return fail({Kind::UnknownField, m_type.name, namesOf(m_type.fields)});
        if (field->secret && kind == FieldSource::Kind::Literal)
            return fail({Kind::FieldIsSecret, field->name, {}});
        if (has(field->name))
            return fail({Kind::FieldTwice, field->name, {}});
        m_sources.append({kind, *field, value.mid(sign + 1)});
    }

    std::variant<QList<FieldSource>, UsageError> result()
    {
        for (const FieldDescription &field : m_type.fields) {
            if (field.required && !has(field.name))
                fail({Kind::FieldMissing, field.name, {}});
        }
        if (m_error)
            return *m_error;
        return m_sources;
    }

private:
    bool has(const QString &field) const
    {
        return std::any_of(m_sources.cbegin(), m_sources.cend(),
                           [&field](const FieldSource &one) { return one.field.name == field; });
    }

    void fail(const UsageError &error)
    {
        if (!m_error)
            m_error = error;
    }

    const CredentialType &m_type;
    QList<FieldSource> m_sources;
    std::optional<UsageError> m_error;
};

} // namespace

std::variant<QList<FieldSource>, UsageError> fieldSources(const Arguments &arguments,
                                                          const RequestDescription &description)
{
    const CredentialType *type = description.credentialType(arguments.value(OptionId::Type));
    if (!type)
        return UsageError{Kind::UnknownType, {}, namesOf(description.credentialTypes())};

    Collector collector(*type);
    const auto addAll = [&](FieldSource::Kind kind, OptionId option) {
        const QStringList values = arguments.values.value(option);
        for (const QString &value : values)
            collector.add(kind, option, value);
    };
    addAll(FieldSource::Kind::Literal, OptionId::Field);
    addAll(FieldSource::Kind::Stdin, OptionId::Stdin);
    addAll(FieldSource::Kind::File, OptionId::File);
    addAll(FieldSource::Kind::Env, OptionId::Env);
    return collector.result();
}

std::optional<UsageError> checkSubjectType(const Arguments &arguments,
                                           const RequestDescription &description)
{
    const QStringList &known = description.subjectTypes();
    if (!arguments.has(OptionId::SubjectType) ||
        known.contains(arguments.value(OptionId::SubjectType)))
        return {};
    return UsageError{Kind::UnknownSubjectType, {}, known.join(", "_L1)};
}

} // namespace mcpo
