#pragma once
// Terrain from what a command was given: a store, SRTM tiles, or rasters that serumpun-import reads.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "import_program.h"
#include "radio/terrain_builder.h"

namespace radio_cli {

/// A file in memory, as long as this lives.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

class OpenTerrain {
 public:
  /// One store, or any number of SRTM tiles and rasters. Throws cli::RefusedInput naming the file.
  explicit OpenTerrain(const std::vector<std::string>& paths);

  const radio::Terrain& terrain() const { return *terrain_; }
  const std::string& provenance() const { return provenance_; }  ///< JSON

 private:
  void map_store(const std::string& path);

  std::unique_ptr<MappedFile> mapped_;
  radio::BuiltTerrain built_;
  std::optional<radio::Terrain> terrain_;
  std::string provenance_;
};

/// Whether all are SRTM tiles by their names, of one spacing: those need no other program.
bool are_hgt_of_one_spacing(const std::vector<std::string>& paths);

/// The same files as GDAL reads them: packed tiles are unpacked into `folder`.
std::vector<std::string> unpacked(const std::vector<std::string>& paths, const ScratchFolder& folder);

struct Provenance {
  std::string source, date;
};
/// Puts SRTM tiles of one spacing together. `counts`: what was known and filled.
radio::BuiltTerrain build_from_hgt(const std::vector<std::string>& paths, const Provenance& provenance,
                                   radio::TerrainCounts& counts);

}  // namespace radio_cli
