#include "lanes/kernel.h"

namespace radio::lanes {

const Kernel& best_kernel() {
#if defined(SERUMPUN_X86_KERNELS)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return kKernelAvx512;
  if (__builtin_cpu_supports("avx2")) return kKernelAvx2;
#endif
  return kKernelGeneric;
}

}  // namespace radio::lanes
