#include "identity/sign_in.h"

#include "audit/audit.h"
#include "base/digest.h"
#include "base/log.h"
#include "identity/audit.h"
#include "identity/throttle.h"

namespace identity {
namespace {

const db::Sql kAccountByName{
    "SELECT id, username, name, password_hash, temporary_until, disabled_at FROM people WHERE username = $1"};
const db::Sql kAccountById{
    "SELECT id, username, name, password_hash, temporary_until, disabled_at FROM people WHERE id = $1"};
const db::Sql kChangePassword{
    "UPDATE people SET password_hash = $2, temporary_until = NULL, version = version + 1 WHERE id = $1"};

struct Account {
  PersonId id = {};
  std::string username = {}, name = {}, password_hash = {};
  std::optional<base::Instant> temporary_until = {}, disabled_at = {};

  bool opens(base::Instant now) const {
    return !disabled_at && (!temporary_until || now <= *temporary_until);
  }
};
template <class Visit>
void fields(Visit& visit, Account& a) {
  visit("id", a.id);
  visit("username", a.username);
  visit("name", a.name);
  visit("password_hash", a.password_hash);
  visit("temporary_until", a.temporary_until);
  visit("disabled_at", a.disabled_at);
}

tl::unexpected<base::Error> too_early(int wait_s) {
  return base::fail(base::ErrorCode::kTooMany,
                    {"identity.sign_in_wait", {{"seconds", std::int64_t{wait_s}}}});
}

/// Both counts, or neither when one says to wait.
base::Result<std::optional<Account>> count_and_find(db::Transaction& tx, const std::string& username,
                                                    const std::string& network, base::Instant now) {
  if (const int wait_s = count_try(tx, kByNetwork, network_subject(network), now)) return too_early(wait_s);
  if (const int wait_s = count_try(tx, kByAccount, account_subject(username), now)) return too_early(wait_s);
  return tx.one<Account>(kAccountByName, username);
}

}  // namespace

std::string folded_username(const std::string& typed) {
  std::string out;
  for (const char c : typed) {
    if (c == ' ' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

base::Result<std::string> SignIn::sign_in(const Credentials& typed, const Device& device,
                                          const std::string& old_secret) {
  const base::Instant now = clock_.now();
  const std::string username = folded_username(typed.username);
  const auto found =
      database_.write([&](db::Transaction& tx) { return count_and_find(tx, username, device.network, now); });
  if (!found) return base::fail(found.error());
  const std::optional<Account>& account = *found;
  // Outside any transaction: a hash takes as long as hundreds of writes.
  const bool right =
      hasher_.verify(account ? std::optional(account->password_hash) : std::nullopt, typed.password);
  if (!right || !account->opens(now)) {
    base::log::warn("sign_in_failed", {{"network", device.network}});
    return base::fail(base::ErrorCode::kInvalid, {"identity.sign_in_wrong", {}});
  }
  const std::string secret = base::random_token(32);
  database_.write([&](db::Transaction& tx) {
    forgive_account(tx, account_subject(username));
    forgive_network(tx, network_subject(device.network));
    forget_old_tries(tx, now);
    forget_old_sessions(tx, now, limits_);
    if (!old_secret.empty()) end_session_of_secret(tx, old_secret);
    open_session(tx, {account->id, device, now, secret});
    audit::record(tx,
                  {.who = {account->id.text(), account->name, device.network},
                   .action = "identity.signed_in",
                   .subject = "person/" + account->id.text()},
                  now);
  });
  return secret;
}

base::Result<std::string> SignIn::change_password(const Actor& actor, const NewPassword& passwords,
                                                  const Device& device) {
  if (actor.person.empty())
    return base::fail(base::ErrorCode::kSignInNeeded, {"identity.sign_in_needed", {}});
  const base::Instant now = clock_.now();
  const auto account = database_.write([&](db::Transaction& tx) -> base::Result<std::optional<Account>> {
    auto own = tx.one<Account>(kAccountById, actor.person);
    if (own)  // whoever found a screen unlocked may not guess here either
      if (const int wait_s = count_try(tx, kByAccount, account_subject(own->username), now))
        return too_early(wait_s);
    return own;
  });
  if (!account) return base::fail(account.error());
  std::vector<base::FieldError> errors;
  const bool right =
      hasher_.verify(*account ? std::optional((*account)->password_hash) : std::nullopt, passwords.current);
  if (!right) errors.push_back({"current", {"identity.password_wrong", {}}});
  if (const auto refusal = refuse_password(passwords.fresh, *account ? (*account)->username : std::string()))
    errors.push_back({"fresh", *refusal});
  else if (passwords.fresh == passwords.current)
    errors.push_back({"fresh", {"identity.password_same", {}}});
  if (!errors.empty()) {
    if (right)
      database_.write(
          [&](db::Transaction& tx) { forgive_account(tx, account_subject((*account)->username)); });
    return base::fail(base::ErrorCode::kInvalid, {"identity.to_mend", {}}, std::move(errors));
  }
  const std::string hash = hasher_.hash(passwords.fresh), secret = base::random_token(32);
  database_.write([&](db::Transaction& tx) {
    tx.execute(kChangePassword, actor.person, hash);
    forgive_account(tx, account_subject((*account)->username));
    end_sessions_of(tx, actor.person);
    open_session(tx, {actor.person, device, now, secret});
    audit::record(tx,
                  {.who = who(actor),
                   .action = "identity.password_changed",
                   .subject = "person/" + actor.person.text()},
                  now);
  });
  return secret;
}

}  // namespace identity
