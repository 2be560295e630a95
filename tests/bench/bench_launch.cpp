// SPDX-License-Identifier: Apache-2.0
// Launch to visible window and memory (PSS), mcp-override against the bare form, in turn.

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QThread>

#include <xcb/xcb.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace
{

struct Sample {
    double milliseconds = 0;
    double mebibytes = 0;
};

/// What the process has to itself plus its share of what it has in common with others.
double proportionalMemory(qint64 pid)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression line(u"\\nPss: +(\\d+) kB"_s);
    return line.match(QString::fromLatin1(file.readAll())).captured(1).toDouble() / 1024;
}

/// What xcb hands out is malloc's.
struct Free {
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): it owns what it frees
    void operator()(void *memory) const { std::free(memory); }
};

/// Listens to the X server: a window is visible when the server says that it was mapped.
class WindowWatch
{
public:
    WindowWatch()
        : m_connection(xcb_connect(nullptr, nullptr))
    {
        if (xcb_connection_has_error(m_connection) != 0)
            qFatal("There is no X server");
        const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
        const uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(m_connection, root, XCB_CW_EVENT_MASK, &mask);
        xcb_flush(m_connection);
    }
    ~WindowWatch() { xcb_disconnect(m_connection); }
    WindowWatch(const WindowWatch &) = delete;
    WindowWatch &operator=(const WindowWatch &) = delete;

    void waitFor(const QByteArray &title)
    {
        while (const std::unique_ptr<xcb_generic_event_t, Free> event{
            xcb_wait_for_event(m_connection)}) {
            if ((event->response_type & 0x7f) != XCB_MAP_NOTIFY)
                continue;
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as xcb wants it
            const auto *mapped = reinterpret_cast<const xcb_map_notify_event_t *>(event.get());
            if (titleOf(mapped->window) == title)
                return;
        }
        qFatal("The X server went away");
    }

private:
    QByteArray titleOf(xcb_window_t window)
    {
        const auto cookie = xcb_get_property(m_connection, 0, window, XCB_ATOM_WM_NAME,
                                             XCB_GET_PROPERTY_TYPE_ANY, 0, 64);
        const std::unique_ptr<xcb_get_property_reply_t, Free> reply(
            xcb_get_property_reply(m_connection, cookie, nullptr));
        if (!reply)
            return {};
        return {static_cast<const char *>(xcb_get_property_value(reply.get())),
                xcb_get_property_value_length(reply.get())};
    }

    xcb_connection_t *m_connection;
};

Sample launch(const QString &program, const QByteArray &title)
{
    WindowWatch watch;
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    process.start(program, QStringList());
    watch.waitFor(title);
    Sample sample;
    sample.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    // Memory settles after the first paint and the sign-in.
    QThread::msleep(700);
    sample.mebibytes = proportionalMemory(process.processId());
    process.terminate();
    if (!process.waitForFinished(3000))
        process.kill();
    process.waitForFinished();
    return sample;
}

double median(std::vector<Sample> samples, double Sample::*figure)
{
    std::sort(samples.begin(), samples.end(), [figure](const Sample &one, const Sample &other) {
        return one.*figure < other.*figure;
    });
    return samples.at(samples.size() / 2).*figure;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString ours = QStringLiteral(MCPO_BIN_DIR "/mcp-override");
    const QString bare = QCoreApplication::applicationDirPath() + u"/bareform"_s;
    constexpr int rounds = 11;

    std::vector<Sample> ourSamples;
    std::vector<Sample> bareSamples;
    for (int round = -1; round < rounds; ++round) {
        const Sample ourSample = launch(ours, "MCP Override");
        const Sample bareSample = launch(bare, "Bare form");
        if (round < 0)
            continue; // warms the caches
        ourSamples.push_back(ourSample);
        bareSamples.push_back(bareSample);
    }
    const auto print = [&](const char *what, const char *unit, double Sample::*figure, double aim) {
        const double our = median(ourSamples, figure);
        const double other = median(bareSamples, figure);
        std::printf("%-24s %8.1f %-4s %8.1f %-4s %6.2f   %.1f\n", what, our, unit, other, unit,
                    our / other, aim);
    };
    std::printf("median of %d, in turn     mcp-override     bare form   ratio   aim\n", rounds);
    print("launch to visible", "ms", &Sample::milliseconds, 1.4);
    print("memory (PSS)", "MiB", &Sample::mebibytes, 1.5);
    return 0;
}
