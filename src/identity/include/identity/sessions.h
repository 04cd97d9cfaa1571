#pragma once
// Sessions: signing in and out, who is behind a cookie, and the list of a person's sessions.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "identity/actor.h"

namespace identity {

/// A session ends two hours after it was last used, and twelve hours after it began: an office's shared
/// desktop is left overnight.
inline constexpr std::int64_t kSessionIdle_ms = 2 * 3'600'000;
inline constexpr std::int64_t kSessionWhole_ms = 12 * 3'600'000;

struct SignIn {
  std::string account, password;
  std::string network;  ///< /24 or /64
  std::string device;   ///< the browser's own words, for the list of sessions
  base::Instant now;
};

struct SignedIn {
  std::string secret;  ///< for the cookie; kept nowhere else
  bool must_change_password = false;
};

/// A new session with a new secret. kInvalid "identity.sign_in_wrong" for an unknown account, a wrong
/// password and a disabled account alike, in the same time; kTooMany "identity.sign_in_wait" with "seconds".
base::Result<SignedIn> sign_in(db::Database& database, const SignIn& request);

/// Ends the session of that secret; an unknown one is no error.
void sign_out(db::Database& database, std::string_view secret, base::Instant now);

/// Whoever the secret belongs to, with the grants that hold today; nobody when the session has ended. Notes,
/// every five minutes, that the session is in use.
Actor actor_of(db::Database& database, std::string_view secret, std::string_view network, base::Instant now,
               base::UtcOffset offset = {});

struct Session {
  SessionId id;
  base::Instant created_at, seen_at;
  std::string network, device;
  bool current = false;
};
template <class Visit>
void fields(Visit& visit, Session& s) {
  visit("id", s.id), visit("created_at", s.created_at), visit("seen_at", s.seen_at);
  visit("network", s.network), visit("device", s.device), visit("current", s.current);
}

/// The actor's own, the one last used first; the one of `secret` is the current one.
std::vector<Session> sessions_of(db::Reader& reader, const Actor& actor, std::string_view secret,
                                 base::Instant now);
/// One of the actor's own; kNotFound for any other.
base::Result<void> end_session(db::Transaction& transaction, const Actor& actor, const SessionId& id,
                               base::Instant now);
/// All of the actor's own but the one of `secret`; answers how many.
std::int64_t end_other_sessions(db::Transaction& transaction, const Actor& actor, std::string_view secret,
                                base::Instant now);

}  // namespace identity
