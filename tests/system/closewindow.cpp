// SPDX-License-Identifier: Apache-2.0
#include "tests/system/closewindow.h"

#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

namespace mcpo
{

namespace
{

/// What xcb hands out is malloc's.
struct Free {
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): it owns what it frees
    void operator()(void *memory) const { std::free(memory); }
};
template<class T>
using Reply = std::unique_ptr<T, Free>;

xcb_atom_t atom(xcb_connection_t *server, const QByteArray &name)
{
    const auto cookie =
        xcb_intern_atom(server, 0, static_cast<uint16_t>(name.size()), name.constData());
    const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(server, cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

QByteArray textOf(xcb_connection_t *server, xcb_window_t window, xcb_atom_t property)
{
    const auto cookie =
        xcb_get_property(server, 0, window, property, XCB_GET_PROPERTY_TYPE_ANY, 0, 64);
    const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(server, cookie, nullptr));
    if (!reply)
        return {};
    return {static_cast<const char *>(xcb_get_property_value(reply.get())),
            xcb_get_property_value_length(reply.get())};
}

/// Helpers of the toolkit may have the title, too, but no class.
bool isMeant(xcb_connection_t *server, xcb_window_t window, const QByteArray &title)
{
    return textOf(server, window, XCB_ATOM_WM_NAME) == title &&
           !textOf(server, window, XCB_ATOM_WM_CLASS).isEmpty();
}

bool isShown(xcb_connection_t *server, xcb_window_t window)
{
    const Reply<xcb_get_window_attributes_reply_t> reply(xcb_get_window_attributes_reply(
        server, xcb_get_window_attributes(server, window), nullptr));
    return reply && reply->map_state == XCB_MAP_STATE_VIEWABLE;
}

void sendClose(xcb_connection_t *server, xcb_window_t window)
{
    xcb_client_message_event_t event{};
    event.response_type = XCB_CLIENT_MESSAGE;
    event.format = 32;
    event.window = window;
    event.type = atom(server, "WM_PROTOCOLS");
    event.data.data32[0] = atom(server, "WM_DELETE_WINDOW");
    event.data.data32[1] = XCB_CURRENT_TIME;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as xcb wants it
    xcb_send_event(server, 0, window, 0, reinterpret_cast<const char *>(&event));
    // A server may drop what it has not carried out when its client leaves.
    const Reply<xcb_get_input_focus_reply_t> carriedOut(
        xcb_get_input_focus_reply(server, xcb_get_input_focus(server), nullptr));
}

bool setFocus(xcb_connection_t *server, xcb_window_t window)
{
    xcb_set_input_focus(server, XCB_INPUT_FOCUS_PARENT, window, XCB_CURRENT_TIME);
    const Reply<xcb_get_input_focus_reply_t> focus(
        xcb_get_input_focus_reply(server, xcb_get_input_focus(server), nullptr));
    return focus && focus->focus == window;
}

class Screen
{
public:
    bool isThere() const { return xcb_connection_has_error(m_server.get()) == 0; }
    xcb_connection_t *server() const { return m_server.get(); }

    /// There is no window manager, so each window is the root's.
    std::vector<xcb_window_t> windows() const
    {
        const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(server())).data->root;
        const Reply<xcb_query_tree_reply_t> tree(
            xcb_query_tree_reply(server(), xcb_query_tree(server(), root), nullptr));
        if (!tree)
            return {};
        const std::span children(xcb_query_tree_children(tree.get()),
                                 static_cast<size_t>(xcb_query_tree_children_length(tree.get())));
        return {children.begin(), children.end()};
    }

    xcb_window_t find(const QByteArray &title) const
    {
        for (const xcb_window_t window : windows()) {
            if (isMeant(server(), window, title) && isShown(server(), window))
                return window;
        }
        return XCB_WINDOW_NONE;
    }

private:
    std::unique_ptr<xcb_connection_t, decltype(&xcb_disconnect)> m_server{
        xcb_connect(nullptr, nullptr), &xcb_disconnect};
};

} // namespace

bool windowIsShown(const QByteArray &title)
{
    const Screen screen;
    return screen.isThere() && screen.find(title) != XCB_WINDOW_NONE;
}

bool windowHasFocus(const QByteArray &title)
{
    const Screen screen;
    if (!screen.isThere())
        return false;
    const Reply<xcb_get_input_focus_reply_t> focus(
        xcb_get_input_focus_reply(screen.server(), xcb_get_input_focus(screen.server()), nullptr));
    return focus && isMeant(screen.server(), focus->focus, title);
}

bool focusWindow(const QByteArray &title)
{
    const Screen screen;
    const xcb_window_t window =
        screen.isThere() ? screen.find(title) : xcb_window_t(XCB_WINDOW_NONE);
    return window != XCB_WINDOW_NONE && setFocus(screen.server(), window);
}

bool focusNothing()
{
    const Screen screen;
    return screen.isThere() && setFocus(screen.server(), XCB_INPUT_FOCUS_NONE);
}

bool closeWindow(const QByteArray &title)
{
    const Screen screen;
    const xcb_window_t window =
        screen.isThere() ? screen.find(title) : xcb_window_t(XCB_WINDOW_NONE);
    if (window != XCB_WINDOW_NONE)
        sendClose(screen.server(), window);
    return window != XCB_WINDOW_NONE;
}

QByteArrayList windowTitles()
{
    QByteArrayList titles;
    const Screen screen;
    if (!screen.isThere())
        return titles;
    for (const char *property : {"WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME", "_NET_WM_ICON_NAME"}) {
        const xcb_atom_t meant = atom(screen.server(), property);
        for (const xcb_window_t window : screen.windows())
            titles.append(textOf(screen.server(), window, meant));
    }
    titles.removeAll(QByteArray());
    return titles;
}

bool isClipboardOwned()
{
    const Screen screen;
    if (!screen.isThere())
        return false;
    const auto isOwned = [&screen](xcb_atom_t selection) {
        const Reply<xcb_get_selection_owner_reply_t> reply(xcb_get_selection_owner_reply(
            screen.server(), xcb_get_selection_owner(screen.server(), selection), nullptr));
        return reply && reply->owner != XCB_WINDOW_NONE;
    };
    return isOwned(XCB_ATOM_PRIMARY) || isOwned(atom(screen.server(), "CLIPBOARD"));
}

} // namespace mcpo
