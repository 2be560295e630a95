# SPDX-License-Identifier: Apache-2.0
# macOS (Qt 6.5 or newer): one bundle with all three programs and what they need. "image" in this
# folder signs it and puts it into a disk image.
set(oldest_macos 12.0) # what Qt 6.8 asks for
if(CMAKE_OSX_DEPLOYMENT_TARGET)
  set(oldest_macos "${CMAKE_OSX_DEPLOYMENT_TARGET}")
endif()
set(info_plist "${CMAKE_CURRENT_BINARY_DIR}/Info.plist")
configure_file("${CMAKE_CURRENT_SOURCE_DIR}/macos/Info.plist.in" "${info_plist}" @ONLY)
if(NOT APPLE)
  return() # "./dev lint" reads the list of properties everywhere.
endif()

set(icon "${CMAKE_CURRENT_BINARY_DIR}/mcp-override.icns")
add_custom_command(OUTPUT "${icon}"
  COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/macos/icon" "${PROJECT_SOURCE_DIR}/resources/icons" "${icon}"
  DEPENDS macos/icon VERBATIM)
add_custom_target(icon DEPENDS "${icon}")
add_dependencies(mcp-override icon)
install(FILES "${icon}" DESTINATION mcp-override.app/Contents/Resources COMPONENT app)

set_target_properties(mcp-override PROPERTIES
  MACOSX_BUNDLE ON MACOSX_BUNDLE_INFO_PLIST "${info_plist}")
set_target_properties(mcp-override mcp-override-cli mcp-override-sandbox PROPERTIES
  INSTALL_RPATH @executable_path/../Frameworks)
install(TARGETS mcp-override BUNDLE DESTINATION . COMPONENT app)
install(TARGETS mcp-override-cli mcp-override-sandbox
  RUNTIME DESTINATION mcp-override.app/Contents/MacOS COMPONENT app)

# The window needs every library that the other two programs need.
qt_generate_deploy_app_script(TARGET mcp-override OUTPUT_SCRIPT deploy_script NO_TRANSLATIONS)
install(SCRIPT "${deploy_script}" COMPONENT app)
