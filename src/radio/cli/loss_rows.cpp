#include "loss_rows.h"

#include <array>
#include <charconv>

namespace radio_cli {
namespace {

template <class Whole>
void append_whole(std::string& out, Whole number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

/// Eight decimals: finer than the finest tolerance of a published table.
void append_loss(std::string& out, double loss_db) {
  constexpr std::int64_t kScale = 100'000'000;
  const std::int64_t scaled = std::llround(loss_db * static_cast<double>(kScale));
  if (scaled < 0) out += '-';
  append_whole(out, std::abs(scaled) / kScale);
  const std::int64_t part = std::abs(scaled) % kScale + kScale;  // a leading 1 keeps the zeros
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), part).ptr;
  digits[0] = '.';
  out.append(digits.data(), end);
}

}  // namespace

void append_answer(std::string& out, const RowAnswer& answer) {
  out += ',';
  const bool refused = !(std::abs(answer.loss_db) < 1e9);
  if (!refused) append_loss(out, answer.loss_db);
  out += ',';
  if (!refused) append_whole(out, answer.mode);
  out += ',';
  append_whole(out, answer.rc);
  out += ',';
  append_whole(out, answer.warnings);
  out += '\n';
}

}  // namespace radio_cli
