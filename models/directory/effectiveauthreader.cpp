// SPDX-License-Identifier: Apache-2.0
#include "models/directory/effectiveauthreader.h"

#include "models/override/missingsearch.h"

namespace mcpo
{

EffectiveAuthReader::EffectiveAuthReader(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

void EffectiveAuthReader::read(const Account &account, const QString &serverId,
                               const Subject &subject)
{
    m_answer.reset();
    m_job = readEffectiveAuth(m_controlPlane, account, serverId, subject,
                              [this](const Fetched<EffectiveAuth> &answer) {
                                  m_answer = answer;
                                  m_job.reset();
                                  Q_EMIT changed();
                              });
    Q_EMIT changed();
}

void EffectiveAuthReader::clear()
{
    m_job.reset();
    m_answer.reset();
    Q_EMIT changed();
}

} // namespace mcpo
