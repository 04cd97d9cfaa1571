#pragma once
// Throttling of sign-in: who guesses must wait, by account and by network.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "db/reader.h"

namespace identity {

/// An account waits 30 s after 5 failures in a row, twice as long with each further one, 15 minutes at most;
/// a network (a whole office may sit behind one) after 50. An account that does not exist is counted alike. A
/// quiet hour forgets.
struct Attempt {
  std::string_view account, network;
  base::Instant now;
};

/// Seconds to wait; nothing when the attempt may be made. It is then counted as failed until forgive().
std::optional<std::int64_t> seconds_to_wait(db::Transaction& transaction, const Attempt& attempt);

/// The password was right: the account's failures are forgotten, the network gets its last one back.
void forgive(db::Transaction& transaction, const Attempt& attempt);

}  // namespace identity
