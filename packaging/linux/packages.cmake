# SPDX-License-Identifier: Apache-2.0
# .deb, .rpm and .tar.gz.
string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" system)
set(CPACK_PACKAGE_FILE_NAME "mcp-override-${PROJECT_VERSION}-${system}")

set(name_window mcp-override)
set(summary_window "Credentials of single subjects on MCP servers")
set(name_cli mcp-override-cli)
set(summary_cli "Auth overrides on MCP servers by command line")
set(name_sandbox mcp-override-sandbox)
set(summary_sandbox "Control plane to try auth overrides on")
set(name_doc mcp-override-doc)
set(summary_doc "Documentation of MCP Override")

# Beside every package stand its licence and its changes, as Debian wants them.
configure_file(linux/copyright.txt copyright @ONLY)
string(TIMESTAMP changed "%a, %d %b %Y %H:%M:%S +0000" UTC) # of SOURCE_DATE_EPOCH, where that is set
configure_file(linux/changelog.txt changelog @ONLY)
execute_process(COMMAND gzip --best --no-name --force "${CMAKE_CURRENT_BINARY_DIR}/changelog"
  COMMAND_ERROR_IS_FATAL ANY)

foreach(package window cli sandbox doc)
  set(name "${name_${package}}")
  set(component ${package})
  if(package STREQUAL "window")
    set(component app)
  endif()
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/copyright" "${CMAKE_CURRENT_BINARY_DIR}/changelog.gz"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${name}" COMPONENT ${component})
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/${name}" COMPONENT ${component})

  string(TOUPPER ${package} PACKAGE)
  set(CPACK_DEBIAN_${PACKAGE}_PACKAGE_NAME ${name})
  set(CPACK_RPM_${PACKAGE}_PACKAGE_NAME ${name})
  set(CPACK_RPM_${PACKAGE}_PACKAGE_SUMMARY "${summary_${package}}")
  set(CPACK_DEBIAN_${PACKAGE}_DESCRIPTION "${summary_${package}}\n${CPACK_COMPONENT_${PACKAGE}_DESCRIPTION}")
endforeach()

# A build id is made of debug information, too, which names the folders of a build and is stripped.
foreach(program ${programs})
  target_link_options(${program} PRIVATE -Wl,--build-id=none)
endforeach()

# --- .deb ---------------------------------------------------------------------------------------
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_DOC_PACKAGE_SECTION doc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_DOC_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DOC_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# What is loaded at run time is found by nobody: the platforms of Qt, and the keychain's library.
set(keychains "gnome-keyring | kwalletmanager | keepassxc")
set(CPACK_DEBIAN_WINDOW_PACKAGE_DEPENDS "libsecret-1-0, qt6-qpa-plugins")
set(CPACK_DEBIAN_WINDOW_PACKAGE_RECOMMENDS "${keychains}, qt6-wayland")
set(CPACK_DEBIAN_WINDOW_PACKAGE_SUGGESTS "mcp-override-cli, mcp-override-doc")
set(CPACK_DEBIAN_CLI_PACKAGE_DEPENDS libsecret-1-0)
set(CPACK_DEBIAN_CLI_PACKAGE_RECOMMENDS "${keychains}")
set(CPACK_DEBIAN_CLI_PACKAGE_SUGGESTS "mcp-override-doc, mcp-override-sandbox")

# --- .rpm ---------------------------------------------------------------------------------------
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE Apache-2.0)
set(CPACK_RPM_PACKAGE_GROUP Applications/Internet)
set(CPACK_RPM_PACKAGE_URL "${CPACK_PACKAGE_HOMEPAGE_URL}")
set(CPACK_RPM_PACKAGE_RELOCATABLE OFF)
set(CPACK_RPM_DOC_PACKAGE_ARCHITECTURE noarch)
set(CPACK_RPM_WINDOW_PACKAGE_REQUIRES libsecret)
set(CPACK_RPM_WINDOW_PACKAGE_SUGGESTS mcp-override-cli)
set(CPACK_RPM_CLI_PACKAGE_REQUIRES libsecret)
set(CPACK_RPM_COMPRESSION_TYPE xz)
# Folders that belong to the system.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION)
foreach(folder
    applications bash-completion bash-completion/completions dbus-1 dbus-1/services fish
    fish/vendor_completions.d icons icons/hicolor icons/hicolor/scalable icons/hicolor/scalable/apps
    licenses man man/man1 metainfo zsh zsh/site-functions zsh/vendor-completions)
  list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION "/usr/share/${folder}")
endforeach()
foreach(size 16 24 32 48 64 128 256 512)
  foreach(folder "" /apps)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
      "/usr/share/icons/hicolor/${size}x${size}${folder}")
  endforeach()
endforeach()
# The same bytes wherever and whenever it is built.
set(CPACK_RPM_SPEC_MORE_DEFINE
  "%define packager ${MCPO_MAINTAINER}\n%define _buildhost reproducible\n%define _build_id_links none\n%define clamp_mtime_to_source_date_epoch 1\n%define use_source_date_epoch_as_buildtime 1\n%define source_date_epoch_from_changelog 0")
