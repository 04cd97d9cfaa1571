#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include <vector>

#include "base/check.h"
#include "base/failure.h"

namespace base {

namespace {

/// Fetched once: to ask for it by name each time costs more than the digest of a short text.
const EVP_MD* sha256_method() {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
  return method.get();
}

}  // namespace

struct Sha256Stream::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  check(EVP_DigestInit_ex(state_->context, sha256_method(), nullptr) == 1, "SHA-256 is available");
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::update(std::string_view data) {
  check(EVP_DigestUpdate(state_->context, data.data(), data.size()) == 1, "SHA-256 takes data");
}

Sha256 Sha256Stream::finish() {
  Sha256 out;
  check(EVP_DigestFinal_ex(state_->context, out.data(), nullptr) == 1, "SHA-256 ends");
  return out;
}

Sha256 sha256(std::string_view data) {
  Sha256 out;
  check(EVP_Digest(data.data(), data.size(), out.data(), nullptr, sha256_method(), nullptr) == 1,
        "SHA-256 is available");
  return out;
}

Sha256 hmac_sha256(std::string_view key, std::string_view data) {
  Sha256 out;
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(data.data()), data.size(), out.data(), &size);
  check(size == out.size(), "HMAC-SHA256 is 32 bytes");
  return out;
}

void random_bytes(std::span<unsigned char> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    if (got <= 0) throw Failure("the kernel gave no random bytes");
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

std::string hex(std::span<const unsigned char> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char b : bytes) {
    out += kDigits[b >> 4];
    out += kDigits[b & 15];
  }
  return out;
}

std::string base64url(std::span<const unsigned char> bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (unsigned char b : bytes) {
    buffer = buffer << 8 | b;
    for (bits += 8; bits >= 6; bits -= 6) out += kDigits[buffer >> (bits - 6) & 63];
  }
  if (bits > 0) out += kDigits[buffer << (6 - bits) & 63];
  return out;
}

std::string random_token(int byte_count) {
  std::vector<unsigned char> bytes(static_cast<std::size_t>(byte_count));
  random_bytes(bytes);
  return base64url(bytes);
}

bool equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace base
