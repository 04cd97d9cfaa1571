#pragma once
// How often someone may try to sign in: by account and by network, slower with each failure.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"
#include "db/reader.h"

namespace identity {

/// After so many free failures each further try waits twice as long, up to the longest wait. Sixty seconds
/// keep guesses at one account under a hundred an hour (OWASP ASVS 4.0.3, 2.2.1), and whom a stranger holds
/// off waits a minute at most.
struct Throttle {
  int free_failures = 5;
  int longest_wait_s = 60;
};
inline constexpr Throttle kByAccount{.free_failures = 5};
inline constexpr Throttle kByNetwork{.free_failures = 30};  ///< an office of thirty behind one address

/// An hour without a try and everything is forgotten.
inline constexpr std::int64_t kForgetAfter_ms = 3'600'000;

/// Seconds that must pass after a failure before the next try.
int wait_after(const Throttle& throttle, std::int64_t failures);

/// "account:…" of the typed name, hashed; existing or not.
std::string account_subject(std::string_view username);
std::string network_subject(std::string_view network);

/// Counts a try as a failure before it is judged, so that tries side by side cannot slip through. Answers 0,
/// or the seconds to wait when it comes too early: it is then not counted.
int count_try(db::Transaction& transaction, const Throttle& throttle, const std::string& subject,
              base::Instant now);
/// The try was right after all: an account starts afresh, a network gets its one try back.
void forgive_account(db::Transaction& transaction, const std::string& subject);
void forgive_network(db::Transaction& transaction, const std::string& subject);
void forget_old_tries(db::Transaction& transaction, base::Instant now);

}  // namespace identity
