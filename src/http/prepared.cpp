#include "prepared.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/check.h"
#include "base/failure.h"
#include "compress.h"
#include "http/etag.h"
#include "http/negotiate.h"
#include "http/percent.h"
#include "http/problem.h"
#include "http/range.h"

namespace http {
namespace {

// Below this a compressed body saves no packet.
constexpr std::uint64_t kWorthBytes = 600;

class File {
 public:
  explicit File(const std::string& path) : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat state {};
    if (file_ < 0 || ::fstat(file_, &state) != 0 || !S_ISREG(state.st_mode)) {
      const std::string reason = std::strerror(errno);
      if (file_ >= 0) ::close(file_);
      throw base::Failure("cannot send " + path + ": " + reason);
    }
    size_ = static_cast<std::uint64_t>(state.st_size);
  }
  ~File() { ::close(file_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::uint64_t size() const { return size_; }
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t count) const {
    const ssize_t got = ::pread(file_, out, count, static_cast<off_t>(offset));
    // Shorter than it was: the client must not take a part for the whole.
    if (got <= 0)
      throw base::Failure("cannot read " + path_ + ": " +
                          (got == 0 ? "it became shorter" : std::strerror(errno)));
    return static_cast<std::size_t>(got);
  }

 private:
  std::string path_;
  int file_;
  std::uint64_t size_ = 0;
};

/// A body whose length is known can be cut; `read_at` serves files and bytes alike.
struct Content {
  std::shared_ptr<const std::string> bytes;
  std::shared_ptr<const File> file;
  base::ByteSource stream;

  std::optional<std::uint64_t> size() const {
    if (bytes) return bytes->size();
    return file ? std::optional(file->size()) : std::nullopt;
  }
};

Content open_body(Body body) {
  struct Opener {
    Content operator()(std::string& text) {
      return {std::make_shared<const std::string>(std::move(text)), {}, {}};
    }
    Content operator()(std::shared_ptr<const std::string>& text) { return {std::move(text), {}, {}}; }
    Content operator()(FileBody& file) { return {{}, std::make_shared<const File>(file.path), {}}; }
    Content operator()(StreamBody& stream) { return {{}, {}, std::move(stream.source)}; }
  };
  return std::visit(Opener{}, body);
}

void put(const Content& content, ByteRange part, Prepared& prepared) {
  if (content.bytes) {
    const bool whole = part.length == content.bytes->size();
    prepared.bytes =
        whole ? content.bytes
              : std::make_shared<const std::string>(content.bytes->substr(part.offset, part.length));
    return;
  }
  prepared.source_bytes = part.length;
  prepared.source = [file = content.file, part](char* out, std::size_t size) mutable {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, part.length));
    if (wanted == 0) return wanted;
    const std::size_t got = file->read_at(part.offset, out, wanted);
    part.offset += got;
    part.length -= got;
    return got;
  };
}

void add_vary(Headers& headers, std::string_view name) {
  const std::string known(headers.get("Vary"));
  if ((", " + known + ",").find(", " + std::string(name) + ",") != std::string::npos) return;
  headers.set("Vary", known.empty() ? std::string(name) : known + ", " + std::string(name));
}

/// "abc" → "abc-br": another form of the same thing has another strong tag.
void mark_etag(Headers& headers, std::string_view mark) {
  std::string etag(headers.get("ETag"));
  if (etag.size() < 2) return;
  etag.insert(etag.size() - 1, mark);
  headers.set("ETag", std::move(etag));
}

void compress_body(Response& response, Content& content, const Wanted& wanted) {
  if (response.headers.has("Content-Encoding") || !is_worth_compressing(response.headers.get("Content-Type")))
    return;
  if (content.size() && *content.size() < kWorthBytes) return;
  add_vary(response.headers, "Accept-Encoding");
  Encoding encoding = preferred_encoding(wanted.accept_encoding);
  if (encoding == Encoding::kIdentity || !wanted.range.empty() || content.file) return;
  if (content.stream) {
    // One form of streams is enough; who speaks brotli speaks gzip.
    if (!accepts_gzip(wanted.accept_encoding)) return;
    encoding = Encoding::kGzip;
    content.stream = gzip_stream(std::move(content.stream));
  } else {
    content.bytes = std::make_shared<const std::string>(compress(*content.bytes, encoding, Effort::kFast));
  }
  response.headers.set("Content-Encoding", std::string(name_of(encoding)));
  mark_etag(response.headers, encoding == Encoding::kBrotli ? "-br" : "-gzip");
}

/// Cuts the body to the range; answers 416 when there is none of it.
ByteRange take_range(Response& response, std::uint64_t size, const Wanted& wanted) {
  const ByteRange whole{0, size};
  if (response.status != 200 || !wanted.is_get) return whole;
  response.headers.set("Accept-Ranges", "bytes");
  const bool same = wanted.if_range.empty() || wanted.if_range == response.headers.get("ETag");
  if (wanted.range.empty() || !same) return whole;
  const auto range = parse_range(wanted.range, size);
  if (std::holds_alternative<WholeBody>(range)) return whole;
  if (std::holds_alternative<NotSatisfiable>(range)) {
    response.status = 416;
    response.headers.set("Content-Range", "bytes */" + std::to_string(size));
    return {0, 0};
  }
  const ByteRange part = std::get<ByteRange>(range);
  response.status = 206;
  response.headers.set("Content-Range", "bytes " + std::to_string(part.offset) + '-' +
                                            std::to_string(part.offset + part.length - 1) + '/' +
                                            std::to_string(size));
  return part;
}

bool is_bodyless(int status) {
  return status == 204 || status == 304;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  const auto is_bad = [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; };
  base::check(std::none_of(value.begin(), value.end(), is_bad), "a response field has no control characters");
  out.append(name).append(": ").append(value).append("\r\n");
}

/// A path of ours may hold any UTF-8; on the wire it is ASCII.
std::string wire_location(std::string_view location) {
  std::string out;
  for (const char c : location) {
    if (c > 0x20 && c < 0x7f)
      out += c;
    else
      out += percent_encode({&c, 1});
  }
  return out;
}

}  // namespace

std::string status_line(int status) {
  const std::string_view reason = reason_of(status);
  base::check(!reason.empty(), "a status that this server knows");
  return "HTTP/1.1 " + std::to_string(status) + ' ' + std::string(reason) + "\r\n";
}

Finisher::Finisher(const Security& security) : security_(security_headers(security)) {
  for (const auto& [name, value] : security_) append_field(security_text_, name, value);
}

void Finisher::write_head(const Response& response, Prepared& prepared) const {
  std::string fields;
  for (const auto& [name, value] : response.headers) {
    append_field(fields, name, equal_ignoring_case(name, "Location") ? wire_location(value) : value);
  }
  // A handler may tighten one of the security headers for its own answer.
  const bool own = std::any_of(security_.begin(), security_.end(),
                               [&](const auto& field) { return response.headers.has(field.first); });
  if (!own) fields += security_text_;
  for (const auto& [name, value] : security_) {
    if (own && !response.headers.has(name)) append_field(fields, name, value);
  }
  prepared.status = response.status;
  prepared.etag = response.headers.get("ETag");
  prepared.head = status_line(response.status) + fields;
  if (!prepared.etag.empty()) {
    prepared.not_modified = status_line(304);
    for (const auto& [name, value] : response.headers) {
      const bool kept = equal_ignoring_case(name, "ETag") || equal_ignoring_case(name, "Cache-Control") ||
                        equal_ignoring_case(name, "Vary") || equal_ignoring_case(name, "Set-Cookie");
      if (kept) append_field(prepared.not_modified, name, value);
    }
  }
}

Prepared Finisher::finish(Response response, const Wanted& wanted) const {
  Prepared prepared;
  Content content = open_body(std::move(response.body));
  if (!response.headers.has("Cache-Control")) {
    response.headers.set("Cache-Control", response.cached ? "no-cache" : "private, no-cache");
  }
  // Pages and JSON live at the same address (one handler, two representations).
  const std::string_view type = response.headers.get("Content-Type");
  if (type.starts_with("text/html") || type == "application/json") add_vary(response.headers, "Accept");
  if (response.cached && content.bytes && !response.headers.has("ETag"))
    response.headers.set("ETag", etag_of(*content.bytes));

  const bool same = wanted.is_get && response.status == 200 &&
                    names_etag(wanted.if_none_match, response.headers.get("ETag"));
  if (same && !response.cached) {
    content = open_body(std::string());
    response.headers.remove("Content-Type");
    response.status = 304;
  } else {
    compress_body(response, content, wanted);
  }
  if (const auto size = content.size()) {
    const ByteRange part = take_range(response, *size, wanted);
    put(content, part, prepared);
    if (!is_bodyless(response.status)) response.headers.set("Content-Length", std::to_string(part.length));
  } else {
    prepared.source = std::move(content.stream);
    if (!wanted.is_http_1_0) response.headers.set("Transfer-Encoding", "chunked");
  }
  write_head(response, prepared);
  return prepared;
}

}  // namespace http
