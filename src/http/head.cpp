#include "head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/trim.h"
#include "http/headers.h"

namespace http {
namespace {

/// tchar of RFC 9110, section 5.6.2.
constexpr std::array<bool, 256> make_token_table() {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c)
    table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 32)] = true;
  for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'}) {
    table[static_cast<std::size_t>(c)] = true;
  }
  return table;
}
constexpr auto kToken = make_token_table();

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return kToken[static_cast<unsigned char>(c)]; });
}

/// Visible characters, spaces and tabs, and bytes over 0x7f; no NUL, CR, LF or other control.
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte != 0x7f : byte == '\t';
  });
}

std::optional<Refusal> parse_version(std::string_view version, Head& head) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") {
    head.minor_version = version.back() - '0';
    return std::nullopt;
  }
  const bool is_version = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' &&
                          version[5] >= '0' && version[5] <= '9' && version[7] >= '0' && version[7] <= '9';
  return is_version ? Refusal{505, "unknown version"} : Refusal{400, "malformed version"};
}

std::optional<Refusal> check_target(std::string_view target, Method method) {
  const auto is_visible = [](char c) { return c > 0x20 && c < 0x7f && c != '#' && c != '\\'; };
  if (!std::all_of(target.begin(), target.end(), is_visible)) return Refusal{400, "character in target"};
  if (target == "*")
    return method == Method::kOptions ? std::optional<Refusal>() : Refusal{400, "target '*'"};
  if (!target.starts_with('/') && !target.starts_with("http://") && !target.starts_with("https://")) {
    return Refusal{400, "target is no path"};
  }
  return std::nullopt;
}

std::optional<Refusal> parse_request_line(std::string_view line, const Limits& limits, Head& head) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return Refusal{400, "request line without version"};
  const std::string_view method = line.substr(0, first), target = line.substr(first + 1, last - first - 1);
  if (!is_token(method)) return Refusal{400, "malformed method"};
  if (target.empty() || target.find(' ') != target.npos) return Refusal{400, "malformed request line"};
  if (const auto refusal = parse_version(line.substr(last + 1), head)) return refusal;
  if (target.size() > limits.target_bytes) return Refusal{414, "target too long"};
  const auto known = parse_method(method);
  if (!known) return Refusal{501, "unknown method"};
  head.method = *known;
  head.target = target;
  return check_target(target, *known);
}

std::optional<Refusal> note_content_length(std::string_view value, Head& head) {
  if (head.content_length) return Refusal{400, "Content-Length twice"};
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  if (value.empty() || error != std::errc{} || end != value.data() + value.size())
    return Refusal{400, "malformed Content-Length"};
  head.content_length = length;
  return std::nullopt;
}

std::optional<Refusal> note_transfer_encoding(std::string_view value, Head& head) {
  if (head.chunked) return Refusal{400, "Transfer-Encoding twice"};
  if (head.minor_version == 0) return Refusal{400, "Transfer-Encoding in HTTP/1.0"};
  if (!equal_ignoring_case(value, "chunked")) return Refusal{501, "unknown Transfer-Encoding"};
  head.chunked = true;
  return std::nullopt;
}

/// A list of tokens, of which some may be empty; the second parser reads Proxy-Connection alike.
std::optional<Refusal> note_connection(std::string_view value, Head& head) {
  while (!value.empty()) {
    const std::string_view item = value.substr(0, value.find(','));
    value.remove_prefix(std::min(value.size(), item.size() + 1));
    const std::string_view option = base::trimmed(item);
    if (!option.empty() && !is_token(option)) return Refusal{400, "malformed Connection"};
    if (equal_ignoring_case(option, "close")) head.keep_alive = false;
    if (equal_ignoring_case(option, "keep-alive") && head.minor_version == 0) head.keep_alive = true;
  }
  return std::nullopt;
}

/// uri-host [ ":" port ] without user or path; an empty one is legal but of no use to us.
bool is_host(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

std::optional<Refusal> once(std::string_view& slot, std::string_view value) {
  if (slot.data() != nullptr) return Refusal{400, "a single field twice"};
  slot = value;
  return std::nullopt;
}

/// The fields that decide where a request ends, to whom it goes, and how it is answered.
std::optional<Refusal> note_field(std::string_view name, std::string_view value, Head& head) {
  switch (name.size()) {
    case 4:
      if (!equal_ignoring_case(name, "host")) break;
      return is_host(value) ? once(head.host, value) : Refusal{400, "malformed Host"};
    case 5:
      if (equal_ignoring_case(name, "range")) return once(head.range, value);
      break;
    case 6:
      if (equal_ignoring_case(name, "cookie")) return once(head.cookie, value);
      if (equal_ignoring_case(name, "accept")) head.accept = value;
      if (!equal_ignoring_case(name, "expect")) break;
      if (!equal_ignoring_case(value, "100-continue")) return Refusal{417, "unknown expectation"};
      head.expects_continue = head.minor_version == 1;
      break;
    case 10:
      if (equal_ignoring_case(name, "connection")) return note_connection(value, head);
      break;
    case 13:
      if (equal_ignoring_case(name, "if-none-match")) head.if_none_match = value;
      if (equal_ignoring_case(name, "authorization")) return once(head.authorization, value);
      break;
    case 14:
      if (equal_ignoring_case(name, "content-length")) return note_content_length(value, head);
      break;
    case 15:
      if (equal_ignoring_case(name, "accept-encoding")) head.accept_encoding = value;
      break;
    case 16:
      if (equal_ignoring_case(name, "proxy-connection")) return note_connection(value, head);
      break;
    case 17:
      if (equal_ignoring_case(name, "transfer-encoding")) return note_transfer_encoding(value, head);
      break;
    default:
      break;
  }
  return std::nullopt;
}

std::optional<Refusal> parse_field(std::string_view line, Head& head) {
  if (line.front() == ' ' || line.front() == '\t') return Refusal{400, "folded line"};
  const std::size_t colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) return Refusal{400, "malformed field name"};
  const std::string_view name = line.substr(0, colon), value = base::trimmed(line.substr(colon + 1));
  if (!is_field_value(value)) return Refusal{400, "control character in a field"};
  head.fields.push_back({name, value});
  return note_field(name, value, head);
}

std::optional<Refusal> check_whole(const Head& head) {
  if (head.minor_version == 1 && head.host.empty()) return Refusal{400, "no Host"};
  if (head.chunked && head.content_length) return Refusal{400, "Content-Length beside Transfer-Encoding"};
  const bool bodyless =
      head.method == Method::kGet || head.method == Method::kHead || head.method == Method::kOptions;
  if (bodyless && head.has_body()) return Refusal{400, "a body where none belongs"};
  return std::nullopt;
}

}  // namespace

std::string_view Head::get(std::string_view name) const {
  for (const Field& field : fields) {
    if (equal_ignoring_case(field.name, name)) return field.value;
  }
  return {};
}

HeadProgress find_head(std::string_view buffer, std::size_t& scanned, const Limits& limits) {
  while (scanned < buffer.size()) {
    const std::size_t newline = buffer.find('\n', scanned);
    if (newline == buffer.npos) break;
    if (newline == 0 || buffer[newline - 1] != '\r') return {0, Refusal{400, "line without CRLF"}};
    const bool first_line = scanned == 0, empty_line = newline - scanned == 1;
    if (first_line && empty_line) return {0, Refusal{400, "no request line"}};
    if (empty_line) {
      if (newline + 1 > limits.head_bytes) break;
      scanned = newline + 1;
      return {newline + 1, {}};
    }
    if (first_line) {
      Head probe;
      if (const auto refusal = parse_request_line(buffer.substr(0, newline - 1), limits, probe))
        return {0, refusal};
    }
    scanned = newline + 1;
  }
  if (buffer.size() < limits.head_bytes) return {};
  return {0, scanned == 0 ? Refusal{414, "request line too long"} : Refusal{431, "head too long"}};
}

std::optional<Refusal> parse_head(std::string_view text, const Limits& limits, Head& head) {
  std::vector<Head::Field> fields = std::move(head.fields);
  fields.clear();
  head = Head{};
  head.fields = std::move(fields);

  std::size_t begin = text.find("\r\n");
  if (const auto refusal = parse_request_line(text.substr(0, begin), limits, head)) return refusal;
  head.keep_alive = head.minor_version == 1;
  for (begin += 2;;) {
    const std::size_t end = text.find("\r\n", begin);
    if (end == text.npos) return Refusal{400, "head without end"};
    if (end == begin) break;
    if (head.fields.size() == limits.header_count) return Refusal{431, "too many fields"};
    if (const auto refusal = parse_field(text.substr(begin, end - begin), head)) return refusal;
    begin = end + 2;
  }
  return check_whole(head);
}

}  // namespace http
