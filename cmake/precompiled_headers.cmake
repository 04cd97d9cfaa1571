# Half of the time of a whole build went into reading the standard library and GoogleTest again in every source:
# they are read once (measured in docs/PERFORMANCE.md). The libraries still include all that they use; the fuzz
# build precompiles nothing, compiles each source alone and so proves it.
set(SERUMPUN_STANDARD_HEADERS
  <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <functional> <map> <memory> <optional> <span> <string>
  <string_view> <utility> <vector>)

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/empty.cpp CONTENT "")
add_library(serumpun_standard_headers STATIC ${CMAKE_BINARY_DIR}/empty.cpp)
target_link_libraries(serumpun_standard_headers PRIVATE serumpun_options)
target_precompile_headers(serumpun_standard_headers PRIVATE ${SERUMPUN_STANDARD_HEADERS})

if(BUILD_TESTING)
  add_library(serumpun_test_headers STATIC ${CMAKE_BINARY_DIR}/empty.cpp)
  target_link_libraries(serumpun_test_headers PRIVATE serumpun_test_options GTest::gtest)
  target_precompile_headers(serumpun_test_headers PRIVATE ${SERUMPUN_STANDARD_HEADERS} <gtest/gtest.h>)
endif()
