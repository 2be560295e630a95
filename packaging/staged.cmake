# SPDX-License-Identifier: Apache-2.0
# Read by CPack once for each format, when everything is installed and nothing is packed yet: what
# Debian has in other places than everybody else.
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
