#pragma once
// From a transmitter's power to the level that a phone shows: RxLev, RSCP, RSRP, SS-RSRP.
#include <optional>
#include <string_view>

namespace radio {

enum class Technology { kGsm, kUmts, kLte, kNr };

/// "gsm", "2g", "edge" … "nr", "5g", as phones and exports write them, in any case.
std::optional<Technology> parse_technology(std::string_view text);
/// "gsm", "umts", "lte", "nr".
std::string_view technology_name(Technology technology);
/// What a phone measures of it: "RxLev", "RSCP", "RSRP", "SS-RSRP".
std::string_view level_name(Technology technology);

struct Carrier {
  Technology technology = Technology::kLte;
  double bandwidth_mhz = 10;        ///< LTE and NR
  int subcarrier_spacing_khz = 15;  ///< NR: 15 or 30
  double pilot_part_db = -10;       ///< UMTS: CPICH against the carrier's full power; a tenth is usual
};

/// How much of the carrier's full power is in what the phone measures, dB, not positive. LTE and NR: one
/// resource element, -10 lg(12 N_RB), with N_RB of 3GPP TS 36.101, table 5.6-1, and TS 38.101-1,
/// table 5.3.2-1. Nothing for a bandwidth that the tables do not have.
std::optional<double> reference_signal_offset_db(const Carrier& carrier);

struct Transmitter {
  double power_dbm = 43;  ///< at the radio's connector, the whole carrier
  double feeder_loss_db = 0;
  double antenna_gain_dbi = 0;
};
double eirp_dbm(const Transmitter& transmitter);

/// Losses of one path, all in dB and positive where they weaken.
struct PathLosses {
  double basic_db = 0;    ///< basic transmission loss of the model
  double antenna_db = 0;  ///< antenna_loss_db() in this direction
  double clutter_db = 0;  ///< ITU-R P.2108, or what calibration found
  double body_db = 0;     ///< hand and head, car or wall
  double receiver_gain_dbi = 0;
};

/// Level of the whole carrier at the receiver, dBm; add reference_signal_offset_db() for what a phone shows.
double received_level_dbm(double eirp_dbm, const PathLosses& losses);

}  // namespace radio
