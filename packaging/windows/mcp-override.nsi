; SPDX-License-Identifier: Apache-2.0
;
; The installer for Windows. "installer" in this folder calls makensis with
;   VERSION OUTFILE LICENSE ICON      what they say
;   CONTENT                           a script that it wrote: the macros INSTALL_CONTENT and
;                                     REMOVE_CONTENT, file by file
;   SIGN                              optional: a command that signs the file it is given
;
; Beside what every NSIS installer knows (/S, /D=FOLDER) it takes /CurrentUser and /AllUsers. Its
; exit codes are 0, 1 (cancelled), 2 (stopped by an error while files are copied), and
!define EXIT_RUNNING 3      ; a program of the installation is running and does not end
!define EXIT_NOT_ALLOWED 4  ; /AllUsers without administrator rights
!define EXIT_OLD_VERSION 5  ; the older version could not be removed

!define NAME "MCP Override"
!define PUBLISHER "MCP Override maintainers"
!define PROGRAM "mcp-override"
!define SCHEME_KEY "Software\Classes\mcp-override"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\org.mcpoverride.McpOverride"
!define PATIENCE 40         ; quarters of a second that a program has to end
!define SHCNE_ASSOCCHANGED 0x08000000

Unicode True
Target amd64-unicode
SetCompressor /SOLID lzma
Name "${NAME}"
OutFile "${OUTFILE}"
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} installer"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "Apache License 2.0"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

; Administrators are asked for their rights and may choose; everybody else installs for themselves.
; Whoever upgrades gets the folder and the kind of the installation that there is.
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME InstallLocation
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME InstallLocation
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include "${CONTENT}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${NAME} will be removed. Your profiles and settings, the list \
of what was done, and the tokens in the Windows Credential Store stay; to remove a token, sign out \
first."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

Var folder ; of the installation that is to be replaced or removed

; fail EXIT-CODE WORDS: ends, with the words in a box, or without a window on standard error.
!macro fail EXIT_CODE WORDS
  ${If} ${Silent}
    System::Call 'kernel32::AttachConsole(i -1)'
    System::Call 'kernel32::GetStdHandle(i -12) p .r0'
    FileWrite $0 "${NAME}: ${WORDS}$\r$\n"
  ${Else}
    MessageBox MB_OK|MB_ICONSTOP "${WORDS}"
  ${EndIf}
  SetErrorLevel ${EXIT_CODE}
  Quit
!macroend

!macro begin
  UserInfo::GetAccountType
  Pop $0
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/AllUsers" $2
  ${IfNot} ${Errors}
  ${AndIf} $0 != "Admin"
    !insertmacro fail ${EXIT_NOT_ALLOWED} "For all users it is installed and removed by administrators \
only. Start this as an administrator, or give /CurrentUser."
  ${EndIf}
!macroend

; Windows lets nobody write into a program while it runs.
!macro isInUse PROGRAM RESULT
  StrCpy ${RESULT} 0
  ${If} ${FileExists} "$folder\bin\${PROGRAM}.exe"
    ClearErrors
    FileOpen $0 "$folder\bin\${PROGRAM}.exe" a
    ${If} ${Errors}
      StrCpy ${RESULT} 1
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

; Asks the windows of the program to close, as a click on their cross does, and waits. The other two
; programs have no window; they may end by themselves meanwhile.
!macro endPrograms UN
Function ${UN}areInUse
  !insertmacro isInUse ${PROGRAM} $1
  !insertmacro isInUse ${PROGRAM}-cli $2
  !insertmacro isInUse ${PROGRAM}-sandbox $3
  IntOp $1 $1 | $2
  IntOp $1 $1 | $3
  Push $1
FunctionEnd

Function ${UN}endPrograms
  Call ${UN}areInUse
  Pop $1
  ${If} $1 = 0
    Return
  ${EndIf}
  MessageBox MB_OKCANCEL|MB_ICONQUESTION "${NAME} is running. OK closes it; what is typed into \
its form is lost." /SD IDOK IDOK close
  SetErrorLevel 1
  Quit
close:
  nsExec::Exec '"$SYSDIR\taskkill.exe" /IM ${PROGRAM}.exe'
  Pop $0
  ${For} $4 1 ${PATIENCE}
    Sleep 250
    Call ${UN}areInUse
    Pop $1
    ${If} $1 = 0
      Return
    ${EndIf}
  ${Next}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is still running, maybe in the session of \
another user. Close it, then try again." /SD IDCANCEL IDRETRY close
  !insertmacro fail ${EXIT_RUNNING} "A program in $folder\bin is running and does not end, or the \
folder is write-protected. Nothing was changed."
FunctionEnd
!macroend
!insertmacro endPrograms ""
!insertmacro endPrograms "un."

Function .onInit
  !insertmacro begin
  StrCpy $folder $INSTDIR ; of /D, which the next line forgets
  !insertmacro MULTIUSER_INIT
  ${If} $folder != ""
    StrCpy $INSTDIR $folder
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro begin
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; The older uninstaller knows best what the older version put there. With "_?=" it stays in its
; place and is waited for.
Function removeOldVersion
  ReadRegStr $folder SHCTX "${UNINSTALL_KEY}" InstallLocation
  ${If} $folder == ""
  ${OrIfNot} ${FileExists} "$folder\uninstall.exe"
    StrCpy $folder $INSTDIR
    Call endPrograms
    Return
  ${EndIf}
  Call endPrograms
  ExecWait '"$folder\uninstall.exe" /S /$MultiUser.InstallMode _?=$folder' $1
  ${If} $1 <> 0
    !insertmacro fail ${EXIT_OLD_VERSION} "The version in $folder could not be removed ($1). Remove it in \
the Windows settings, then start this again."
  ${EndIf}
  Delete "$folder\uninstall.exe"
  RMDir "$folder"
FunctionEnd

Section
  Call removeOldVersion
  SetOverwrite on
  !insertmacro INSTALL_CONTENT
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\bin\${PROGRAM}.exe"

  WriteRegStr SHCTX "${SCHEME_KEY}" "" "URL:${NAME}"
  WriteRegStr SHCTX "${SCHEME_KEY}" "URL Protocol" ""
  WriteRegStr SHCTX "${SCHEME_KEY}\DefaultIcon" "" '$INSTDIR\bin\${PROGRAM}.exe,0'
  WriteRegStr SHCTX "${SCHEME_KEY}\shell\open\command" "" '"$INSTDIR\bin\${PROGRAM}.exe" "%1"'
  WriteRegStr SHCTX "${APP_PATHS}\${PROGRAM}.exe" "" "$INSTDIR\bin\${PROGRAM}.exe"
  WriteRegStr SHCTX "${APP_PATHS}\${PROGRAM}-cli.exe" "" "$INSTDIR\bin\${PROGRAM}-cli.exe"

  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayName "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayVersion "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayIcon '$INSTDIR\bin\${PROGRAM}.exe,0'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" Publisher "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" InstallLocation "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" UninstallString \
    '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" QuietUninstallString \
    '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoModify 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" EstimatedSize $0
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
SectionEnd

; Keys that somebody else has pointed elsewhere since are left alone.
Section Uninstall
  StrCpy $folder $INSTDIR
  Call un.endPrograms
  !insertmacro REMOVE_CONTENT
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"

  ReadRegStr $0 SHCTX "${SCHEME_KEY}\shell\open\command" ""
  ${If} $0 == '"$INSTDIR\bin\${PROGRAM}.exe" "%1"'
    DeleteRegKey SHCTX "${SCHEME_KEY}"
  ${EndIf}
  ReadRegStr $0 SHCTX "${APP_PATHS}\${PROGRAM}.exe" ""
  ${If} $0 == "$INSTDIR\bin\${PROGRAM}.exe"
    DeleteRegKey SHCTX "${APP_PATHS}\${PROGRAM}.exe"
    DeleteRegKey SHCTX "${APP_PATHS}\${PROGRAM}-cli.exe"
  ${EndIf}
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" InstallLocation
  ${If} $0 == $INSTDIR
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  ${EndIf}
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
SectionEnd
