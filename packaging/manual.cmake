# SPDX-License-Identifier: Apache-2.0
# Man pages, which are written by hand in man/, and completions, which app/completions generates.
foreach(component program IN ZIP_LISTS components programs)
  set(page "${PROJECT_BINARY_DIR}/man/${program}.1")
  set(packed "${CMAKE_CURRENT_BINARY_DIR}/${program}.1.gz")
  configure_file("man/${program}.1" "${page}" @ONLY)
  add_custom_command(OUTPUT "${packed}"
    COMMAND gzip --best --no-name --stdout "${page}" > "${packed}"
    DEPENDS "${page}" VERBATIM)
  list(APPEND pages "${packed}")
  install(FILES "${packed}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT ${component})
  set(completions "${PROJECT_BINARY_DIR}/completions")
  install(FILES "${completions}/bash/${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT ${component})
  install(FILES "${completions}/zsh/_${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" COMPONENT ${component})
  install(FILES "${completions}/fish/${program}.fish"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT ${component})
endforeach()
add_custom_target(manual_pages ALL DEPENDS ${pages})
