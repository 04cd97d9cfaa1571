#include "network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace http {
namespace {

std::string format(int family, const void* bytes, std::string_view suffix) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(family, bytes, text.data(), text.size());
  return std::string(text.data()) + std::string(suffix);
}

}  // namespace

std::string network_of(std::string_view address) {
  std::string text(address.substr(0, address.find('%')));
  if (text.starts_with("::ffff:") && text.find('.') != text.npos) text.erase(0, 7);
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    bytes[3] = 0;
    return format(AF_INET, bytes.data(), "/24");
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return {};
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return format(AF_INET6, bytes.data(), "/64");
}

}  // namespace http
