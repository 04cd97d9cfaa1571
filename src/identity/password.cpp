#include "identity/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/check.h"
#include "base/digest.h"
#include "base/failure.h"

namespace identity {
namespace {

constexpr std::size_t kShortest = 12, kLongest = 128;

// The most frequent ones of twelve characters and more in published lists of leaked passwords, and what an
// Indonesian office types first.
constexpr std::array<std::string_view, 26> kCommon = {
    "123456789012",   "1234567890123", "12345678901234", "123456789123",  "qwertyuiop12",  "qwertyuiop123",
    "qwertyuiopasdf", "1q2w3e4r5t6y",  "1qaz2wsx3edc",   "password1234",  "password12345", "passwordpassword",
    "iloveyou1234",   "administrator", "adminadmin123",  "indonesia1945", "indonesia123",  "indonesiaraya",
    "bismillah123",   "alhamdulillah", "sayangkamu123",  "rahasia12345",  "katasandi123",  "jambi1234567",
    "sarolangun123",  "kominfo12345"};

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// As libsodium writes them.
std::string random_base64(std::size_t bytes) {
  std::array<unsigned char, 32> random{};
  base::random_bytes(std::span(random).first(bytes));
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)> out{};
  return sodium_bin2base64(out.data(), out.size(), random.data(), bytes,
                           sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

/// Costs as much to verify as a real one, and nothing to make: random bytes are the hash of no password.
std::string hash_of_nobody(const PasswordCost& cost) {
  return "$argon2id$v=19$m=" + std::to_string(cost.memory_bytes >> 10) + ",t=" + std::to_string(cost.passes) +
         ",p=1$" + random_base64(crypto_pwhash_SALTBYTES) + "$" + random_base64(32);
}

}  // namespace

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost), nobody_(hash_of_nobody(cost)) {
  if (sodium_init() < 0) throw base::Failure("libsodium cannot be started: is /dev/urandom there?");
  base::check(crypto_pwhash_str_needs_rehash(nobody_.c_str(), cost_.passes,
                                             static_cast<std::size_t>(cost_.memory_bytes)) == 0,
              "the hash of nobody is one of this cost");
}

std::string PasswordHasher::hash(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  slots_.acquire();
  const int code =
      crypto_pwhash_str_alg(out.data(), password.data(), password.size(), cost_.passes,
                            static_cast<std::size_t>(cost_.memory_bytes), crypto_pwhash_ALG_ARGON2ID13);
  slots_.release();
  if (code != 0) throw base::Failure("no memory to hash a password; give the server more");
  return out.data();
}

bool PasswordHasher::verify(const std::optional<std::string>& hash, std::string_view password) {
  const std::string& against = hash ? *hash : nobody_;
  slots_.acquire();
  const int code = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size());
  slots_.release();
  return code == 0 && hash.has_value();
}

std::optional<base::Message> refuse_password(std::string_view password, std::string_view username) {
  const std::size_t count = length(password);
  if (count < kShortest)
    return base::Message{"identity.password_short", {{"least", std::int64_t{kShortest}}}};
  if (count > kLongest) return base::Message{"identity.password_long", {{"most", std::int64_t{kLongest}}}};
  const std::string plain = lower(password);
  if (!username.empty() && plain.find(lower(username)) != plain.npos)
    return base::Message{"identity.password_is_name", {}};
  const bool common = std::ranges::find(kCommon, plain) != kCommon.end();
  if (common || std::set<char>(plain.begin(), plain.end()).size() < 4)
    return base::Message{"identity.password_common", {}};
  return std::nullopt;
}

std::string temporary_password() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";  // 31: without i, l, o, 0, 1
  std::string out;
  while (out.size() < 19) {
    unsigned char byte = 0;
    base::random_bytes({&byte, 1});
    if (byte >= 248) continue;  // 8 × 31: every letter as likely
    out += kLetters[byte % kLetters.size()];
    if (out.size() == 4 || out.size() == 9 || out.size() == 14) out += '-';
  }
  return out;
}

}  // namespace identity
