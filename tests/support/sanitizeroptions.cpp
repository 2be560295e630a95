// SPDX-License-Identifier: Apache-2.0
//
// What the sanitizers are told, compiled into every program of a build with one: an environment
// variable would not reach the programs that tests start with an environment of their own.
//
// A suppression names what is not ours, and why.

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): their names
extern "C" {

const char *__asan_default_options()
{
    return "detect_stack_use_after_return=1:strict_string_checks=1:abort_on_error=0";
}

const char *__asan_default_suppressions()
{
    return "interceptor_via_lib:libxkbcommon-x11\n"; // copies texts that end by their length
}

const char *__ubsan_default_options() { return "print_stacktrace=1"; }

const char *__lsan_default_suppressions()
{
    return "leak:libfontconfig\n"; // keeps its configuration until the end, and beyond
}

const char *__tsan_default_options()
{
    // Qt is not built with the sanitizer, so what it does to our objects between its own locks,
    // which the sanitizer does not see, looks like a race. Only accesses of our own code count.
    // A process that starts another one has threads, which the sanitizer takes for a fault.
    return "ignore_noninstrumented_modules=1:second_deadlock_stack=1:die_after_fork=0";
}

const char *__tsan_default_suppressions() { return ""; }

} // extern "C"
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
