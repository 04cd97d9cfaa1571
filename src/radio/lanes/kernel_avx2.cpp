#include "lanes/kernel_body.h"

namespace radio::lanes {

const Kernel kKernelAvx2{"avx2", 2 * 4, &losses<4>};

}  // namespace radio::lanes
