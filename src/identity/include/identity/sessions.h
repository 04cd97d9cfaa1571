#pragma once
// Sessions: who a cookie stands for, where a person is signed in, and how that ends.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/database.h"
#include "identity/actor.h"

namespace identity {

/// OWASP ASVS 4.0.3, 3.3.2 (level 2).
struct SessionLimits {
  std::int64_t idle_s = 30 * 60;
  std::int64_t whole_s = 12 * 3600;
  std::int64_t note_every_s = 60;  ///< how exactly the last use is noted: at most one write a minute
};

/// From where someone signs in. Never a whole address.
struct Device {
  std::string network = {};  ///< /24 or /64
  std::string browser = {};  ///< User-Agent, shown to the person; cut at 200 bytes
};

struct SessionInfo {
  SessionId id = {};
  base::Instant created_at = {}, seen_at = {};
  std::string network = {}, browser = {};
  bool is_current = false;
};
template <class Visit>
void fields(Visit& visit, SessionInfo& s) {
  visit("id", s.id);
  visit("created_at", s.created_at);
  visit("seen_at", s.seen_at);
  visit("network", s.network);
  visit("browser", s.browser);
  visit("is_current", s.is_current);
}

class Sessions {
 public:
  Sessions(db::Database& database, const base::Clock& clock, base::UtcOffset zone = {},
           SessionLimits limits = {})
      : database_(database), clock_(clock), zone_(zone), limits_(limits) {}

  /// Nobody, unless the secret is that of a session in force. `network` is that of this request.
  Actor actor(std::string_view secret, std::string_view network);

  /// Where the actor is signed in, the latest use first.
  std::vector<SessionInfo> list(const Actor& actor, std::string_view secret);
  /// One of the actor's own; kNotFound for any other.
  base::Result<void> end(const Actor& actor, const SessionId& id);
  /// All of the actor's but this one. Answers how many.
  base::Result<int> end_others(const Actor& actor, std::string_view secret);
  /// Signs out. An unknown secret is no error.
  void sign_out(std::string_view secret);

  const SessionLimits& limits() const { return limits_; }

 private:
  db::Database& database_;
  const base::Clock& clock_;
  base::UtcOffset zone_;
  SessionLimits limits_;
};

/// A session to be opened. Its secret, 256 random bits, is kept nowhere but in the cookie.
struct OpenSession {
  PersonId person;
  Device device;
  base::Instant now;
  std::string secret;  ///< made by the caller: a transaction may run twice
};
void open_session(db::Transaction& transaction, const OpenSession& session);
void end_session_of_secret(db::Transaction& transaction, std::string_view secret);
void end_sessions_of(db::Transaction& transaction, const PersonId& person);
void forget_old_sessions(db::Transaction& transaction, base::Instant now, const SessionLimits& limits);

}  // namespace identity
