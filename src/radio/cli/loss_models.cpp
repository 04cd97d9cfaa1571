#include "loss_models.h"

#include <limits>

#include "cli/files.h"
#include "radio/numbers.h"
#include "say.h"

namespace radio_cli {

RowAnswer row_answer(const radio::itm::Answer& answer) {
  return {answer.loss_db, static_cast<int>(answer.reference.mode), answer.rc, answer.warnings};
}

/// Mode 1 within sight, 2 beyond the horizon: the Recommendation blends its mechanisms.
RowAnswer row_answer(const radio::p1812::Answer& answer) {
  return {answer.loss_db, answer.beyond_horizon ? 2 : 1, answer.rc, answer.warnings};
}

Terminal terminal_of(const radio::itm::Link& link, double distance_m, double location_percent) {
  return {link.frequency_mhz, link.rx_height_m, distance_m, location_percent, std::nullopt};
}

LinkColumns::LinkColumns(Columns& columns, const LossOptions& options)
    : options_(options),
      tx_height_(columns.need({"h_tx__meter", "tx_h_m"})),
      rx_height_(columns.need({"h_rx__meter", "rx_h_m"})),
      frequency_(columns.need({"f__mhz", "freq_mhz"})),
      climate_(columns.find({"climate"})),
      n0_(columns.find({"N_0", "N_0_equivalent"})),
      polarization_(columns.find({"pol"})),
      epsilon_(columns.find({"epsilon"})),
      sigma_(columns.find({"sigma"})),
      kind_(columns.find({"variability"})),
      mdvar_(columns.find({"mdvar"})),
      time_(columns.find({"time"})),
      location_(columns.find({"location"})),
      situation_(columns.find({"situation"})),
      confidence_(columns.find({"confidence"})),
      reliability_(columns.find({"reliability"})) {}

radio::itm::Link LinkColumns::link(const Row& row) const {
  const radio::itm::Link& given = options_.link;
  return {.tx_height_m = number_of(row, tx_height_),
          .rx_height_m = number_of(row, rx_height_),
          .frequency_mhz = number_of(row, frequency_),
          .polarization = polarization_ ? whole_of(row, polarization_) : given.polarization,
          .epsilon = number_or(row, epsilon_, given.epsilon),
          .sigma_s_per_m = number_or(row, sigma_, given.sigma_s_per_m),
          .climate = climate_ ? whole_of(row, climate_) : given.climate,
          .n0 = number_or(row, n0_, given.n0)};
}

radio::itm::Variability LinkColumns::variability(const Row& row) const {
  const radio::itm::Variability& given = options_.variability;
  const int mdvar = mdvar_ ? whole_of(row, mdvar_) : given.mdvar;
  const bool by_confidence = kind_ ? text_of(row, kind_) == "CR" : confidence_ && !time_;
  if (by_confidence)
    return radio::itm::Variability::from_confidence(mdvar, number_of(row, confidence_),
                                                    number_of(row, reliability_));
  return {mdvar, number_or(row, time_, given.time_percent), number_or(row, location_, given.location_percent),
          number_or(row, situation_, given.situation_percent), false};
}

ProfileModel::ProfileModel(Columns& columns, const LossOptions& options)
    : link_(columns, options),
      clutter_(options.clutter),
      pfl_(columns.find({"pfl"})),
      heights_m_(columns.find({"heights_m"})),
      spacing_(columns.find({"spacing_m"})) {
  if (!pfl_ && !(heights_m_ && spacing_)) columns.need({"pfl"});
}

ProfileModel::Input ProfileModel::read(const Row& row) {
  Input input{link_.link(row), link_.variability(row), heights_.size(), 0, 0};
  const std::size_t head = pfl_ ? 2 : 0;  // intervals and spacing stand before the heights
  if (!radio::parse_numbers(text_of(row, pfl_ ? pfl_ : heights_m_), heights_)) return input;
  const std::size_t numbers = heights_.size() - input.first;
  if (numbers < head + 2) return input;
  // As many heights as the profile says, or none: a truncated profile is no profile.
  if (pfl_ && heights_[input.first] != static_cast<double>(numbers - 3)) return input;
  input.spacing_m = pfl_ ? heights_[input.first + 1] : number_of(row, spacing_);
  input.first += head;
  input.count = numbers - head;
  return input;
}

RowAnswer ProfileModel::compute(const Input& input) const {
  const radio::Profile profile{std::span(heights_).subspan(input.first, input.count), input.spacing_m};
  RowAnswer answer = row_answer(radio::itm::point_to_point(input.link, profile, input.variability));
  if (input.count > 0)
    clutter_.add_to(answer,
                    terminal_of(input.link, profile.distance_m(), input.variability.location_percent));
  return answer;
}

AreaModel::AreaModel(Columns& columns, const LossOptions& options)
    : link_(columns, options),
      clutter_(options.clutter),
      distance_(columns.need({"d__km"})),
      delta_h_(columns.need({"delta_h__meter"})),
      tx_siting_(columns.find({"tx_siting_criteria"})),
      rx_siting_(columns.find({"rx_siting_criteria"})) {}

AreaModel::Input AreaModel::read(const Row& row) const {
  return {link_.link(row),
          link_.variability(row),
          {.distance_m = number_of(row, distance_) * 1000,
           .delta_h_m = number_of(row, delta_h_),
           .tx_siting = tx_siting_ ? whole_of(row, tx_siting_) : 0,
           .rx_siting = rx_siting_ ? whole_of(row, rx_siting_) : 0}};
}

RowAnswer AreaModel::compute(const Input& input) const {
  RowAnswer answer = row_answer(radio::itm::area(input.link, input.area, input.variability));
  clutter_.add_to(answer, terminal_of(input.link, input.area.distance_m, input.variability.location_percent));
  return answer;
}

P1812Model::P1812Model(Columns& columns, std::string profile_dir)
    : profile_dir_(std::move(profile_dir)),
      profile_(columns.need({"profile"})),
      frequency_(columns.need({"f (GHz)"})),
      time_(columns.need({"p (%)"})),
      location_(columns.find({"pL (%)"})),
      sigma_(columns.find({"sigmaL (dB)"})),
      polarization_(columns.need({"pol"})),
      tx_height_(columns.need({"htg (m)"})),
      rx_height_(columns.need({"hrg (m)"})),
      delta_n_(columns.need({"DN"})),
      n0_(columns.need({"N0"})),
      tx_lat_(columns.need({"phi_t (deg)"})),
      rx_lat_(columns.need({"phi_r (deg)"})),
      tx_lon_(columns.need({"lam_t (deg)"})),
      rx_lon_(columns.need({"lam_r (deg)"})),
      tx_coast_(columns.find({"dct (km)"})),
      rx_coast_(columns.find({"dcr (km)"})) {}

const radio::P1812File& P1812Model::file_of(const Row& row) {
  const std::string name(text_of(row, profile_));
  if (const auto known = files_.find(name); known != files_.end()) return known->second;
  const std::string at = "row " + std::to_string(row.line) + ", column profile: ";
  if (name.empty() || name.find('/') != name.npos)
    throw cli::RefusedInput(at + "'" + name + "' is no name of a file in " + profile_dir_);
  const std::string path = profile_dir_ + "/" + name + ".csv";
  const auto source = cli::open_input(path);
  constexpr std::size_t kMaxBytes = 64u << 20;
  std::string text;
  for (std::string chunk(1u << 16, '\0');;) {
    const std::size_t got = source(chunk.data(), chunk.size());
    if (got == 0) break;
    text.append(chunk, 0, got);
    if (text.size() > kMaxBytes) throw cli::RefusedInput(at + path + " is larger than 64 MiB");
  }
  auto file = radio::parse_p1812_file(text);
  if (!file) refuse(at + path, file.error());
  return files_.emplace(name, *std::move(file)).first->second;
}

P1812Model::Input P1812Model::read(const Row& row) {
  const radio::P1812File& file = file_of(row);
  const radio::p1812::Ends ends{number_of(row, tx_lat_), number_of(row, tx_lon_), number_of(row, rx_lat_),
                                number_of(row, rx_lon_)};
  return {{.frequency_ghz = number_of(row, frequency_),
           .tx_height_m = number_of(row, tx_height_),
           .rx_height_m = number_of(row, rx_height_),
           .polarization = whole_of(row, polarization_) - 1,
           .time_percent = number_of(row, time_),
           .location_percent = number_or(row, location_, 50),
           .location_sigma_db = number_or(row, sigma_, 0),
           .delta_n = number_of(row, delta_n_),
           .n0 = number_of(row, n0_),
           .centre_latitude_deg = radio::p1812::centre_latitude_deg(ends, file.distance_km.back()),
           .tx_to_coast_km = number_or(row, tx_coast_, 500),
           .rx_to_coast_km = number_or(row, rx_coast_, 500)},
          &file};
}

RowAnswer P1812Model::compute(const Input& input) const {
  return row_answer(radio::p1812::loss(input.link, input.file->path()));
}

}  // namespace radio_cli
