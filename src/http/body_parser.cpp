#include "body_parser.h"

// Before Asio, which forgets it (g++-12).
#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace http {

namespace beast = boost::beast::http;

struct BodyParser::Parser final : beast::basic_parser<true> {
  Parser(const Head& seen, std::uint64_t max_bytes) : head(seen), max_body_bytes(max_bytes) {
    header_limit(UINT32_MAX);  // the guard has its own
    body_limit(max_bytes);
    eager(true);
  }

  using View = boost::beast::string_view;
  using Code = boost::beast::error_code;

  void on_request_impl(beast::verb, View method, View target, int version, Code& error) override {
    error = {};
    const auto same = [](View a, std::string_view b) { return std::string_view(a.data(), a.size()) == b; };
    agrees =
        same(method, name_of(head.method)) && same(target, head.target) && version == 10 + head.minor_version;
  }
  void on_response_impl(int, View, int, Code&) override {}
  void on_field_impl(beast::field, View, View, Code& error) override { error = {}; }
  void on_header_impl(Code& error) override { error = {}; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Code& error) override { error = {}; }
  std::size_t on_body_impl(View bytes, Code& error) override { return take(bytes, error); }
  void on_chunk_header_impl(std::uint64_t, View, Code& error) override { error = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Code& error) override {
    return take(bytes, error);
  }
  void on_finish_impl(Code& error) override { error = {}; }

  std::size_t take(View bytes, Code& error) {
    error = {};
    out->append(bytes.data(), bytes.size());
    return bytes.size();
  }

  const Head& head;
  std::uint64_t max_body_bytes;
  std::string unused;
  std::string* out = &unused;
  bool agrees = false;
};

BodyParser::BodyParser(const Head& head, std::uint64_t max_bytes)
    : parser_(std::make_unique<Parser>(head, max_bytes)) {}
BodyParser::~BodyParser() = default;

std::optional<Refusal> BodyParser::start(std::string_view raw_head) {
  const Head& head = parser_->head;
  if (head.content_length.value_or(0) > parser_->max_body_bytes) return Refusal{413, "body too large"};
  boost::beast::error_code error;
  const std::size_t used = parser_->put(boost::asio::buffer(raw_head.data(), raw_head.size()), error);
  const bool framed_alike = parser_->is_header_done() && parser_->chunked() == head.chunked &&
                            used == raw_head.size() &&
                            parser_->content_length().value_or(0) == head.content_length.value_or(0);
  if ((error && error != beast::error::need_more) || !parser_->agrees || !framed_alike)
    return Refusal{400, "the parsers disagree"};
  return std::nullopt;
}

BodyParser::Progress BodyParser::feed(std::string_view bytes, std::string& out) {
  parser_->out = &out;
  boost::beast::error_code error;
  const std::size_t used = parser_->put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  parser_->out = &parser_->unused;
  if (!error || error == beast::error::need_more) return {used, std::nullopt};
  if (error == beast::error::body_limit) return {used, Refusal{413, "body too large"}};
  return {used, Refusal{400, "malformed body"}};
}

bool BodyParser::done() const {
  return parser_->is_done();
}

}  // namespace http
