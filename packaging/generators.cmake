# SPDX-License-Identifier: Apache-2.0
# Read by CPack once for each format: what one of them needs and the others do not.
set(CPACK_COMPONENTS_ALL app desktop cli sandbox doc)
if(CPACK_GENERATOR MATCHES "^(DEB|RPM)$")
  set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  unset(CPACK_PACKAGE_DESCRIPTION_SUMMARY) # every package has its own
elseif(CPACK_GENERATOR STREQUAL "TGZ")
  # A folder that runs wherever it lies: nothing in it names a place.
  list(REMOVE_ITEM CPACK_COMPONENTS_ALL desktop)
  set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
  set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY ON)
endif()
