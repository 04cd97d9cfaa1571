#pragma once
// Hashes, random bytes and their text forms.
#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace base {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256(std::string_view data);
/// SHA-256 of what arrives in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;
  void update(std::string_view data);
  /// Ends the stream; may be called once.
  Sha256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// HMAC-SHA256 (RFC 2104).
Sha256 hmac_sha256(std::string_view key, std::string_view data);

/// From the kernel's generator; throws Failure when it cannot be had.
void random_bytes(std::span<unsigned char> out);

/// Lower case.
std::string hex(std::span<const unsigned char> bytes);
/// RFC 4648 section 5, without padding.
std::string base64url(std::span<const unsigned char> bytes);
/// `byte_count` random bytes as base64url text: for session ids, passwords, keys.
std::string random_token(int byte_count);

/// Compares in a time that depends on the lengths only.
bool equal_constant_time(std::string_view a, std::string_view b);

}  // namespace base
