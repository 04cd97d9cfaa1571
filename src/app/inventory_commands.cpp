// Commands of the inventory: import and undo, export; and the list of routes, for checks that walk every
// page.
#include <cstdio>

#include "cli/files.h"
#include "command_list.h"
#include "house.h"
#include "imports_cli/commands.h"
#include "potential/csv_export.h"
#include "potential/duty.h"

namespace app {

namespace {

imports_cli::Tools tools_of(House& house) {
  return {house.database, house.imports_desk,
          [&house](db::Reader& reader) { return house.territories.current(reader); }, house.catalogue};
}

}  // namespace

int import_potential_command(const cli::Arguments& arguments) {
  StoreOptions where;
  imports_cli::ImportFile file;
  std::string category = "wisata";
  std::optional<std::string> office;
  cli::Options command("import potential", "Take a file of objects into the inventory, as drafts",
                       "serumpun import potential objek.csv --category wisata --dry-run --json");
  where.declare(command);
  imports_cli::declare(command, file);
  command.value("--category", category, "key of the category, as in /potensi/KEY");
  command.value("--office", office,
                "key of the office that will own them; else the one whose tupoksi names the category");
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where);
  House house(store, {});
  const potential::Category* const known = house.inventory.categories().find(category);
  if (known == nullptr) {
    std::string keys;
    for (const potential::Category& each : house.inventory.categories().all()) keys += " " + each.key;
    throw cli::RefusedInput("there is no category '" + category + "'; there are:" + keys);
  }
  file.dataset = "potential/" + category;
  file.owner = house.database.read([&](db::Reader& reader) {
    return (office ? potential::office_of_key(reader, *office) : potential::office_for(reader, *known))
        .map([](const region::Office& found) {
          return imports_cli::Owner{found.id, found.key, found.name};
        });
  });
  return imports_cli::import_file(tools_of(house), file);
}

int import_undo_command(const cli::Arguments& arguments) {
  StoreOptions where;
  std::string batch;
  bool json = false;
  cli::Options command("import undo", "Take the records of a batch back", "serumpun import undo 01936d3e-…");
  where.declare(command);
  command.positional("BATCH", batch, "id that the import printed");
  command.required();
  command.flag("--json", json, "a summary for programs");
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where);
  House house(store, {});
  return imports_cli::undo_batch(tools_of(house), batch, json);
}

int export_command(const cli::Arguments& arguments) {
  StoreOptions where;
  std::string out = "-", format = "csv", category;
  cli::Options command("export potential", "What the public sees of the inventory, as a table",
                       "serumpun export potential --format csv --out potensi.csv");
  where.declare(command);
  command.value("--format", format, "csv");
  command.value("--out", out, "file to write; - is stdout");
  command.value("--category", category, "key of one category");
  if (auto stop = command.parse(arguments)) return *stop;
  if (format != "csv") throw cli::RefusedInput("this program writes csv; ask for --format csv");
  Store store(where);
  region::AreaBooks areas;
  potential::CsvExport rows(store.database(), areas, identity::Actor::nobody(), {.category = category});
  cli::OutputFile file(out);
  for (std::string piece = rows.next_piece(); !piece.empty(); piece = rows.next_piece()) file.write(piece);
  file.commit();
  return cli::kDone;
}

int routes_command(const cli::Arguments& arguments) {
  StoreOptions where;
  cli::Options command("routes", "Every route of the program: method, pattern, permission",
                       "serumpun routes --data var/demo");
  where.declare(command);
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where);
  House house(store, {});
  const http::Router router = routes(house);
  for (const http::Route& route : router.routes())
    std::printf("%s\t%s\t%s\n", std::string(http::name_of(route.method)).c_str(), route.pattern.c_str(),
                route.traits.permission.c_str());
  return cli::kDone;
}

}  // namespace app
