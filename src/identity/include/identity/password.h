#pragma once
// Passwords: kept as Argon2id (RFC 9106), judged before they are taken.
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace identity {

/// 19 MiB and 2 passes, the first choice of OWASP's Password Storage Cheat Sheet: some 20 ms, so that a
/// guesser has little and a server of four workers does not run out of memory.
std::string hash_password(std::string_view password);

/// Takes the time of hash_password(), whatever it answers. With an empty hash (an account that does not
/// exist) it takes the same time and answers false.
bool password_matches(std::string_view hash, std::string_view password);

/// What is wrong with a new password; nothing when it will do: 12 to 128 characters, not the account's name,
/// not one that everybody tries first (NIST SP 800-63B, section 5.1.1.2: length, no rules of composition).
std::optional<base::Message> weakness_of(std::string_view password, std::string_view account);

/// 16 characters that read unambiguously, for a first password: 80 random bits.
std::string new_password();

}  // namespace identity
