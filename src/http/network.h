#pragma once
// Clients are known by their network, never by their whole address.
#include <string>
#include <string_view>

namespace http {

/// "203.0.113.0/24" or "2001:db8:1:2::/64"; a mapped IPv4 address counts as IPv4. Empty for what is no
/// address.
std::string network_of(std::string_view address);

}  // namespace http
