#include "identity/sessions.h"

#include "audit/audit.h"
#include "base/digest.h"
#include "identity/audit.h"

namespace identity {
namespace {

const db::Sql kFindSession{
    "SELECT s.person_id, p.name, s.created_at, s.seen_at, p.temporary_until FROM sessions s"
    " JOIN people p ON p.id = s.person_id WHERE s.secret_hash = $1 AND p.disabled_at IS NULL"};
const db::Sql kGrants{
    "SELECT role, office_id, valid_from, valid_until FROM grants WHERE person_id = $1 AND valid_from <= $2"
    " AND (valid_until IS NULL OR valid_until >= $2)"};
const db::Sql kSeen{"UPDATE sessions SET seen_at = $2 WHERE secret_hash = $1 AND seen_at < $2"};
const db::Sql kOpen{
    "INSERT INTO sessions (secret_hash, id, person_id, created_at, seen_at, network, browser)"
    " VALUES ($1, $2, $3, $4, $4, $5, $6)"};
const db::Sql kList{
    "SELECT id, created_at, seen_at, network, browser, secret_hash = $2 AS is_current FROM sessions"
    " WHERE person_id = $1 AND created_at > $3 AND seen_at > $4 ORDER BY seen_at DESC, id"};
const db::Sql kEnd{"DELETE FROM sessions WHERE id = $1 AND person_id = $2"};
const db::Sql kEndOthers{"DELETE FROM sessions WHERE person_id = $1 AND secret_hash <> $2"};
const db::Sql kEndSecret{"DELETE FROM sessions WHERE secret_hash = $1"};
const db::Sql kEndAll{"DELETE FROM sessions WHERE person_id = $1"};
const db::Sql kForgetSessions{"DELETE FROM sessions WHERE created_at < $1 OR seen_at < $2"};

constexpr std::size_t kMaxBrowser = 200;

std::string hash_of(std::string_view secret) {
  return base::hex(base::sha256(secret));
}

/// Printable ASCII, cut: a header says what it likes.
std::string plain(std::string_view browser) {
  std::string out;
  for (const char c : browser.substr(0, kMaxBrowser)) out += c >= ' ' && c <= '~' ? c : '?';
  return out;
}

struct Found {
  PersonId person_id = {};
  std::string name = {};
  base::Instant created_at = {}, seen_at = {};
  std::optional<base::Instant> temporary_until = {};
};
template <class Visit>
void fields(Visit& visit, Found& f) {
  visit("person_id", f.person_id);
  visit("name", f.name);
  visit("created_at", f.created_at);
  visit("seen_at", f.seen_at);
  visit("temporary_until", f.temporary_until);
}

std::vector<Grant> grants_on(db::Reader& reader, const PersonId& person, base::Date day) {
  std::vector<Grant> grants;
  reader.each(
      kGrants,
      [&](const db::Row& row) {
        const auto role = parse_role(row.text(0));
        if (!role) return;  // a role of a newer program gives nothing here
        grants.push_back({*role, row.get<std::optional<OfficeId>>(1), row.get<base::Date>(2),
                          row.get<std::optional<base::Date>>(3)});
      },
      person, day);
  return grants;
}

}  // namespace

Actor Sessions::actor(std::string_view secret, std::string_view network) {
  if (secret.empty()) return Actor::nobody();
  const std::string hash = hash_of(secret);
  const base::Instant now = clock_.now();
  base::Instant seen_at;
  Actor actor = database_.read([&](db::Reader& reader) {
    const auto found = reader.one<Found>(kFindSession, hash);
    if (!found || now.ms - found->seen_at.ms > limits_.idle_s * 1000 ||
        now.ms - found->created_at.ms > limits_.whole_s * 1000)
      return Actor::nobody();
    seen_at = found->seen_at;
    Actor who;
    who.person = found->person_id;
    who.name = found->name;
    who.network = network;
    who.must_change_password = found->temporary_until.has_value();
    if (!who.must_change_password) who.grants = grants_on(reader, who.person, base::local_date(now, zone_));
    return who;
  });
  if (actor.signed_in() && now.ms - seen_at.ms >= limits_.note_every_s * 1000)
    database_.write([&](db::Transaction& tx) { tx.execute(kSeen, hash, now); });
  return actor;
}

std::vector<SessionInfo> Sessions::list(const Actor& actor, std::string_view secret) {
  const std::int64_t now = clock_.now().ms;
  return database_.read([&](db::Reader& reader) {
    return reader.all<SessionInfo>(kList, actor.person, hash_of(secret),
                                   base::Instant{now - limits_.whole_s * 1000},
                                   base::Instant{now - limits_.idle_s * 1000});
  });
}

base::Result<void> Sessions::end(const Actor& actor, const SessionId& id) {
  const base::Instant now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> base::Result<void> {
    if (tx.execute(kEnd, id, actor.person) == 0)
      return base::fail(base::ErrorCode::kNotFound, {"identity.session_unknown", {}});
    audit::record(
        tx,
        {.who = who(actor), .action = "identity.session_ended", .subject = "person/" + actor.person.text()},
        now);
    return {};
  });
}

base::Result<int> Sessions::end_others(const Actor& actor, std::string_view secret) {
  const base::Instant now = clock_.now();
  return database_.write([&](db::Transaction& tx) -> base::Result<int> {
    const auto ended = static_cast<int>(tx.execute(kEndOthers, actor.person, hash_of(secret)));
    if (ended > 0)
      audit::record(tx,
                    {.who = who(actor),
                     .action = "identity.sessions_ended",
                     .subject = "person/" + actor.person.text()},
                    now);
    return ended;
  });
}

void Sessions::sign_out(std::string_view secret) {
  database_.write([&](db::Transaction& tx) { end_session_of_secret(tx, secret); });
}

void open_session(db::Transaction& tx, const OpenSession& s) {
  tx.execute(kOpen, hash_of(s.secret), SessionId::make(s.now), s.person, s.now, s.device.network,
             plain(s.device.browser));
}

void end_session_of_secret(db::Transaction& tx, std::string_view secret) {
  tx.execute(kEndSecret, hash_of(secret));
}

void end_sessions_of(db::Transaction& tx, const PersonId& person) {
  tx.execute(kEndAll, person);
}

void forget_old_sessions(db::Transaction& tx, base::Instant now, const SessionLimits& limits) {
  tx.execute(kForgetSessions, base::Instant{now.ms - limits.whole_s * 1000},
             base::Instant{now.ms - limits.idle_s * 1000});
}

}  // namespace identity
