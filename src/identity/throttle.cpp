#include "identity/throttle.h"

#include <algorithm>
#include <string>

namespace identity {

namespace {

constexpr std::int64_t kForgetAfter_ms = 3'600'000;
constexpr std::int64_t kFirstPause_ms = 30'000, kLongestPause_ms = 900'000;
constexpr std::int64_t kFreeForAccount = 5, kFreeForNetwork = 50;

const db::Sql kFailures{"SELECT failures, last_at FROM sign_in_failures WHERE subject = $1"};
const db::Sql kCount{
    "INSERT INTO sign_in_failures (subject, failures, last_at) VALUES ($1, 1, $2) ON CONFLICT (subject) DO "
    "UPDATE SET "
    "failures = CASE WHEN sign_in_failures.last_at < $3 THEN 1 ELSE sign_in_failures.failures + 1 END, "
    "last_at = $2"};
const db::Sql kForget{"DELETE FROM sign_in_failures WHERE subject = $1"};
const db::Sql kGiveBack{
    "UPDATE sign_in_failures SET failures = failures - 1 WHERE subject = $1 AND failures > 0"};
const db::Sql kForgetOld{"DELETE FROM sign_in_failures WHERE last_at < $1"};

struct Failures {
  std::int64_t failures = 0;
  base::Instant last_at;
};
template <class Visit>
void fields(Visit& visit, Failures& f) {
  visit("failures", f.failures), visit("last_at", f.last_at);
}

std::string account_subject(const Attempt& attempt) {
  return "account:" + std::string(attempt.account);
}
std::string network_subject(const Attempt& attempt) {
  return "network:" + std::string(attempt.network);
}

std::int64_t pause_ms(std::int64_t failures, std::int64_t free) {
  if (failures < free) return 0;
  return std::min(kLongestPause_ms, kFirstPause_ms << std::min<std::int64_t>(failures - free, 10));
}

std::int64_t wait_ms(db::Reader& reader, const std::string& subject, std::int64_t free, base::Instant now) {
  const auto known = reader.one<Failures>(kFailures, subject);
  if (!known || now.ms - known->last_at.ms > kForgetAfter_ms) return 0;
  return known->last_at.ms + pause_ms(known->failures, free) - now.ms;
}

}  // namespace

std::optional<std::int64_t> seconds_to_wait(db::Transaction& transaction, const Attempt& attempt) {
  const std::int64_t wait =
      std::max(wait_ms(transaction, account_subject(attempt), kFreeForAccount, attempt.now),
               wait_ms(transaction, network_subject(attempt), kFreeForNetwork, attempt.now));
  if (wait > 0) return (wait + 999) / 1000;
  const base::Instant forgotten{attempt.now.ms - kForgetAfter_ms};
  transaction.execute(kForgetOld, forgotten);
  transaction.execute(kCount, account_subject(attempt), attempt.now, forgotten);
  transaction.execute(kCount, network_subject(attempt), attempt.now, forgotten);
  return std::nullopt;
}

void forgive(db::Transaction& transaction, const Attempt& attempt) {
  transaction.execute(kForget, account_subject(attempt));
  transaction.execute(kGiveBack, network_subject(attempt));
}

}  // namespace identity
