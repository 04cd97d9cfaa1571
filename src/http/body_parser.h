#pragma once
// Reads one body after its head: the only place where Beast is used, and a second opinion on the head.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "head.h"

namespace http {

class BodyParser {
 public:
  /// `raw_head` is the text that `head` was parsed from.
  BodyParser(const Head& head, std::uint64_t max_bytes);
  ~BodyParser();

  /// Refuses when the second parser does not read the head as the guard did.
  std::optional<Refusal> start(std::string_view raw_head);

  struct Progress {
    std::size_t consumed = 0;
    std::optional<Refusal> refusal = {};
  };
  /// Appends the decoded bytes to `out`. What is not consumed is given again, with more behind it.
  Progress feed(std::string_view bytes, std::string& out);

  bool done() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace http
