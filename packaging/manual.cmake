# SPDX-License-Identifier: Apache-2.0
# Man pages and completions, which app/manual makes.
set(manual "${PROJECT_BINARY_DIR}/manual")
foreach(component program IN ZIP_LISTS components programs)
  set(page "${manual}/man1/${program}.1")
  set(packed "${CMAKE_CURRENT_BINARY_DIR}/${program}.1.gz")
  add_custom_command(OUTPUT "${packed}"
    COMMAND gzip --best --no-name --stdout "${page}" > "${packed}"
    DEPENDS manual "${page}" VERBATIM)
  list(APPEND pages "${packed}")
  install(FILES "${packed}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT ${component})
  install(FILES "${manual}/bash/${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT ${component})
  install(FILES "${manual}/zsh/_${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" COMPONENT ${component})
  install(FILES "${manual}/fish/${program}.fish"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT ${component})
endforeach()
add_custom_target(manual_pages ALL DEPENDS ${pages})
