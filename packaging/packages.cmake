# SPDX-License-Identifier: Apache-2.0
# The packages that CPack makes of what is installed: "./dev package".
set(MCPO_MAINTAINER "MCP Override maintainers <maintainers@mcpoverride.org>" CACHE STRING
  "Whom packages name as the one who made them")

set(CPACK_PACKAGE_NAME mcp-override)
set(CPACK_PACKAGE_VENDOR "MCP Override")
set(CPACK_PACKAGE_CONTACT "${MCPO_MAINTAINER}")
set(CPACK_PACKAGE_HOMEPAGE_URL https://mcpoverride.org)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_SOURCE_DIR}/generators.cmake")
# Of folders that are made anew: the umask of whoever builds has no say.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_SOURCE_DIR}/staged.cmake")

# The program and the desktop around it are one package; any other component is one by itself.
set(CPACK_COMPONENT_APP_GROUP window)
set(CPACK_COMPONENT_DESKTOP_GROUP window)

# The descriptions of the packages. Every format accepts these lines unchanged.
set(about "A gateway authenticates to an upstream MCP server with the server's own
credentials. An auth override lets one user or virtual account use other
credentials instead. MCP Override sets such overrides on a TrueFoundry
control plane, and keeps the access token in the keychain.
")
set(CPACK_COMPONENT_WINDOW_DESCRIPTION "${about}
This package contains the window.")
set(CPACK_COMPONENT_CLI_DESCRIPTION "${about}
This package contains the command line.")
set(CPACK_COMPONENT_SANDBOX_DESCRIPTION "${about}
This package contains a control plane for trials and for tests of scripts.
It runs on this computer. The window has one built in.")
set(CPACK_COMPONENT_DOC_DESCRIPTION "${about}
This package contains the documentation for users and administrators, and
describes the security of the program.")

if(UNIX AND NOT APPLE)
  include(linux/packages.cmake)
endif()
include(CPack)
