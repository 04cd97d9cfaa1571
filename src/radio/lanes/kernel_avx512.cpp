#include "lanes/kernel_body.h"

namespace radio::lanes {

const Kernel kKernelAvx512{"avx512", 2 * 8, &losses<8>};

}  // namespace radio::lanes
