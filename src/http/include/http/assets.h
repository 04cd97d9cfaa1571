#pragma once
// Static files in memory, compressed when the program starts, and their addresses.
#include <memory>
#include <string>
#include <string_view>

#include "base/embedded.h"

namespace http {

class Assets {
 public:
  Assets();
  ~Assets();
  Assets(Assets&&) noexcept;
  Assets& operator=(Assets&&) noexcept;

  /// `path` begins with '/'. The type follows from its ending; an unknown ending is a bug. "app.js.br" and
  /// "app.js.gz" are taken as the compressed forms of "app.js".
  void add(std::string path, std::string content);
  /// Every file at `prefix` + its name after `below`: add_all("/static/", "static/", embedded::web()).
  void add_all(std::string_view prefix, std::string_view below, base::EmbeddedFiles files);

  /// "/static/app.css?v=1f3a…": may be kept for ever. Without the version it is asked for again each time. An
  /// unknown path is a bug.
  std::string url(std::string_view path) const;

 private:
  friend class Service;
  friend class AssetTable;
  struct State;
  std::unique_ptr<State> state_;
};

/// "text/css; charset=utf-8" for "a/b.css"; empty when the ending is unknown.
std::string_view content_type_of(std::string_view path);

}  // namespace http
