#pragma once
// Passwords: Argon2id, what may be one, and temporary ones.
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/error.h"

namespace identity {

/// Of one hash. 32 MiB and three passes lie above the least that OWASP's cheat sheet asks of Argon2id (19
/// MiB, two passes) and keep two sign-ins at once within the memory budget of the whole server.
struct PasswordCost {
  std::uint64_t passes = 3;
  std::uint64_t memory_bytes = 32u << 20;
};

/// Hashes at most two passwords at a time, so that a flood of sign-ins costs time and not memory.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {});

  /// Argon2id with its cost and salt in one text (PHC string format).
  std::string hash(std::string_view password);
  /// Takes as long for an account that does not exist: pass no hash then.
  bool verify(const std::optional<std::string>& hash, std::string_view password);

 private:
  PasswordCost cost_;
  std::counting_semaphore<2> slots_{2};
  std::string nobody_;  ///< the hash that no password fits
};

/// Nothing when it may be a password: 12 to 128 characters, not the account's own name, not one of the common
/// ones, not one or two characters over and over. No rules about kinds of characters (NIST SP
/// 800-63B, 5.1.1.2).
std::optional<base::Message> refuse_password(std::string_view password, std::string_view username);

/// Sixteen characters that cannot be taken for one another, in groups of four: 79 random bits.
std::string temporary_password();

}  // namespace identity
