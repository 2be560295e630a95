// SPDX-License-Identifier: Apache-2.0
// Stands in for the programs where "verify" tries the installer. "standin --polite" has a window and
// ends when that is asked to close, "standin --stubborn" does not. Either writes its arguments to the
// file "standin.txt" beside itself once it is that far; with any other arguments that is all.
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static BOOL isStubborn;

static LRESULT CALLBACK onMessage(HWND window, UINT message, WPARAM first, LPARAM second)
{
    if (message == WM_CLOSE && isStubborn)
        return 0;
    if (message == WM_DESTROY)
        PostQuitMessage(0);
    return DefWindowProcW(window, message, first, second);
}

static void writeDown(int count, wchar_t **arguments)
{
    wchar_t path[MAX_PATH];
    GetModuleFileNameW(NULL, path, MAX_PATH);
    wcscpy(wcsrchr(path, L'\\') + 1, L"standin.txt");
    FILE *file = _wfopen(path, L"w, ccs=UTF-8");
    if (file == NULL)
        return;
    for (int i = 1; i < count; ++i)
        fwprintf(file, L"[%ls]\n", arguments[i]);
    fclose(file);
}

int wmain(int count, wchar_t **arguments)
{
    isStubborn = count == 2 && wcscmp(arguments[1], L"--stubborn") == 0;
    const BOOL isPolite = count == 2 && wcscmp(arguments[1], L"--polite") == 0;
    if (isPolite || isStubborn) {
        const WNDCLASSW windowClass = {.lpfnWndProc = onMessage, .lpszClassName = L"standin"};
        RegisterClassW(&windowClass);
        CreateWindowW(L"standin", L"", WS_OVERLAPPEDWINDOW | WS_VISIBLE, 0, 0, 200, 100, NULL, NULL,
                      NULL, NULL);
    }
    writeDown(count, arguments);
    MSG message;
    while ((isPolite || isStubborn) && GetMessageW(&message, NULL, 0, 0) > 0)
        DispatchMessageW(&message);
    return 0;
}
