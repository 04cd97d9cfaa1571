# serumpun_module(NAME LAYER layer
#   HEADERS include/NAME/x.h …    public headers: each must compile alone
#   SOURCES x.cpp …
#   USES module …                 needed by the sources only
#   EXPOSES module …              seen in the public headers
#   LIBRARIES Lib::lib …          outside libraries, needed by the sources only
#   EMBED sql/0001_x.sql …        files compiled into the program: embedded::NAME() lists them
#   TESTS tests/x_test.cpp …      one executable NAME_test
#   TEST_USES module …            further modules that the tests need
#   FUZZ fuzz/x_fuzz.cpp …        libFuzzer targets; corpus in fuzz/corpus/x_fuzz/, replayed as a test in every build
#   BENCH bench/x_bench.cpp …)    Google Benchmark programs, run by tools/bench/
#
# The layer of every dependency is checked here and a forbidden one stops the configure.

set(SERUMPUN_LAYERS base engine storage delivery domain pages app)
set(SERUMPUN_MAY_USE_base base)
set(SERUMPUN_MAY_USE_engine base engine)
set(SERUMPUN_MAY_USE_storage base storage)
set(SERUMPUN_MAY_USE_delivery base delivery)
set(SERUMPUN_MAY_USE_domain base engine storage domain)
set(SERUMPUN_MAY_USE_pages base storage delivery domain pages)
set(SERUMPUN_MAY_USE_app base engine storage delivery domain pages app)
# What is web and not domain (sessions, idempotency keys, rate limits) is kept in the database.
set(SERUMPUN_ALSO_delivery db)

define_property(TARGET PROPERTY SERUMPUN_LAYER)

function(serumpun_check_layers name layer)
  if(NOT layer IN_LIST SERUMPUN_LAYERS)
    message(FATAL_ERROR "${name}: '${layer}' is no layer; choose one of ${SERUMPUN_LAYERS}")
  endif()
  foreach(used IN LISTS ARGN)
    if(NOT TARGET serumpun_${used})
      message(FATAL_ERROR "${name} uses '${used}', which is not defined before it in CMakeLists.txt")
    endif()
    get_target_property(used_layer serumpun_${used} SERUMPUN_LAYER)
    if(NOT used_layer IN_LIST SERUMPUN_MAY_USE_${layer} AND NOT used IN_LIST SERUMPUN_ALSO_${layer})
      message(FATAL_ERROR "${name} (layer ${layer}) must not use ${used} (layer ${used_layer}): see docs/ARCHITECTURE.md")
    endif()
  endforeach()
endfunction()

function(serumpun_embed name)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${name}_embedded)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT ${generated}/embedded/${name}.h ${generated}/${name}_embedded.cpp
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py ${name} ${generated} ${CMAKE_CURRENT_SOURCE_DIR} ${ARGN}
    DEPENDS ${paths} ${CMAKE_SOURCE_DIR}/tools/embed.py
    COMMENT "Embedding files of ${name}" VERBATIM)
  set(SERUMPUN_EMBED_SOURCES ${generated}/${name}_embedded.cpp ${generated}/embedded/${name}.h PARENT_SCOPE)
  set(SERUMPUN_EMBED_INCLUDE ${generated} PARENT_SCOPE)
endfunction()

function(serumpun_module name)
  cmake_parse_arguments(M "" "LAYER" "HEADERS;SOURCES;USES;EXPOSES;LIBRARIES;EMBED;TESTS;TEST_USES;FUZZ;BENCH" ${ARGN})
  if(M_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${name}: not understood: ${M_UNPARSED_ARGUMENTS}")
  endif()
  serumpun_check_layers(${name} "${M_LAYER}" ${M_USES} ${M_EXPOSES})

  add_library(serumpun_${name} STATIC ${M_SOURCES})
  set_target_properties(serumpun_${name} PROPERTIES SERUMPUN_LAYER ${M_LAYER} LINKER_LANGUAGE CXX)
  target_sources(serumpun_${name} PUBLIC FILE_SET HEADERS BASE_DIRS include FILES ${M_HEADERS})
  set_target_properties(serumpun_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_include_directories(serumpun_${name} PUBLIC include)
  target_link_libraries(serumpun_${name} PRIVATE serumpun_options ${M_LIBRARIES})
  target_precompile_headers(serumpun_${name} REUSE_FROM serumpun_standard_headers)
  foreach(used IN LISTS M_USES)
    target_link_libraries(serumpun_${name} PRIVATE serumpun_${used})
  endforeach()
  foreach(used IN LISTS M_EXPOSES)
    target_link_libraries(serumpun_${name} PUBLIC serumpun_${used})
  endforeach()
  if(M_EMBED)
    serumpun_embed(${name} ${M_EMBED})
    target_sources(serumpun_${name} PRIVATE ${SERUMPUN_EMBED_SOURCES})
    target_include_directories(serumpun_${name} PUBLIC ${SERUMPUN_EMBED_INCLUDE})
  endif()
  if(M_TESTS AND BUILD_TESTING)
    add_executable(${name}_test ${M_TESTS})
    # Tests may look inside their own module: its private headers lie beside its sources.
    target_include_directories(${name}_test PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name}_test PRIVATE serumpun_${name} serumpun_test_options serumpun_test_support rapidcheck)
    foreach(used IN LISTS M_USES M_TEST_USES)
      target_link_libraries(${name}_test PRIVATE serumpun_${used})
    endforeach()
    target_link_libraries(${name}_test PRIVATE ${M_LIBRARIES})
    target_precompile_headers(${name}_test REUSE_FROM serumpun_test_headers)
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
      PROPERTIES TIMEOUT 120)
  endif()
  foreach(source IN LISTS M_FUZZ)
    cmake_path(GET source STEM fuzz)
    add_executable(${fuzz} ${source})
    target_include_directories(${fuzz} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${fuzz} PRIVATE serumpun_${name} serumpun_options)
    target_precompile_headers(${fuzz} REUSE_FROM serumpun_standard_headers)
    if(SERUMPUN_FUZZ)
      target_link_options(${fuzz} PRIVATE -fsanitize=fuzzer)
    else()
      target_link_libraries(${fuzz} PRIVATE serumpun_replay_corpus)
      add_test(NAME ${name}.${fuzz} COMMAND ${fuzz} ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${fuzz})
    endif()
  endforeach()
  foreach(source IN LISTS M_BENCH)
    cmake_path(GET source STEM bench)
    add_executable(${bench} ${source})
    target_include_directories(${bench} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${bench} PRIVATE serumpun_${name} serumpun_options benchmark::benchmark)
    add_dependencies(benchmarks ${bench})
  endforeach()
endfunction()
include(GoogleTest)
find_package(benchmark REQUIRED)

# What ./run bench needs: the programs of all BENCH lists and the program itself.
add_custom_target(benchmarks)
