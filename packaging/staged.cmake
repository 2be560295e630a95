# SPDX-License-Identifier: Apache-2.0
# Read by CPack once for each format, when everything is installed and nothing is packed yet.

# Debian has some things in other places than everybody else.
if(CPACK_GENERATOR STREQUAL "DEB")
  file(GLOB packages "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*")
  foreach(package ${packages})
    set(share "${package}/usr/share")
    file(REMOVE_RECURSE "${share}/licenses") # the system has the text
    if(EXISTS "${share}/zsh/site-functions")
      file(RENAME "${share}/zsh/site-functions" "${share}/zsh/vendor-completions")
    endif()
  endforeach()
endif()

# rpm keeps the times of files that are older than the source.
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND find "${CPACK_TEMPORARY_INSTALL_DIRECTORY}"
    -exec touch --no-dereference "--date=@$ENV{SOURCE_DATE_EPOCH}" "{}" +
    COMMAND_ERROR_IS_FATAL ANY)
endif()
