#include "identity/throttle.h"

#include <algorithm>

#include "base/digest.h"

namespace identity {
namespace {

const db::Sql kFindTries{"SELECT failures, last_at FROM sign_in_attempts WHERE subject = $1"};
const db::Sql kKeep{
    "INSERT INTO sign_in_attempts (subject, failures, last_at) VALUES ($1, $2, $3)"
    " ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at"};
const db::Sql kForgive{"DELETE FROM sign_in_attempts WHERE subject = $1"};
const db::Sql kTakeBack{
    "UPDATE sign_in_attempts SET failures = failures - 1 WHERE subject = $1 AND failures > 0"};
const db::Sql kForgetTries{"DELETE FROM sign_in_attempts WHERE last_at < $1"};

struct Tries {
  std::int64_t failures = 0;
  base::Instant last_at = {};
};
template <class Visit>
void fields(Visit& visit, Tries& t) {
  visit("failures", t.failures);
  visit("last_at", t.last_at);
}

}  // namespace

int wait_after(const Throttle& throttle, std::int64_t failures) {
  const std::int64_t over = failures - throttle.free_failures;
  if (over < 0) return 0;
  return over >= 6 ? throttle.longest_wait_s : std::min(throttle.longest_wait_s, 1 << over);
}

std::string account_subject(std::string_view username) {
  return "account:" + base::hex(base::sha256(username));
}

std::string network_subject(std::string_view network) {
  return "network:" + std::string(network);
}

int count_try(db::Transaction& tx, const Throttle& throttle, const std::string& subject, base::Instant now) {
  Tries tries = tx.one<Tries>(kFindTries, subject).value_or(Tries{});
  if (now.ms - tries.last_at.ms > kForgetAfter_ms) tries.failures = 0;
  const std::int64_t open_at = tries.last_at.ms + wait_after(throttle, tries.failures) * 1000LL;
  if (tries.failures > 0 && now.ms < open_at) return static_cast<int>((open_at - now.ms + 999) / 1000);
  tx.execute(kKeep, subject, tries.failures + 1, now);
  return 0;
}

void forgive_account(db::Transaction& tx, const std::string& subject) {
  tx.execute(kForgive, subject);
}

void forgive_network(db::Transaction& tx, const std::string& subject) {
  tx.execute(kTakeBack, subject);
}

void forget_old_tries(db::Transaction& tx, base::Instant now) {
  tx.execute(kForgetTries, base::Instant{now.ms - kForgetAfter_ms});
}

}  // namespace identity
