// SPDX-License-Identifier: Apache-2.0
#include "models/schema/discriminator.h"

#include <algorithm>

namespace mcpo
{

namespace
{

std::optional<QString> onlyValue(const SchemaNode &schema)
{
    QJsonValue value;
    if (schema.constValue)
        value = *schema.constValue;
    else if (schema.enumValues && schema.enumValues->size() == 1)
        value = schema.enumValues->first();
    if (value.isString())
        return value.toString();
    return schema.ref ? onlyValue(*schema.ref) : std::nullopt;
}

std::optional<QString> onlyValueOf(const QString &property, const SchemaNode &branch)
{
    for (const PropertyRule &rule : branch.properties) {
        if (rule.name == property && rule.isRequired && rule.schema)
            return onlyValue(*rule.schema);
    }
    return branch.ref ? onlyValueOf(property, *branch.ref) : std::nullopt;
}

std::optional<Discriminator> discriminatorBy(const QString &property,
                                             const std::vector<SchemaNode> &branches)
{
    Discriminator result{.property = property};
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const std::optional<QString> value = onlyValueOf(property, branches[i]);
        if (!value || !result.branches.try_emplace(*value, i).second)
            return std::nullopt;
        result.values.append(*value);
    }
    return result;
}

} // namespace

std::optional<Discriminator> discriminatorOf(const std::vector<SchemaNode> &branches)
{
    const SchemaNode *first = branches.empty() ? nullptr : &branches.front();
    for (; first; first = first->ref.get()) {
        for (const PropertyRule &rule : first->properties) {
            if (auto found = discriminatorBy(rule.name, branches))
                return found;
        }
    }
    return std::nullopt;
}

} // namespace mcpo
