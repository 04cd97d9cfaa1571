#pragma once
// What `radio loss` can be asked: profiles, areas, cases of ITU-R P.1812. Each reads a row and computes it.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "clutter.h"
#include "loss_rows.h"
#include "radio/itm.h"
#include "radio/p1812.h"
#include "radio/p1812_file.h"
#include "radio/p1812_terrain.h"
#include "radio/terrain.h"

namespace radio_cli {

/// What the command line sets where a table has no column for it.
struct LossOptions {
  radio::itm::Link link;
  radio::itm::Variability variability;
  double step_m = 90;
  bool by_p1812 = false;
  std::optional<double> delta_n;  ///< of P.1812, from its map; nothing: what n0 has on average
  TerminalClutter clutter;
  const radio::LandCover* land_cover = nullptr;  ///< heights of what stands on the path, for P.1812
};

/// Columns that profiles and areas share: the link and its variability.
class LinkColumns {
 public:
  LinkColumns(Columns& columns, const LossOptions& options);
  radio::itm::Link link(const Row& row) const;
  radio::itm::Variability variability(const Row& row) const;

 private:
  LossOptions options_;
  Column tx_height_, rx_height_, frequency_, climate_, n0_, polarization_, epsilon_, sigma_;
  Column kind_, mdvar_, time_, location_, situation_, confidence_, reliability_;
};

class ProfileModel {
 public:
  struct Input {
    radio::itm::Link link;
    radio::itm::Variability variability;
    std::size_t first = 0, count = 0;  ///< of heights_
    double spacing_m = 0;
  };
  ProfileModel(Columns& columns, const LossOptions& options);
  void begin_batch() { heights_.clear(); }
  Input read(const Row& row);
  RowAnswer compute(const Input& input) const;

 private:
  LinkColumns link_;
  TerminalClutter clutter_;
  Column pfl_, heights_m_, spacing_;
  std::vector<double> heights_;
};

class AreaModel {
 public:
  struct Input {
    radio::itm::Link link;
    radio::itm::Variability variability;
    radio::itm::Area area;
  };
  AreaModel(Columns& columns, const LossOptions& options);
  void begin_batch() {}
  Input read(const Row& row) const;
  RowAnswer compute(const Input& input) const;

 private:
  LinkColumns link_;
  TerminalClutter clutter_;
  Column distance_, delta_h_, tx_siting_, rx_siting_;
};

class P1812Model {
 public:
  struct Input {
    radio::p1812::Link link;
    const radio::P1812File* file = nullptr;
  };
  P1812Model(Columns& columns, std::string profile_dir);
  void begin_batch() {}
  Input read(const Row& row);
  RowAnswer compute(const Input& input) const;

 private:
  const radio::P1812File& file_of(const Row& row);

  std::string profile_dir_;
  std::map<std::string, radio::P1812File, std::less<>> files_;
  Column profile_, frequency_, time_, location_, sigma_, polarization_, tx_height_, rx_height_, delta_n_, n0_;
  Column tx_lat_, rx_lat_, tx_lon_, rx_lon_, tx_coast_, rx_coast_;
};

/// Two places on terrain, by either model.
class PointsModel {
 public:
  enum Refusal : int { kOutsideTerrain = 3001 };  ///< beside the models' own numbers

  struct Input {
    radio::itm::Link link;
    radio::Place tx, rx;
  };
  PointsModel(Columns& columns, const LossOptions& options, const radio::Terrain& terrain);
  void begin_batch() {}
  Input read(const Row& row) const;
  RowAnswer compute(const Input& input);

 private:
  RowAnswer compute_path(const Input& input);

  LinkColumns link_;
  LossOptions options_;
  const radio::Terrain& terrain_;
  radio::P1812OverTerrain second_;
  Column tx_lat_, tx_lon_, rx_lat_, rx_lon_;
  std::vector<double> heights_m_;
};

/// The receiver of a row, for its clutter.
Terminal terminal_of(const radio::itm::Link& link, double distance_m, double location_percent);

RowAnswer row_answer(const radio::itm::Answer& answer);
RowAnswer row_answer(const radio::p1812::Answer& answer);

}  // namespace radio_cli
