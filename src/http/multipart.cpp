#include <algorithm>
#include <optional>

#include "http/form.h"
#include "http/headers.h"
#include "http/percent.h"

namespace http {
namespace {

constexpr std::size_t kWindowBytes = 64 * 1024;
constexpr std::size_t kMaxPartHeadBytes = 4 * 1024;
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046, section 5.1.1

base::Error refuse(const char* key, base::ErrorCode code = base::ErrorCode::kInvalid) {
  return {code, {key, {}}};
}
base::Error malformed() {
  return refuse("http.bad_form");
}

/// A window that slides over the body, so that a large file costs no memory.
class Scanner {
 public:
  explicit Scanner(const SpoolPart& body) : body_(body), source_(body.open()) { fill(); }

  std::uint64_t position() const { return base_ + at_; }
  std::string_view ahead() const { return std::string_view(window_).substr(at_); }
  void skip(std::size_t count) { at_ += count; }

  bool take(std::string_view expected) {
    require(expected.size());
    if (!ahead().starts_with(expected)) return false;
    skip(expected.size());
    return true;
  }

  /// Moves to the next `needle`; false when there is none any more.
  bool find(std::string_view needle) {
    for (;;) {
      const std::size_t found = window_.find(needle, at_);
      if (found != window_.npos) {
        at_ = found;
        return true;
      }
      // The needle may straddle the end of the window.
      at_ = std::max(at_, window_.size() - std::min(window_.size(), needle.size() - 1));
      if (!fill()) return false;
    }
  }

  /// Makes `count` bytes visible ahead, fewer only at the end.
  void require(std::size_t count) {
    while (ahead().size() < count && fill()) {
    }
  }

 private:
  bool fill() {
    window_.erase(0, at_);
    base_ += at_;
    at_ = 0;
    const std::size_t before = window_.size();
    window_.resize(before + kWindowBytes);
    const std::size_t got = source_(window_.data() + before, kWindowBytes);
    window_.resize(before + got);
    return got > 0;
  }

  SpoolPart body_;
  base::ByteSource source_;
  std::string window_;
  std::size_t at_ = 0;
  std::uint64_t base_ = 0;
};

struct PartHead {
  std::string name, content_type;
  std::optional<std::string> filename;
};

/// `; name="value"`: browsers write %22, %0D and %0A for the characters that could break out (HTML standard,
/// multipart/form-data).
std::optional<std::string> quoted_parameter(std::string_view& rest) {
  if (!rest.starts_with('"')) return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return is_clean_utf8(value) || value.empty() ? std::optional(value) : std::nullopt;
    }
    if (rest[i] == '%' && i + 2 < rest.size()) {
      const std::string_view code = rest.substr(i, 3);
      if (code == "%22" || code == "%0D" || code == "%0A") {
        value += code == "%22" ? '"' : ' ';
        i += 2;
        continue;
      }
    }
    value += rest[i];
  }
  return std::nullopt;
}

bool parse_disposition(std::string_view value, PartHead& head) {
  constexpr std::string_view kKind = "form-data";
  if (!equal_ignoring_case(value.substr(0, kKind.size()), kKind)) return false;
  value.remove_prefix(kKind.size());
  bool named = false;
  while (!value.empty()) {
    const std::size_t begin = value.find_first_not_of(" \t");
    if (begin == value.npos) break;
    value.remove_prefix(begin);
    if (!value.starts_with(';')) return false;
    value.remove_prefix(std::min(value.size(), std::max<std::size_t>(1, value.find_first_not_of(" \t", 1))));
    const std::string_view key = value.substr(0, value.find('='));
    value.remove_prefix(std::min(value.size(), key.size() + 1));
    auto text = quoted_parameter(value);
    if (!text) return false;
    if (key == "name" && !named) {
      head.name = std::move(*text);
      named = true;
    } else if (key == "filename" && !head.filename) {
      head.filename = std::move(*text);
    } else {
      return false;
    }
  }
  return named;
}

std::optional<PartHead> parse_part_head(std::string_view text) {
  PartHead head;
  bool disposed = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find("\r\n"));
    text.remove_prefix(std::min(text.size(), line.size() + 2));
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    const std::string_view name = line.substr(0, colon);
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.size(), std::min(value.find_first_not_of(" \t"), value.size())));
    if (!is_clean_utf8(value) && !value.empty()) return std::nullopt;
    if (equal_ignoring_case(name, "Content-Disposition")) {
      if (disposed || !parse_disposition(value, head)) return std::nullopt;
      disposed = true;
    } else if (equal_ignoring_case(name, "Content-Type")) {
      head.content_type = value;
    }
  }
  return disposed ? std::optional(std::move(head)) : std::nullopt;
}

base::Result<PartHead> read_part_head(Scanner& scanner) {
  scanner.require(kMaxPartHeadBytes);
  const std::size_t end = scanner.ahead().substr(0, kMaxPartHeadBytes).find("\r\n\r\n");
  if (end == std::string_view::npos) return base::fail(malformed());
  auto head = parse_part_head(scanner.ahead().substr(0, end));
  if (!head) return base::fail(malformed());
  scanner.skip(end + 4);
  return std::move(*head);
}

class FormReader {
 public:
  FormReader(SpoolPart body, const FormLimits& limits) : body_(std::move(body)), limits_(limits) {}

  base::Result<void> add(PartHead head, std::uint64_t begin, std::uint64_t end) {
    const SpoolPart content{body_.spool, body_.offset + begin, end - begin};
    if (head.filename) {
      if (head.filename->empty() && content.size == 0) return {};
      if (form_.files.size() == limits_.max_files)
        return base::fail(refuse("http.too_many_files", base::ErrorCode::kTooLarge));
      form_.files.push_back(
          {std::move(head.name), std::move(*head.filename), std::move(head.content_type), content});
      return {};
    }
    field_bytes_ += content.size + head.name.size();
    if (form_.fields.size() == limits_.max_fields)
      return base::fail(refuse("http.too_many_fields", base::ErrorCode::kTooLarge));
    if (field_bytes_ > limits_.max_field_bytes)
      return base::fail(refuse("http.too_large", base::ErrorCode::kTooLarge));
    std::string value = content.text();
    if (!value.empty() && !is_clean_utf8(value)) return base::fail(malformed());
    form_.fields.add(std::move(head.name), std::move(value));
    return {};
  }

  Form take() { return std::move(form_); }

 private:
  SpoolPart body_;
  const FormLimits& limits_;
  Form form_;
  std::uint64_t field_bytes_ = 0;
};

bool is_boundary(std::string_view text) {
  constexpr std::string_view kMarks = "'()+_,-./:=? ";
  return !text.empty() && text.size() <= kMaxBoundary && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  kMarks.find(c) != kMarks.npos;
         });
}

std::string_view boundary_of(std::string_view content_type) {
  constexpr std::string_view kName = "boundary=";
  for (std::size_t at = content_type.find(';'); at != content_type.npos;
       at = content_type.find(';', at + 1)) {
    std::string_view parameter = content_type.substr(at + 1, content_type.find(';', at + 1) - at - 1);
    parameter.remove_prefix(std::min(parameter.find_first_not_of(" \t"), parameter.size()));
    if (!equal_ignoring_case(parameter.substr(0, kName.size()), kName)) continue;
    parameter.remove_prefix(kName.size());
    if (parameter.size() > 2 && parameter.front() == '"' && parameter.back() == '"')
      parameter = parameter.substr(1, parameter.size() - 2);
    return parameter;
  }
  return {};
}

}  // namespace

const Upload* Form::file(std::string_view field) const {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const Upload& upload) { return upload.field == field; });
  return found == files.end() ? nullptr : &*found;
}

base::Result<Form> parse_multipart(SpoolPart body, std::string_view boundary, const FormLimits& limits) {
  if (!is_boundary(boundary)) return base::fail(malformed());
  const std::string delimiter = "\r\n--" + std::string(boundary);
  Scanner scanner(body);
  FormReader reader(body, limits);
  if (!scanner.take(std::string_view(delimiter).substr(2))) return base::fail(malformed());
  for (;;) {
    if (scanner.take("--")) break;
    if (!scanner.take("\r\n")) return base::fail(malformed());
    auto head = read_part_head(scanner);
    if (!head) return base::fail(head.error());
    // An empty part's delimiter begins with the CRLF that ended its head; it is found at the content's
    // beginning as any other.
    const std::uint64_t begin = scanner.position();
    if (!scanner.find(delimiter)) return base::fail(malformed());
    if (auto added = reader.add(std::move(*head), begin, scanner.position()); !added)
      return base::fail(added.error());
    scanner.skip(delimiter.size());
  }
  scanner.take("\r\n");
  scanner.require(1);
  if (!scanner.ahead().empty()) return base::fail(malformed());
  return reader.take();
}

base::Result<Form> parse_form(SpoolPart body, std::string_view content_type, const FormLimits& limits) {
  const std::string_view type = content_type.substr(0, content_type.find_first_of("; "));
  if (equal_ignoring_case(type, "multipart/form-data"))
    return parse_multipart(std::move(body), boundary_of(content_type), limits);
  if (!equal_ignoring_case(type, "application/x-www-form-urlencoded")) return Form{};
  if (body.size > limits.max_field_bytes)
    return base::fail(refuse("http.too_large", base::ErrorCode::kTooLarge));
  auto fields = parse_urlencoded(body.text(), limits.max_fields);
  if (!fields) return base::fail(fields.error());
  return Form{std::move(*fields), {}};
}

}  // namespace http
