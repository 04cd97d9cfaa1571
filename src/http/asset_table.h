#pragma once
// The static files as the server holds them: every form of each, ready to be sent.
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/assets.h"
#include "prepared.h"

namespace http {

struct Assets::State {
  struct File {
    std::string path, version;
    std::shared_ptr<const std::string> content;
  };
  std::map<std::string, File, std::less<>> files;
  std::map<std::string, std::string, std::less<>> brotli,
      gzip;  ///< made by the build: "app.js.br" beside "app.js"
};

class AssetTable {
 public:
  AssetTable(const Assets::State& assets, const Finisher& finisher);

  /// `target` with or without the version; nullptr for what is no static file.
  std::shared_ptr<const Prepared> find(std::string_view target, std::string_view accept_encoding) const;
  /// The file at that path, for requests that the ready forms do not answer (byte ranges).
  const Assets::State::File* file(std::string_view path) const;
  /// Its answer without compression.
  Response response_of(const Assets::State::File& file, bool versioned) const;

 private:
  using Bodies = std::array<std::shared_ptr<const std::string>, 3>;  ///< by Encoding; nullptr: not worth it
  using Forms = std::array<std::shared_ptr<const Prepared>, 3>;
  static Bodies compress_file(const Assets::State& assets, const Assets::State::File& file);
  Forms make_forms(const Bodies& bodies, const Assets::State::File& file, bool versioned,
                   const Finisher& finisher) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Forms, Hash, std::equal_to<>> forms_;
  std::map<std::string, Assets::State::File, std::less<>> files_;
};

}  // namespace http
