# Warnings are errors: a warning nobody mends hides the next one.
add_library(serumpun_options INTERFACE)
target_compile_options(serumpun_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wundef
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -fdiagnostics-color=always>
  # libstdc++ 12's own sort is what it finds deprecated.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
# The same bits on every machine: no contraction to fused multiply-add behind our back.
target_compile_options(serumpun_options INTERFACE -ffp-contract=off)
foreach(kind IN LISTS SERUMPUN_SANITIZE)
  target_compile_options(serumpun_options INTERFACE -fsanitize=${kind} -fno-omit-frame-pointer -g1)
  target_link_options(serumpun_options INTERFACE -fsanitize=${kind})
endforeach()
if(SERUMPUN_FUZZ)
  # Coverage of the libraries is what guides the fuzzer.
  target_compile_options(serumpun_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SERUMPUN_SANITIZE)
  target_compile_options(serumpun_options INTERFACE -fno-sanitize-recover=all)
endif()

# What a test measures is in the libraries; its own code runs for a moment, and costs a third less to compile plainly.
add_library(serumpun_test_options INTERFACE)
target_link_libraries(serumpun_test_options INTERFACE serumpun_options)
target_compile_options(serumpun_test_options INTERFACE -O0)
