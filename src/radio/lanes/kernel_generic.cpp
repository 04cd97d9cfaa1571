#include "lanes/kernel_body.h"

namespace radio::lanes {

const Kernel kKernelGeneric{"generic", 2 * 2, &losses<2>};

}  // namespace radio::lanes
