#include "http/assets.h"

#include <array>
#include <utility>

#include "asset_table.h"
#include "base/check.h"
#include "base/digest.h"
#include "compress.h"
#include "http/etag.h"

namespace http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kTypes{
    {{".css", "text/css; charset=utf-8"},
     {".js", "text/javascript; charset=utf-8"},
     {".mjs", "text/javascript; charset=utf-8"},
     {".html", "text/html; charset=utf-8"},
     {".json", "application/json"},
     {".map", "application/json"},
     {".geojson", "application/geo+json"},
     {".webmanifest", "application/manifest+json"},
     {".svg", "image/svg+xml"},
     {".png", "image/png"},
     {".jpg", "image/jpeg"},
     {".webp", "image/webp"},
     {".avif", "image/avif"},
     {".ico", "image/x-icon"},
     {".woff2", "font/woff2"},
     {".ttf", "font/ttf"},
     {".pbf", "application/x-protobuf"},
     {".mvt", "application/vnd.mapbox-vector-tile"},
     {".txt", "text/plain; charset=utf-8"},
     {".csv", "text/csv; charset=utf-8"},
     {".xml", "application/xml"},
     {".wasm", "application/wasm"}}};

}  // namespace

std::string_view content_type_of(std::string_view path) {
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return {};
}

Assets::Assets() : state_(std::make_unique<State>()) {}
Assets::~Assets() = default;
Assets::Assets(Assets&&) noexcept = default;
Assets& Assets::operator=(Assets&&) noexcept = default;

void Assets::add(std::string path, std::string content) {
  base::check(path.starts_with('/'), "the path of a static file begins with '/'");
  if (path.ends_with(".br"))
    return void(state_->brotli[path.substr(0, path.size() - 3)] = std::move(content));
  if (path.ends_with(".gz")) return void(state_->gzip[path.substr(0, path.size() - 3)] = std::move(content));
  base::check(!content_type_of(path).empty(), "the type of a static file is known by its ending");
  const base::Sha256 digest = base::sha256(content);
  std::string version = base::hex(std::span(digest).first(6));
  std::string key = path;
  state_->files.insert_or_assign(std::move(key),
                                 State::File{std::move(path), std::move(version),
                                             std::make_shared<const std::string>(std::move(content))});
}

void Assets::add_all(std::string_view prefix, std::string_view below, base::EmbeddedFiles files) {
  for (const base::EmbeddedFile& file : files) {
    if (file.name.starts_with(below))
      add(std::string(prefix) + std::string(file.name.substr(below.size())), std::string(file.content));
  }
}

std::string Assets::url(std::string_view path) const {
  const auto found = state_->files.find(path);
  base::check(found != state_->files.end(), "a static file that exists");
  return found->second.path + "?v=" + found->second.version;
}

AssetTable::AssetTable(const Assets::State& assets, const Finisher& finisher) : files_(assets.files) {
  for (const auto& [path, file] : files_) {
    const Bodies bodies = compress_file(assets, file);
    forms_[path] = make_forms(bodies, file, false, finisher);
    forms_[path + "?v=" + file.version] = make_forms(bodies, file, true, finisher);
  }
}

Response AssetTable::response_of(const Assets::State::File& file, bool versioned) const {
  Response response{.body = file.content};
  response.headers = {
      {"Content-Type", std::string(content_type_of(file.path))},
      {"ETag", etag_from_version(file.version)},
      {"Cache-Control", versioned ? "public, max-age=31536000, immutable" : "public, no-cache"}};
  return response;
}

AssetTable::Bodies AssetTable::compress_file(const Assets::State& assets, const Assets::State::File& file) {
  Bodies bodies{file.content, nullptr, nullptr};
  if (!is_worth_compressing(content_type_of(file.path))) return bodies;
  for (const Encoding encoding : {Encoding::kGzip, Encoding::kBrotli}) {
    const auto& made_before = encoding == Encoding::kBrotli ? assets.brotli : assets.gzip;
    const auto made = made_before.find(file.path);
    std::string small =
        made != made_before.end() ? made->second : compress(*file.content, encoding, Effort::kThorough);
    if (small.size() >= file.content->size()) continue;
    bodies[static_cast<std::size_t>(encoding)] = std::make_shared<const std::string>(std::move(small));
  }
  return bodies;
}

AssetTable::Forms AssetTable::make_forms(const Bodies& bodies, const Assets::State::File& file,
                                         bool versioned, const Finisher& finisher) const {
  Forms forms;
  for (const Encoding encoding : {Encoding::kIdentity, Encoding::kGzip, Encoding::kBrotli}) {
    const auto& body = bodies[static_cast<std::size_t>(encoding)];
    if (!body) {
      forms[static_cast<std::size_t>(encoding)] = forms[0];
      continue;
    }
    Response response = response_of(file, versioned);
    response.body = body;
    if (is_worth_compressing(content_type_of(file.path))) response.headers.set("Vary", "Accept-Encoding");
    if (encoding != Encoding::kIdentity) {
      response.headers.set(
          "ETag", etag_from_version(file.version + (encoding == Encoding::kBrotli ? "-br" : "-gzip")));
      response.headers.set("Content-Encoding", std::string(name_of(encoding)));
    }
    forms[static_cast<std::size_t>(encoding)] =
        std::make_shared<const Prepared>(finisher.finish(std::move(response), {}));
  }
  return forms;
}

std::shared_ptr<const Prepared> AssetTable::find(std::string_view target,
                                                 std::string_view accept_encoding) const {
  const auto found = forms_.find(target);
  if (found == forms_.end()) return nullptr;
  return found->second[static_cast<std::size_t>(preferred_encoding(accept_encoding))];
}

const Assets::State::File* AssetTable::file(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace http
