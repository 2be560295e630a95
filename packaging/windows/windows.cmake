# SPDX-License-Identifier: Apache-2.0
# Windows (MinGW, Qt 6.5 or newer): what is put into the programs, and the libraries that go beside
# them. "installer" in this folder makes the installer from what is installed.
set_target_properties(mcp-override PROPERTIES WIN32_EXECUTABLE ON)

# mcpo_windows_resources(PROGRAM DESCRIPTION): version, icon and manifest.
function(mcpo_windows_resources program description)
  configure_file("${CMAKE_CURRENT_SOURCE_DIR}/windows/program.rc.in" "${program}.rc" @ONLY)
  target_sources(${program} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${program}.rc")
endfunction()
mcpo_windows_resources(mcp-override "MCP Override")
mcpo_windows_resources(mcp-override-cli "MCP Override for the command line")
mcpo_windows_resources(mcp-override-sandbox "MCP Override: sandbox control plane")

# The window needs every library that the other two programs need.
qt_generate_deploy_app_script(TARGET mcp-override OUTPUT_SCRIPT deploy_script NO_TRANSLATIONS)
install(SCRIPT "${deploy_script}" COMPONENT app)
