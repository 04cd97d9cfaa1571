#include "terrain_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>

#include "base/json.h"
#include "cli/files.h"
#include "radio/hgt.h"
#include "radio/terrain_store.h"
#include "say.h"

namespace radio_cli {
namespace {

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::string lower_name(const std::string& path) {
  std::string name = file_name(path);
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

bool is_packed_hgt(const std::string& path) {
  return lower_name(path).ends_with(".hgt.gz");
}

bool is_hgt(const std::string& path) {
  return lower_name(path).ends_with(".hgt") || is_packed_hgt(path);
}

bool is_store(const std::string& path) {
  char beginning[8] = {};
  const auto source = cli::open_input(path);
  return radio::looks_like_terrain_store({beginning, source(beginning, sizeof beginning)});
}

/// A tile read row by row, packed or not, never held whole.
class HgtFile {
 public:
  explicit HgtFile(const std::string& path) : path_(path), file_(gzopen(path.c_str(), "rb"), gzclose) {
    if (!file_) throw cli::RefusedInput(path + ": " + std::strerror(errno));
    const auto shape = radio::hgt_shape(file_name(path), unpacked_bytes());
    if (!shape) refuse(path, shape.error());
    shape_ = *shape;
  }
  const radio::TerrainShape& shape() const { return shape_; }

  std::int64_t read(std::vector<float>& heights_m) { return radio::hgt_heights(read_row(), heights_m); }
  /// The next row as it stands in the file.
  std::string_view read_row() {
    bytes_.resize(static_cast<std::size_t>(shape_.columns) * 2);
    const int got = gzread(file_.get(), bytes_.data(), static_cast<unsigned>(bytes_.size()));
    if (got != static_cast<int>(bytes_.size())) throw cli::RefusedInput(path_ + " is damaged or cut short");
    return bytes_;
  }
  /// A packed tile that goes on, or whose checksum is wrong, is none.
  void expect_end() {
    char more = 0;
    if (gzread(file_.get(), &more, 1) != 0) throw cli::RefusedInput(path_ + " is damaged or too long");
  }

 private:
  /// Of a packed file what its last four bytes promise; reading finds out a lie.
  std::size_t unpacked_bytes() const {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> raw(std::fopen(path_.c_str(), "rb"), std::fclose);
    unsigned char magic[2] = {}, last[4] = {};
    const bool read_magic = raw && std::fread(magic, 1, 2, raw.get()) == 2;
    if (!read_magic || std::fseek(raw.get(), 0, SEEK_END) != 0) return 0;
    if (magic[0] != 0x1f || magic[1] != 0x8b) return static_cast<std::size_t>(std::ftell(raw.get()));
    if (std::fseek(raw.get(), -4, SEEK_END) != 0 || std::fread(last, 1, 4, raw.get()) != 4) return 0;
    return last[0] | std::size_t{last[1]} << 8 | std::size_t{last[2]} << 16 | std::size_t{last[3]} << 24;
  }

  std::string path_;
  std::unique_ptr<gzFile_s, int (*)(gzFile_s*)> file_;
  radio::TerrainShape shape_;
  std::string bytes_;
};

radio::TerrainShape joined(const std::vector<HgtFile>& tiles) {
  radio::TerrainShape grid = tiles.front().shape();
  double south = grid.lat_of(grid.rows - 1), east = grid.lon_of(grid.columns - 1);
  for (const HgtFile& tile : tiles) {
    const radio::TerrainShape& s = tile.shape();
    grid.north_deg = std::max(grid.north_deg, s.north_deg);
    grid.west_deg = std::min(grid.west_deg, s.west_deg);
    south = std::min(south, s.lat_of(s.rows - 1));
    east = std::max(east, s.lon_of(s.columns - 1));
  }
  grid.rows = static_cast<std::int32_t>(std::lround((grid.north_deg - south) * grid.rows_per_deg)) + 1;
  grid.columns = static_cast<std::int32_t>(std::lround((east - grid.west_deg) * grid.columns_per_deg)) + 1;
  return grid;
}

std::int64_t add_tile(HgtFile& tile, radio::TerrainBuilder& builder, const radio::TerrainShape& grid,
                      const std::string& path) {
  const radio::TerrainShape& s = tile.shape();
  const auto first_row = static_cast<std::int32_t>(std::lround(grid.row_of(s.north_deg)));
  const auto column = static_cast<std::int32_t>(std::lround(grid.column_of(s.west_deg)));
  std::vector<float> heights(static_cast<std::size_t>(s.columns));
  std::int64_t voids = 0;
  for (std::int32_t row = 0; row < s.rows; ++row) {
    voids += tile.read(heights);
    if (const auto added = builder.add({first_row + row, column, 1, s.columns, heights}); !added)
      refuse(path + ", row " + std::to_string(row + 1), added.error());
  }
  tile.expect_end();
  return voids;
}

bool one_spacing(const std::vector<std::string>& paths) {
  std::vector<double> spacings;
  for (const std::string& path : paths) spacings.push_back(HgtFile(path).shape().rows_per_deg);
  return std::ranges::adjacent_find(spacings, std::not_equal_to{}) == spacings.end();
}

}  // namespace

MappedFile::MappedFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (fd < 0 || fstat(fd, &info) != 0) {
    const int why = errno;
    if (fd >= 0) close(fd);
    throw cli::RefusedInput(path + ": " + std::strerror(why));
  }
  size_ = static_cast<std::size_t>(info.st_size);
  void* at = size_ > 0 ? mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0) : nullptr;
  close(fd);
  if (at == MAP_FAILED) throw cli::RefusedInput(path + " cannot be mapped: " + std::strerror(errno));
  data_ = static_cast<const char*>(at);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

bool are_hgt_of_one_spacing(const std::vector<std::string>& paths) {
  return std::ranges::all_of(paths, is_hgt) && one_spacing(paths);
}

std::vector<std::string> unpacked(const std::vector<std::string>& paths, const ScratchFolder& folder) {
  std::vector<std::string> readable;
  for (const std::string& path : paths) {
    if (!is_packed_hgt(path)) {
      readable.push_back(std::filesystem::absolute(path).string());
      continue;
    }
    // A folder each: the name is the tile's place, and two may have the same.
    const std::string place = folder / std::to_string(readable.size());
    std::filesystem::create_directory(place);
    readable.push_back(place + "/" + std::filesystem::path(path).stem().string());
    HgtFile tile(path);
    cli::OutputFile out(readable.back());
    for (std::int32_t row = 0; row < tile.shape().rows; ++row) out.write(tile.read_row());
    tile.expect_end();
    out.commit();
  }
  return readable;
}

radio::BuiltTerrain build_from_hgt(const std::vector<std::string>& paths, const Provenance& given,
                                   radio::TerrainCounts& counts) {
  std::vector<HgtFile> tiles;
  for (const std::string& path : paths) tiles.emplace_back(path);
  const radio::TerrainShape grid = joined(tiles);
  auto builder = radio::TerrainBuilder::make(grid);
  if (!builder) refuse("", builder.error());
  base::Json files = base::Json::array();
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const std::int64_t voids = add_tile(tiles[i], *builder, grid, paths[i]);
    files.push_back(base::Json::object({{"file", file_name(paths[i])},
                                        {"format", "SRTMHGT"},
                                        {"crs", "WGS 84"},
                                        {"resolution_arcsec", 3600 / tiles[i].shape().rows_per_deg},
                                        {"voids", voids}}));
  }
  const auto filled = builder->fill();
  if (!filled) refuse(paths.front(), filled.error());
  counts = *filled;
  base::Json provenance = base::Json::object({{"source", given.source}, {"date", given.date}});
  provenance["files"] = std::move(files);
  return builder->take(provenance.dump());
}

OpenTerrain::OpenTerrain(const std::vector<std::string>& paths) {
  if (paths.empty()) throw cli::RefusedInput("no terrain was given");
  if (paths.size() == 1 && is_store(paths[0])) {
    map_store(paths[0]);
    return;
  }
  if (are_hgt_of_one_spacing(paths)) {
    radio::TerrainCounts counts;
    built_ = build_from_hgt(paths, {}, counts);
    provenance_ = built_.provenance;
    terrain_.emplace(built_.view());
    return;
  }
  for (const std::string& path : paths)
    if (is_store(path)) throw cli::RefusedInput(path + " is a terrain store: give it alone");
  const ScratchFolder folder;
  std::vector<std::string> arguments{"raster", "--out", folder / "terrain"};
  for (std::string& path : unpacked(paths, folder)) arguments.push_back(std::move(path));
  run_import(std::move(arguments));
  map_store(folder / "terrain");  // stays mapped when its name is gone
}

void OpenTerrain::map_store(const std::string& path) {
  mapped_ = std::make_unique<MappedFile>(path);
  const auto stored = radio::read_terrain_store(mapped_->bytes(), radio::Verify::kChecksum);
  if (!stored) refuse(path, stored.error());
  terrain_.emplace(stored->terrain);
  provenance_ = std::string(stored->provenance);
}

}  // namespace radio_cli
