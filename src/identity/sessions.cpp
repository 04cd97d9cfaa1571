#include "identity/sessions.h"

#include "base/digest.h"
#include "identity/audit.h"
#include "identity/password.h"
#include "identity/throttle.h"

namespace identity {

namespace {

constexpr std::int64_t kSeenEvery_ms = 300'000;
constexpr std::size_t kDeviceBytes = 200;

const db::Sql kPersonForSignIn{
    "SELECT id, name, password_hash, must_change_password FROM people WHERE account = $1 AND disabled_at IS "
    "NULL"};
const db::Sql kAddSession{
    "INSERT INTO sessions (id, secret_hash, person_id, created_at, seen_at, network, device) VALUES ($1, $2, "
    "$3, $4, $4, $5, $6)"};
const db::Sql kForgetEnded{"DELETE FROM sessions WHERE seen_at < $1 OR created_at < $2"};
const db::Sql kEndBySecret{"DELETE FROM sessions WHERE secret_hash = $1"};
const db::Sql kPersonOfSession{
    "SELECT p.id, p.name, p.must_change_password, s.seen_at FROM sessions s JOIN people p ON p.id = "
    "s.person_id "
    "WHERE s.secret_hash = $1 AND s.seen_at > $2 AND s.created_at > $3 AND p.disabled_at IS NULL"};
const db::Sql kGrants{
    "SELECT role, office_id, from_date, until_date FROM grants WHERE person_id = $1 AND from_date <= $2 "
    "AND (until_date IS NULL OR until_date >= $2) ORDER BY id"};
const db::Sql kSeen{"UPDATE sessions SET seen_at = $2, network = $3 WHERE secret_hash = $1"};
const db::Sql kSessions{
    "SELECT id, created_at, seen_at, network, device, secret_hash = $2 AS current FROM sessions WHERE "
    "person_id = $1 "
    "AND seen_at > $3 AND created_at > $4 ORDER BY seen_at DESC, id"};
const db::Sql kEndOne{"DELETE FROM sessions WHERE id = $1 AND person_id = $2"};
const db::Sql kEndOthers{"DELETE FROM sessions WHERE person_id = $1 AND secret_hash <> $2"};

struct PersonForSignIn {
  PersonId id;
  std::string name, password_hash;
  bool must_change_password = false;
};
template <class Visit>
void fields(Visit& visit, PersonForSignIn& p) {
  visit("id", p.id), visit("name", p.name), visit("password_hash", p.password_hash);
  visit("must_change_password", p.must_change_password);
}

struct PersonOfSession {
  PersonId id;
  std::string name;
  bool must_change_password = false;
  base::Instant seen_at;
};
template <class Visit>
void fields(Visit& visit, PersonOfSession& p) {
  visit("id", p.id), visit("name", p.name), visit("must_change_password", p.must_change_password),
      visit("seen_at", p.seen_at);
}

struct GrantRow {
  std::string role;
  std::optional<std::string> office_id;
  base::Date from_date;
  std::optional<base::Date> until_date;
};
template <class Visit>
void fields(Visit& visit, GrantRow& g) {
  visit("role", g.role), visit("office_id", g.office_id), visit("from_date", g.from_date),
      visit("until_date", g.until_date);
}

std::string hashed(std::string_view secret) {
  return base::hex(base::sha256(secret));
}
base::Instant before(base::Instant now, std::int64_t ms) {
  return {now.ms - ms};
}

std::vector<Grant> grants_on(db::Reader& reader, const PersonId& person, base::Date today) {
  std::vector<Grant> grants;
  for (const GrantRow& row : reader.all<GrantRow>(kGrants, person, today)) {
    const auto role = parse_role(row.role);
    if (!role) continue;  // a role of a newer program: grants nothing here
    Grant grant{*role, {}, row.from_date, row.until_date};
    if (row.office_id) grant.office = OfficeId::from_trusted(*row.office_id);
    grants.push_back(std::move(grant));
  }
  return grants;
}

SignedIn begin_session(db::Transaction& transaction, const SignIn& request, const PersonForSignIn& person) {
  SignedIn signed_in{base::random_token(32), person.must_change_password};
  const auto id = SessionId::make(request.now);
  transaction.execute(kForgetEnded, before(request.now, kSessionIdle_ms),
                      before(request.now, kSessionWhole_ms));
  transaction.execute(kAddSession, id, hashed(signed_in.secret), person.id, request.now, request.network,
                      request.device.substr(0, kDeviceBytes));
  audit::record(transaction,
                {.who = {person.id.text(), person.name, request.network},
                 .action = "identity.signed_in",
                 .subject = "session/" + id.text()},
                request.now);
  return signed_in;
}

}  // namespace

base::Result<SignedIn> sign_in(db::Database& database, const SignIn& request) {
  const Attempt attempt{request.account, request.network, request.now};
  const auto wait =
      database.write([&](db::Transaction& transaction) { return seconds_to_wait(transaction, attempt); });
  if (wait) return base::fail(base::ErrorCode::kTooMany, {"identity.sign_in_wait", {{"seconds", *wait}}});

  const auto person = database.read(
      [&](db::Reader& reader) { return reader.one<PersonForSignIn>(kPersonForSignIn, request.account); });
  if (!password_matches(person ? person->password_hash : std::string(), request.password))
    return base::fail(base::ErrorCode::kInvalid, {"identity.sign_in_wrong", {}});

  return database.write([&](db::Transaction& transaction) {
    forgive(transaction, attempt);
    return begin_session(transaction, request, *person);
  });
}

void sign_out(db::Database& database, std::string_view secret, base::Instant now) {
  const Actor actor = actor_of(database, secret, {}, now);
  database.write([&](db::Transaction& transaction) {
    if (transaction.execute(kEndBySecret, hashed(secret)) > 0)
      audit::record(
          transaction,
          {.who = who(actor), .action = "identity.signed_out", .subject = "person/" + actor.person.text()},
          now);
  });
}

Actor actor_of(db::Database& database, std::string_view secret, std::string_view network, base::Instant now,
               base::UtcOffset offset) {
  if (secret.empty()) return Actor::nobody();
  const std::string hash = hashed(secret);
  Actor actor;
  base::Instant seen_at = now;
  database.read([&](db::Reader& reader) {
    const auto person = reader.one<PersonOfSession>(kPersonOfSession, hash, before(now, kSessionIdle_ms),
                                                    before(now, kSessionWhole_ms));
    if (!person) return;
    actor = {.person = person->id,
             .name = person->name,
             .network = std::string(network),
             .must_change_password = person->must_change_password};
    if (!person->must_change_password)
      actor.grants = grants_on(reader, person->id, base::local_date(now, offset));
    seen_at = person->seen_at;
  });
  if (now.ms - seen_at.ms > kSeenEvery_ms)
    database.write([&](db::Transaction& transaction) { transaction.execute(kSeen, hash, now, network); });
  return actor;
}

std::vector<Session> sessions_of(db::Reader& reader, const Actor& actor, std::string_view secret,
                                 base::Instant now) {
  return reader.all<Session>(kSessions, actor.person, hashed(secret), before(now, kSessionIdle_ms),
                             before(now, kSessionWhole_ms));
}

base::Result<void> end_session(db::Transaction& transaction, const Actor& actor, const SessionId& id,
                               base::Instant now) {
  if (transaction.execute(kEndOne, id, actor.person) == 0)
    return base::fail(base::ErrorCode::kNotFound, {"identity.session_unknown", {}});
  audit::record(transaction,
                {.who = who(actor), .action = "identity.session_ended", .subject = "session/" + id.text()},
                now);
  return {};
}

std::int64_t end_other_sessions(db::Transaction& transaction, const Actor& actor, std::string_view secret,
                                base::Instant now) {
  const std::int64_t ended = transaction.execute(kEndOthers, actor.person, hashed(secret));
  audit::record(transaction,
                {.who = who(actor),
                 .action = "identity.other_sessions_ended",
                 .subject = "person/" + actor.person.text()},
                now);
  return ended;
}

}  // namespace identity
