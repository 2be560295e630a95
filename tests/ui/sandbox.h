// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/ui/windowbench.h"

namespace mcpo
{

/// A sandbox that listens.
struct Sandbox {
    explicit Sandbox(const SandboxOptions &options = {})
        : controlPlane(options)
    {
        if (const std::optional<QString> error = controlPlane.start())
            qFatal("%s", qPrintable(*error));
    }
    ControlPlaneAddress address() const { return addressOf(controlPlane.address()); }

    SandboxControlPlane controlPlane;
};

} // namespace mcpo
