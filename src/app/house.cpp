#include "house.h"

#include "identity_web/session.h"
#include "imports/import_jobs.h"
#include "modules.h"
#include "navigation.h"
#include "nightly_work.h"
#include "potential/potential_dataset.h"
#include "region/office.h"
#include "region/settings.h"

namespace app {

namespace {

base::UtcOffset zone_of(const region::Profile& profile) {
  return {profile.utc_offset_minutes};
}

http::Assets assets_of(const view::Look& look) {
  http::Assets assets;
  look.add_to(assets);
  return assets;
}

view::ViewOptions view_options(const http::Assets& assets, bool dev) {
  view::ViewOptions options;
  options.asset_url = [&assets](std::string_view path) {
    // Built by node; without it pages come without scripts, and work all the same.
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    const bool built = !path.starts_with("/static/") ||
                       (!path.ends_with(".js") && !path.ends_with("_map.css")) ||
                       view::Look::has_script(name);
    return built ? assets.url(path) : std::string(path);
  };
  if (dev) options.read_from = SERUMPUN_SOURCE_DIR "/src";
  return options;
}

view::SiteConfig site_config(House& house, const HouseOptions& options) {
  const region::Profile& profile = house.profile;
  return {.regency = {.id = profile.name_id, .en = profile.name_en},
          .regency_short = {.id = profile.short_name_id, .en = profile.short_name_en},
          .owner = {.id = profile.owner_id, .en = profile.owner_en},
          .place = profile.place,
          .footer = public_links(),
          .sample = house.database.read(
              [](db::Reader& reader) { return region::setting(reader, "sample").has_value(); }),
          .https = options.https,
          .secret = house.store.secret(),
          .visitor = [&house](const http::Request& request) { return visitor_of(house, request); }};
}

template <class Choice>
std::vector<Choice> office_choices(db::Reader& reader) {
  std::vector<Choice> choices;
  for (const region::Office& office : region::offices(reader)) choices.push_back({office.id, office.name});
  return choices;
}

}  // namespace

House::House(Store& opened, const HouseOptions& options)
    : store(opened),
      database(opened.database()),
      clock(base::system_clock()),
      profile(database.read([](db::Reader& reader) { return region::profile(reader); })),
      catalogue(sentences(), zone_of(profile)),
      assets(assets_of(look)),
      views(templates(), catalogue, view_options(assets, options.dev)),
      sessions(database, clock, zone_of(profile)),
      door(database, clock, hasher),
      people(database, clock, hasher, zone_of(profile)),
      inventory(potential::CategoryBook::shipped(), areas),
      territories(areas),
      imports_desk(
          database, opened.files(), datasets,
          [this](db::Reader& reader) { return territories.current(reader); }, clock),
      queue(database, clock),
      site(site_config(*this, options), views, look),
      once(database, site),
      identity_pages{
          sessions,
          door,
          people,
          site,
          once,
          [this] {
            return database.read([](db::Reader& r) { return office_choices<identity_web::OfficeChoice>(r); });
          },
          zone_of(profile),
          "/kerja/potensi",
          options.https},
      potential_pages{database,
                      inventory,
                      opened.files(),
                      site,
                      once,
                      changes,
                      [this](const http::Request& request) { return actor_of(request); }},
      region_pages{database,
                   areas,
                   site,
                   once,
                   changes,
                   [this](const http::Request& request) { return actor_of(request); },
                   [this](db::Reader& reader, text::Language language, std::string_view area_code) {
                     return potential_web::content_of_area(potential_pages, reader, language, area_code);
                   }},
      import_pages{database,
                   site,
                   once,
                   imports_desk,
                   [this](db::Reader& reader) { return territories.current(reader); },
                   [this](const http::Request& request) { return actor_of(request); },
                   office_choices<imports_web::OfficeChoice>,
                   [](const std::string&, const std::string& id) { return "/kerja/potensi/" + id; },
                   [this] { queue.wake(); }},
      map_pages{database, inventory, site, changes,
                [this](const http::Request& request) { return actor_of(request); }},
      guide_pages{database, site},
      job_pages{database, site, once, [this](const http::Request& request) { return actor_of(request); },
                [this] { queue.wake(); }} {
  for (const potential::Category& category : inventory.categories().all())
    datasets.add(std::make_unique<potential::PotentialDataset>(inventory, category));
  imports::handle_jobs(queue, imports_desk);
  handle_nightly_work(*this);
}

identity::Actor House::actor_of(const http::Request& request) {
  return identity_web::actor_of(sessions, request);
}

}  // namespace app
