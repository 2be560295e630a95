# SPDX-License-Identifier: Apache-2.0
# Man pages and completions, which app/manual makes.
set(manual "${PROJECT_BINARY_DIR}/manual")
foreach(component program IN ZIP_LISTS components programs)
  set(page "${manual}/man1/${program}.1")
  add_custom_command(OUTPUT "${page}.gz"
    COMMAND gzip --best --no-name --keep --force "${page}"
    DEPENDS manual "${page}" VERBATIM)
  list(APPEND pages "${page}.gz")
  install(FILES "${page}.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT ${component})
  install(FILES "${manual}/bash/${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT ${component})
  install(FILES "${manual}/zsh/_${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" COMPONENT ${component})
  install(FILES "${manual}/fish/${program}.fish"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT ${component})
endforeach()
add_custom_target(manual_pages ALL DEPENDS ${pages})
