#include "commands.h"

#include "command_list.h"
#include "identity_cli/commands.h"
#include "radio_cli/commands.h"
#include "region/office.h"
#include "region_cli/commands.h"
#include "store.h"

namespace app {

namespace {

/// The database of a store, which it keeps open.
std::shared_ptr<db::Database> open_store(const std::string& data,
                                         const std::optional<std::string>& database) {
  const auto store = std::make_shared<Store>(StoreOptions{data, database});
  return {store, &store->database()};
}

std::optional<identity::OfficeId> office_by_key(db::Reader& reader, std::string_view key) {
  const auto office = region::find_office(reader, key);
  return office ? std::optional(office->id) : std::nullopt;
}

template <auto command>
int region_command(const cli::Arguments& arguments) {
  static const region_cli::OpenStore open(open_store);
  return command(arguments, open);
}

template <auto command>
int people_command(const cli::Arguments& arguments) {
  static const identity_cli::Program program{identity_cli::OpenStore(open_store),
                                             identity_cli::OfficeByKey(office_by_key)};
  return command(arguments, program);
}

}  // namespace

std::vector<cli::Command> commands() {
  return {
      {"serve", "Serve the pages of a store", serve_command},
      {"demo", "Fill a store with a sample regency and serve it", demo_command},
      {"init", "Found a store for a regency", region_command<region_cli::init>},
      {"user add", "Make an account", people_command<identity_cli::user_add>},
      {"user role", "Give or take a role", people_command<identity_cli::user_role>},
      {"user passwd", "Set a password", people_command<identity_cli::user_passwd>},
      {"user disable", "Close an account, or open it again", people_command<identity_cli::user_disable>},
      {"import areas", "Codes and names, or boundaries", region_command<region_cli::import_areas>},
      {"import offices", "Offices with their tupoksi", region_command<region_cli::import_offices>},
      {"import observations", "Figures with source and date",
       region_command<region_cli::import_observations>},
      {"import holidays", "Days on which no office works", region_command<region_cli::import_holidays>},
      {"import potential", "Take a file of objects into the inventory", import_potential_command},
      {"import undo", "Take the records of an import back", import_undo_command},
      {"import terrain", "Height models of any kind into one mapped store", radio_cli::import_terrain},
      {"import landcover", "Land cover of any kind into one mapped store", radio_cli::import_land_cover},
      {"export potential", "The published inventory as a table", export_command},
      {"backup", "The whole store in one archive", backup_command},
      {"restore", "An archive into an empty place", restore_command},
      {"verify", "Whether the store is as it was written", verify_command},
      {"doctor", "What is missing or misconfigured, with its remedy", doctor_command},
      {"routes", "Every route of the program", routes_command},
      {"radio loss", "Loss between two places over terrain, by ITM or ITU-R P.1812", radio_cli::radio_loss},
      {"radio coverage", "Received level around towers", radio_cli::radio_coverage},
      {"radio sites", "Every cell tried as a tower site", radio_cli::radio_sites},
      {"radio calibrate", "What measured samples say of the model", radio_cli::radio_calibrate},
  };
}

}  // namespace app
