// SPDX-License-Identifier: Apache-2.0
#include "ui/clipboardtrace.h"

#include <QWidget>

#ifdef MCPO_WITH_XCB
#include <QGuiApplication>

#include <array>
#include <cstdlib>
#include <string_view>

#include <xcb/xcb.h>
#endif

namespace mcpo
{

#ifdef MCPO_WITH_XCB

namespace
{

// NOLINTNEXTLINE(cppcoreguidelines-no-malloc): xcb hands out what malloc gave
void release(void *answer) { std::free(answer); }

xcb_atom_t atomOf(xcb_connection_t *connection, std::string_view name)
{
    const auto question =
        xcb_intern_atom(connection, 0, static_cast<uint16_t>(name.size()), name.data());
    xcb_intern_atom_reply_t *answer = xcb_intern_atom_reply(connection, question, nullptr);
    const auto atom = answer == nullptr ? xcb_atom_t{XCB_ATOM_NONE} : answer->atom;
    release(answer);
    return atom;
}

} // namespace

void overwriteClipboardTrace(const QWidget &widget)
{
    const auto *application = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // The offscreen platform has that interface too, and nothing behind it.
    if (application == nullptr || QGuiApplication::platformName() != QLatin1StringView("xcb") ||
        widget.window()->windowHandle() == nullptr)
        return;
    xcb_connection_t *connection = application->connection();
    const auto window = static_cast<xcb_window_t>(widget.window()->winId());
    static const xcb_atom_t filler = atomOf(connection, "MCP_OVERRIDE_FILLER");
    constexpr std::array<char, 4096> zeros{};
    xcb_change_property(connection, XCB_PROP_MODE_REPLACE, window, filler, XCB_ATOM_STRING, 8,
                        zeros.size(), zeros.data());
    // An answer whose first 32 bytes come alone passes by the buffer. Of many that are on their way
    // at once, some come whole.
    std::array<xcb_get_property_cookie_t, 32> questions{};
    for (auto &question : questions)
        question = xcb_get_property(connection, 0, window, filler, XCB_ATOM_STRING, 0,
                                    zeros.size() / sizeof(uint32_t));
    for (const auto question : questions)
        release(xcb_get_property_reply(connection, question, nullptr));
    xcb_delete_property(connection, window, filler);
}

#else

void overwriteClipboardTrace(const QWidget &) {}

#endif

} // namespace mcpo
