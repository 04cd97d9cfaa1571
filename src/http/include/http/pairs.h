#pragma once
// Names and values in their order, a name perhaps several times: a query, a form, cookies.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace http {

class Pairs {
 public:
  using Pair = std::pair<std::string, std::string>;

  Pairs() = default;
  Pairs(std::initializer_list<Pair> pairs) : pairs_(pairs) {}

  /// The first value of that name; empty when there is none.
  std::string_view get(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  bool has(std::string_view name) const;
  void add(std::string name, std::string value);

  auto begin() const { return pairs_.begin(); }
  auto end() const { return pairs_.end(); }
  std::size_t size() const { return pairs_.size(); }
  bool empty() const { return pairs_.empty(); }

 private:
  std::vector<Pair> pairs_;
};

/// application/x-www-form-urlencoded after the URL standard: '&' between pairs, '+' is a space, no '=' means
/// an empty value. Refuses (kInvalid) a '%' without two digits, what is not UTF-8, NUL, and more than
/// `max_pairs`.
base::Result<Pairs> parse_urlencoded(std::string_view text, std::size_t max_pairs);

/// The way back; names and values may be any UTF-8.
std::string format_urlencoded(const Pairs& pairs);

/// The Cookie header (RFC 6265, section 4.2). What is no cookie is left out: other programs on the same host
/// set what they like.
Pairs parse_cookies(std::string_view header);

}  // namespace http
