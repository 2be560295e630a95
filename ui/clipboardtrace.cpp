// SPDX-License-Identifier: Apache-2.0
#include "ui/clipboardtrace.h"

#include <QWidget>

#ifdef MCPO_WITH_XCB
#include <QGuiApplication>

#include <cstdlib>

#include <xcb/xcb.h>
#endif

namespace mcpo
{

#ifdef MCPO_WITH_XCB

namespace
{

// NOLINTNEXTLINE(cppcoreguidelines-no-malloc): xcb hands out what malloc gave
void release(void *answer) { std::free(answer); }

} // namespace

void overwriteClipboardTrace(const QWidget &widget)
{
    const auto *application = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // The offscreen platform has that interface too, and nothing behind it.
    if (application == nullptr || QGuiApplication::platformName() != QLatin1StringView("xcb") ||
        widget.window()->windowHandle() == nullptr)
        return;
    // Answers of 32 bytes all pass by the buffer of the connection, and the server sends thousands
    // of them in parts that are larger than that buffer. (Of larger answers only the head is sure
    // to.)
    xcb_connection_t *connection = application->connection();
    constexpr int answers = 4096;
    for (int i = 1; i < answers; ++i)
        xcb_discard_reply(connection, xcb_get_input_focus(connection).sequence);
    release(xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nullptr));
}

#else

void overwriteClipboardTrace(const QWidget &) {}

#endif

} // namespace mcpo
