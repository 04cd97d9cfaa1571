#include "identity/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/check.h"
#include "base/digest.h"
#include "base/failure.h"

namespace identity {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19u << 20;
constexpr std::size_t kMinLength = 12, kMaxLength = 128;

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  base::check(started, "libsodium starts");
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](unsigned char c) { return (c & 0xc0) != 0x80; }));
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// The stems of the passwords that head every published list of leaked ones, and what people here try first.
bool is_commonplace(const std::string& password) {
  static constexpr std::array kStems{"password",   "passw0rd",  "qwerty",   "12345678",  "11111111",
                                     "iloveyou",   "admin123",  "rahasia",  "bismillah", "indonesia",
                                     "sarolangun", "kabupaten", "serumpun", "sayang"};
  return std::ranges::any_of(kStems, [&](std::string_view stem) {
    const auto at = password.find(stem);
    return at != std::string::npos && password.size() - stem.size() < 5;
  });
}

bool repeats_itself(const std::string& password) {
  return password.find_first_not_of(password.front()) == std::string::npos ||
         (password + password).find(password, 1) < password.size() / 2;
}

}  // namespace

std::string hash_password(std::string_view password) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw base::Failure("no 19 MiB of memory to hash a password; give the program more memory");
  return out.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  start_sodium();
  static const std::string kNobody = hash_password(base::random_token(16));
  const std::string against = hash.empty() ? kNobody : std::string(hash);
  const bool matches = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return matches && !hash.empty();
}

std::optional<base::Message> weakness_of(std::string_view password, std::string_view account) {
  if (characters(password) < kMinLength)
    return base::Message{"identity.password_short", {{"least", std::int64_t{kMinLength}}}};
  if (characters(password) > kMaxLength)
    return base::Message{"identity.password_long", {{"most", std::int64_t{kMaxLength}}}};
  const std::string folded = lower(password);
  if (!account.empty() && folded.find(lower(account)) != std::string::npos &&
      characters(password) < account.size() + 8)
    return base::Message{"identity.password_has_account", {}};
  if (is_commonplace(folded) || repeats_itself(folded)) return base::Message{"identity.password_common", {}};
  return std::nullopt;
}

std::string new_password() {
  // Crockford's base 32 without letters that look like digits: 32 symbols, so that each byte gives 5 even
  // bits.
  constexpr std::string_view kSymbols = "0123456789abcdefghjkmnpqrstvwxyz";
  std::array<unsigned char, 16> bytes{};
  base::random_bytes(bytes);
  std::string out;
  for (const unsigned char byte : bytes) out += kSymbols[byte % 32];
  return out;
}

}  // namespace identity
