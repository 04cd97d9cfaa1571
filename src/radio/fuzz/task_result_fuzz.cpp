#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "radio/task_results.h"

// Any bytes, as they are and with the digest that they would need: a result that lies within them, or none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const base::Sha256 digest = base::sha256(bytes);
  const std::string sealed = bytes + std::string(reinterpret_cast<const char*>(digest.data()), digest.size());
  radio::Window window;
  constexpr std::size_t kMagic = 8, kHead = kMagic + sizeof window + sizeof(std::int64_t);
  if (size >= kHead) std::memcpy(&window, bytes.data() + kMagic, sizeof window);
  const std::size_t payload = size >= kHead ? size - kHead : size;
  (void)radio::unpacked_result(bytes, window, payload);
  const auto result = radio::unpacked_result(sealed, window, payload);
  if (!result) return 0;
  if (result->window != window || result->payload != std::string_view(sealed).substr(kHead, payload) ||
      result->points < 0)
    std::abort();
  return 0;
}
