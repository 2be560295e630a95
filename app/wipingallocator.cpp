// SPDX-License-Identifier: Apache-2.0
// Empties every piece of memory before it goes back to the heap, in the whole program: what a line
// of the form, a request, Qt, OpenSSL or GLib held of a secret is gone with its last owner.
//
// Linked into a program (not into a library), these take the place of glibc's own for every library
// of the process. Only what gives memory back is replaced. "mallopt(M_PERTURB)" would not do: the
// cache that each thread has of small pieces takes them as they are.

#include <cstddef>
#include <cstring>

#include <malloc.h>

// glibc's own functions and names, and this is where memory is managed.
// NOLINTBEGIN(bugprone-reserved-identifier,cppcoreguidelines-no-malloc)
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" {
void *__libc_malloc(std::size_t size);
void *__libc_realloc(void *memory, std::size_t size);
void __libc_free(void *memory);

void free(void *memory) noexcept
{
    if (memory == nullptr)
        return;
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

void *realloc(void *memory, std::size_t size) noexcept
{
    if (memory == nullptr)
        return __libc_malloc(size);
    if (size == 0) { // as in glibc
        free(memory);
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(memory);
    if (size <= had) { // stays in its place
        explicit_bzero(static_cast<char *>(memory) + size, had - size);
        return __libc_realloc(memory, size);
    }
    void *larger = __libc_malloc(size);
    if (larger != nullptr) {
        std::memcpy(larger, memory, had);
        free(memory);
    }
    return larger;
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
// NOLINTEND(bugprone-reserved-identifier,cppcoreguidelines-no-malloc)
