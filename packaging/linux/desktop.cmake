# SPDX-License-Identifier: Apache-2.0
# How a desktop of freedesktop.org finds the program: menu, links, icons, D-Bus.
configure_file(linux/${app_id}.service.in ${app_id}.service @ONLY)
install(FILES linux/${app_id}.desktop
  DESTINATION "${CMAKE_INSTALL_DATADIR}/applications" COMPONENT desktop)
install(FILES linux/${app_id}.metainfo.xml
  DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo" COMPONENT desktop)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${app_id}.service"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/dbus-1/services" COMPONENT desktop)

set(icons "${PROJECT_SOURCE_DIR}/resources/icons")
install(FILES "${icons}/${app_id}.svg"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" COMPONENT desktop)
foreach(size 16 24 32 48 64 128 256 512)
  install(FILES "${icons}/${size}.png"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps"
    RENAME ${app_id}.png COMPONENT desktop)
endforeach()
