#include "demo_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "base/failure.h"
#include "base/log.h"
#include "cli/files.h"
#include "house.h"
#include "potential/listing.h"
#include "region/area_import.h"
#include "region/office.h"
#include "region/settings.h"

namespace app {

namespace fs = std::filesystem;

namespace {

struct Account {
  const char* username;
  const char* name;
  identity::Role role;
  const char* office;  ///< key; nullptr: every office
};

// Names of duties, not of people: a sample never bears the name of a living person.
constexpr const char* kTourismOffice = "dispar";
constexpr Account kAccounts[] = {
    {"officer", "Petugas data (contoh)", identity::Role::kOfficer, kTourismOffice},
    {"verifier", "Pemeriksa (contoh)", identity::Role::kVerifier, kTourismOffice},
    {"head", "Kepala dinas (contoh)", identity::Role::kHead, kTourismOffice},
    {"planner", "Perencana (contoh)", identity::Role::kPlanner, nullptr},
    {"admin", "Pengelola akun (contoh)", identity::Role::kAdmin, nullptr},
};

void tell(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw base::Failure("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class T>
T need(base::Result<T> result, const char* what) {
  if (result) return std::move(*result);
  std::string why = result.error().message.key;
  for (const base::FieldError& field : result.error().fields)
    why += "; " + field.field + ": " + field.message.key;
  throw base::Failure(std::string("the demo could not ") + what + " (" + why + ")");
}
void need(base::Result<void> result, const char* what) {
  if (!result)
    throw base::Failure(std::string("the demo could not ") + what + " (" + result.error().message.key + ")");
}

/// Real boundaries lie beside a developer's checkout and are never shipped. `level`: "desa", "kecamatan",
/// "kabupaten".
std::optional<fs::path> real_boundaries(const fs::path& regency, const std::string& level) {
  const char* named = std::getenv("SERUMPUN_SHARED");
  const fs::path shared =
      named != nullptr ? fs::path(named) : fs::path(SERUMPUN_SOURCE_DIR).parent_path() / "shared";
  const std::string name = regency.filename().string();
  const fs::path file = shared / "data" / name / (name + "_" + level + ".geojson");
  return fs::exists(file) ? std::optional(file) : std::nullopt;
}

/// Outlines that others drew are smoother than those joined from villages.
void import_outlines(Store& store, const DemoOptions& options) {
  for (const char* level : {"kecamatan", "kabupaten"}) {
    const auto file = real_boundaries(options.regency, level);
    if (!file) continue;
    const std::string text = text_of(*file);
    need(store.database().write([&](db::Transaction& transaction) {
      return region::import_boundaries(
          transaction, identity::Actor::system("demo"), text,
          {.source = file->filename().string(), .now = base::system_clock().now()});
    }),
         "import an outline");
  }
}

void found_regency(Store& store, const DemoOptions& options) {
  auto files = need(region::read_regency_folder(options.regency), "read the folder of the regency");
  if (const auto boundaries = real_boundaries(options.regency, "desa")) {
    tell("Boundaries: " + boundaries->string());
    files.boundaries = text_of(*boundaries);
  } else {
    tell("Boundaries: none beside this checkout; drawing sample ones (batas contoh)");
  }
  const auto report = need(
      region::found(store.database(), identity::Actor::system("demo"), files, base::system_clock().now()),
      "found the regency");
  if (report.refused())
    throw base::Failure("the files in " + options.regency.string() + " have rows that were refused");
  store.database().write(
      [](db::Transaction& transaction) { region::set_setting(transaction, "sample", "1"); });
}

std::optional<identity::OfficeId> office_of(db::Database& database, const char* key) {
  if (key == nullptr) return std::nullopt;
  return database.read([&](db::Reader& reader) {
    if (const auto office = region::find_office(reader, key)) return std::optional(office->id);
    // Another regency's folder names its offices in its own way: take the first.
    const auto all = region::offices(reader);
    return all.empty() ? std::optional<identity::OfficeId>() : std::optional(all.front().id);
  });
}

using Actors = std::map<std::string, identity::Actor>;

Actors add_accounts(House& house) {
  const auto operator_ = identity::Actor::system("demo");
  const base::Date today = base::local_date(house.clock.now(), {house.profile.utc_offset_minutes});
  std::string lines;
  Actors actors;
  for (const Account& account : kAccounts) {
    const std::string password = identity::temporary_password();
    const auto person =
        need(house.people.add_with_password(operator_, {account.username, account.name}, password),
             "add an account");
    const identity::Grant grant{account.role, office_of(house.database, account.office), today, {}};
    need(house.people.grant(operator_, person, grant), "give a role");
    lines += std::string(account.username) + '\t' + std::string(identity::name_of(account.role)) + '\t' +
             password + '\n';
    actors[account.username] = {.person = person, .name = account.name, .grants = {grant}};
  }
  const mode_t before = umask(077);
  cli::OutputFile file(accounts_file(house.store).string());
  file.write(lines);
  file.commit();
  umask(before);
  return actors;
}

/// The way of every object: a file is imported by the officer, its drafts submitted, checked by another,
/// published by the head.
void import_objects(House& house, const Actors& actors, const fs::path& file) {
  const identity::Actor& officer = actors.at("officer");
  const std::string text = text_of(file);
  const auto batch = need(house.imports_desk.upload(officer,
                                                    {"potential/" + file.stem().string(),
                                                     officer.grants.front().office, file.filename().string()},
                                                    base::source_of(text)),
                          "take a file of objects");
  house.imports_desk.read(batch.id);
  const auto preview =
      need(house.database.read([&](db::Reader& r) { return house.imports_desk.find(r, officer, batch.id); }),
           "find the batch");
  need(house.imports_desk.save(officer, batch.id, preview.generation), "save the rows");
  house.imports_desk.write(batch.id);
}

void publish_objects(House& house, const Actors& actors) {
  const auto system = identity::Actor::system("demo");
  const auto drafts = house.database.read([&](db::Reader& reader) {
    return potential::list_objects(reader, system, {.face = potential::Face::kWork, .state = "draft"},
                                   {.size = 500});
  });
  const std::pair<const char*, potential::Act> steps[] = {{"officer", potential::Act::kSubmit},
                                                          {"verifier", potential::Act::kVerify},
                                                          {"head", potential::Act::kPublish}};
  for (const potential::Listed& draft : drafts.items) {
    potential::Seen seen{draft.id, draft.version};
    for (const auto& [who, act] : steps) {
      const auto object = need(house.database.write([&](db::Transaction& tx) {
        return house.inventory.act(tx, actors.at(who), seen, act, {}, house.clock.now());
      }),
                               "publish an object");
      seen.version = object.version;
    }
  }
}

}  // namespace

fs::path accounts_file(const Store& store) {
  return store.folder() / "accounts.txt";
}

void fill_demo(Store& store, const DemoOptions& options) {
  const bool founded =
      store.database().read([](db::Reader& reader) { return !region::profile(reader).name_id.empty(); });
  if (!founded) {
    found_regency(store, options);
    import_outlines(store, options);
  }
  if (fs::exists(accounts_file(store))) return;
  House house(store, {});
  const Actors actors = add_accounts(house);
  std::vector<fs::path> files;
  for (const potential::Category& category : house.inventory.categories().all())
    if (const fs::path file = options.regency / (category.key + ".csv"); fs::exists(file))
      files.push_back(file);
  for (const fs::path& file : files) import_objects(house, actors, file);
  publish_objects(house, actors);
  tell("Sample objects: " + std::to_string(files.size()) + " files imported, checked and published");
}

}  // namespace app
