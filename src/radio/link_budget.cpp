#include "radio/link_budget.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <span>
#include <string>

namespace radio {
namespace {

struct Blocks {
  double bandwidth_mhz;
  int count;  // N_RB
};
constexpr Blocks kLteBlocks[] = {{1.4, 6}, {3, 15}, {5, 25}, {10, 50}, {15, 75}, {20, 100}};
constexpr Blocks kNr15Blocks[] = {{5, 25},   {10, 52},  {15, 79},  {20, 106},
                                  {25, 133}, {30, 160}, {40, 216}, {50, 270}};
constexpr Blocks kNr30Blocks[] = {{5, 11},   {10, 24},  {15, 38},  {20, 51},  {25, 65},  {30, 78},  {40, 106},
                                  {50, 133}, {60, 162}, {70, 189}, {80, 217}, {90, 245}, {100, 273}};

std::optional<double> element_offset_db(std::span<const Blocks> table, double bandwidth_mhz) {
  const auto found = std::ranges::find(table, bandwidth_mhz, &Blocks::bandwidth_mhz);
  if (found == table.end()) return std::nullopt;
  return -10 * std::log10(12.0 * found->count);
}

struct Name {
  std::string_view word;
  Technology technology;
};
constexpr Name kNames[] = {
    {"gsm", Technology::kGsm},    {"2g", Technology::kGsm},     {"edge", Technology::kGsm},
    {"gprs", Technology::kGsm},   {"umts", Technology::kUmts},  {"3g", Technology::kUmts},
    {"wcdma", Technology::kUmts}, {"hspa", Technology::kUmts},  {"hspa+", Technology::kUmts},
    {"hsdpa", Technology::kUmts}, {"hsupa", Technology::kUmts}, {"hspap", Technology::kUmts},
    {"lte", Technology::kLte},    {"4g", Technology::kLte},     {"lte_ca", Technology::kLte},
    {"lte-a", Technology::kLte},  {"lte+", Technology::kLte},   {"4g+", Technology::kLte},
    {"nr", Technology::kNr},      {"5g", Technology::kNr},      {"nrsa", Technology::kNr},
    {"nr_sa", Technology::kNr},   {"5gsa", Technology::kNr},    {"nr sa", Technology::kNr},
};

}  // namespace

std::optional<Technology> parse_technology(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto found = std::ranges::find(kNames, lower, &Name::word);
  return found == std::end(kNames) ? std::nullopt : std::optional(found->technology);
}

std::string_view technology_name(Technology technology) {
  static constexpr std::array<std::string_view, 4> kWords = {"gsm", "umts", "lte", "nr"};
  return kWords[static_cast<std::size_t>(technology)];
}

std::string_view level_name(Technology technology) {
  static constexpr std::array<std::string_view, 4> kWords = {"RxLev", "RSCP", "RSRP", "SS-RSRP"};
  return kWords[static_cast<std::size_t>(technology)];
}

std::optional<double> reference_signal_offset_db(const Carrier& carrier) {
  switch (carrier.technology) {
    case Technology::kGsm:
      return 0;  // the BCCH carrier is sent at full power
    case Technology::kUmts:
      return carrier.pilot_part_db <= 0 ? std::optional(carrier.pilot_part_db) : std::nullopt;
    case Technology::kLte:
      return element_offset_db(kLteBlocks, carrier.bandwidth_mhz);
    case Technology::kNr:
      break;
  }
  if (carrier.subcarrier_spacing_khz == 15) return element_offset_db(kNr15Blocks, carrier.bandwidth_mhz);
  if (carrier.subcarrier_spacing_khz == 30) return element_offset_db(kNr30Blocks, carrier.bandwidth_mhz);
  return std::nullopt;
}

double eirp_dbm(const Transmitter& transmitter) {
  return transmitter.power_dbm - transmitter.feeder_loss_db + transmitter.antenna_gain_dbi;
}

double received_level_dbm(double eirp, const PathLosses& losses) {
  return eirp - losses.antenna_db - losses.basic_db - losses.clutter_db - losses.body_db +
         losses.receiver_gain_dbi;
}

}  // namespace radio
