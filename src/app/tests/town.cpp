#include "town.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/csv.h"
#include "base/digest.h"
#include "base/json.h"
#include "potential/report_desk.h"
#include "region/office.h"

namespace app_test {

using potential::Act;

namespace {

const identity::Actor kSystem = identity::Actor::system("test");

template <class T>
T need(base::Result<T> result, const std::string& what) {
  if (!result) throw std::runtime_error(what + ": " + result.error().message.key);
  return std::move(*result);
}

/// The acts on the way to each state, and by whom: the officer writes, the verifier and the head look.
std::vector<std::pair<char, Act>> way_to(const std::string& state) {
  const std::vector<std::pair<char, Act>> whole = {
      {'o', Act::kSubmit}, {'v', Act::kVerify}, {'h', Act::kPublish}, {'h', Act::kArchive}};
  const std::map<std::string, std::ptrdiff_t> steps = {
      {"draft", 0}, {"submitted", 1}, {"verified", 2}, {"published", 3}, {"archived", 4}};
  return {whole.begin(), whole.begin() + steps.at(state)};
}

std::string drained(const base::ByteSource& source) {
  std::string all;
  std::array<char, 8192> piece;
  while (const std::size_t size = source(piece.data(), piece.size())) all.append(piece.data(), size);
  return all;
}

std::string body_of(const http::Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
  if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body)) return **shared;
  if (const auto* stream = std::get_if<http::StreamBody>(&response.body)) return drained(stream->source);
  std::ifstream in(std::get<http::FileBody>(response.body).path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void Town::SetUp() {
  DatabaseTest::SetUp();
  if (IsSkipped()) return;
  store = std::make_unique<app::Store>(app::StoreOptions{(dir() / "town").string(), url()});
  const auto files =
      need(region::read_regency_folder(SERUMPUN_SOURCE_DIR "/data/regencies/mekarsari"), "read");
  const auto report =
      need(region::found(store->database(), kSystem, files, base::system_clock().now()), "found");
  ASSERT_FALSE(report.refused());
  house = std::make_unique<app::House>(*store, app::HouseOptions{});
  router = app::routes(*house);
  house->database.read([&](db::Reader& reader) {
    tourism = region::find_office(reader, "dinas-pariwisata")->id;
    market = region::find_office(reader, "dinas-pasar")->id;
  });
  nobody = {.role = "nobody"};
  without_role = person("no_role", std::nullopt);
  planner = person("planner", std::nullopt);
  admin = person("admin", std::nullopt);
  tourism_staff = {person("officer", tourism), person("verifier", tourism), person("head", tourism)};
  market_staff = {person("officer", market), person("verifier", market), person("head", market)};
}

Person Town::person(const std::string& role, std::optional<identity::OfficeId> office) {
  Person person{role, office, {}, role + std::to_string(++people_)};
  person.id =
      need(house->people.add_with_password(kSystem, {person.username, "Pemilik akun " + person.username},
                                           "sandi yang panjang sekali"),
           person.username);
  if (const auto known = identity::parse_role(role))
    need(house->people.grant(kSystem, person.id, {*known, office, {2020, 1, 1}, {}}), "grant");
  return person;
}

identity::Actor Town::actor_of(const Person& person) {
  const std::string network = "10.1.2.0/24";
  std::string& secret = secrets_[person.username];
  if (!secret.empty())
    if (identity::Actor actor = house->sessions.actor(secret, network); actor.signed_in()) return actor;
  secret = base::random_token(32);
  house->database.write([&](db::Transaction& transaction) {
    identity::open_session(transaction, {person.id, {network, "uji"}, base::system_clock().now(), secret});
  });
  return house->sessions.actor(secret, network);
}

void Town::publish(const Staff& staff, const std::vector<std::string>& words) {
  for (const std::string& word : words) objects.push_back(object(staff, word, "published"));
  tell_changes();
}

void Town::hide(const Staff& staff, const std::vector<std::string>& words) {
  const Thing published = *std::ranges::find_if(objects.rbegin(), objects.rend(), [&](const Thing& thing) {
    return thing.is_public && thing.office == staff.officer.office;
  });
  objects.push_back(renamed(staff, published, words.at(0)));
  const std::array<std::string, 4> states = {"draft", "submitted", "verified", "archived"};
  for (std::size_t i = 0; i < states.size(); ++i)
    objects.push_back(object(staff, words.at(i + 1), states[i]));
  reports.push_back(report(published, words.at(5)));
  batches.push_back(batch(staff.officer, words.at(6), false));
  batches.push_back(batch(staff.officer, words.at(7), true));
  tell_changes();
}

/// What the pages do after a change, done here because the desks are asked without them.
void Town::tell_changes() {
  for (const char* topic : {"potential", "region"}) house->changes.changed(topic);
}

/// Changed since it was published: the public goes on seeing the first name.
Thing Town::renamed(const Staff& staff, Thing thing, const std::string& word) {
  const potential::Seen seen{*potential::ObjectId::parse(thing.id), thing.version};
  const identity::Actor officer = actor_of(staff.officer);
  potential::Record record = house->database.read(
      [&](db::Reader& reader) { return house->inventory.find(reader, kSystem, seen.id)->record; });
  record.name = "Curup " + word;
  record.source = "kunjungan " + word;
  add_photo(record, "Foto " + word);
  const auto edited = need(house->database.write([&](db::Transaction& tx) {
    return house->inventory.edit(tx, officer, seen, record, base::system_clock().now());
  }),
                           "edit");
  return {word, thing.office, thing.id, "", edited.record.photos.back().page, edited.version, false};
}

void Town::add_photo(potential::Record& record, const std::string& content) {
  const std::string page = need(house->store.files().put(base::source_of(content)), "photo").digest.text;
  record.photos.push_back({page, page, 4, 3, content});
}

Thing Town::object(const Staff& staff, const std::string& word, const std::string& state) {
  potential::Record record;
  record.category = "wisata";
  record.owner_office = *staff.officer.office;
  record.name = "Curup " + word;
  record.shape = geo::Point{-3.4, 121.2};
  record.place_precision = "surveyed";
  record.source = "kunjungan " + word;
  record.details = base::Json::object({{"kind", "waterfall"}});
  add_photo(record, "Foto " + word);
  const std::map<char, identity::Actor> actors = {
      {'o', actor_of(staff.officer)}, {'v', actor_of(staff.verifier)}, {'h', actor_of(staff.head)}};
  const auto now = [] { return base::system_clock().now(); };
  auto object = need(house->database.write([&](db::Transaction& tx) {
    return house->inventory.create(tx, actors.at('o'), record, now());
  }),
                     word);
  for (const auto& [who, act] : way_to(state))
    object = need(house->database.write([&](db::Transaction& tx) {
      return house->inventory.act(tx, actors.at(who), {object.id, object.version}, act, "alasan " + word,
                                  now());
    }),
                  word);
  return {word,           *staff.officer.office, object.id.text(), object.slug, record.photos[0].page,
          object.version, state == "published"};
}

Thing Town::batch(const Person& officer, const std::string& word, bool saved) {
  const std::string csv = "nama;jenis;lintang;bujur;sumber\nCurup Titipan;air terjun;-3,4;121,2;berkas\n";
  const auto batch =
      need(house->imports_desk.upload(actor_of(officer), {"potential/wisata", officer.office, word + ".csv"},
                                      base::source_of(csv)),
           word);
  house->imports_desk.read(batch.id);
  if (saved) {
    const auto read = house->database.read(
        [&](db::Reader& reader) { return house->imports_desk.find(reader, actor_of(officer), batch.id); });
    need(house->imports_desk.save(actor_of(officer), batch.id, read->generation).map([] { return true; }),
         word);
    house->imports_desk.write(batch.id);
  }
  return {word, *officer.office, batch.id.text()};
}

Thing Town::report(const Thing& about, const std::string& word) {
  const auto values = base::Json::object(
      {{"subject", "place"}, {"message", "Letaknya keliru, kata " + word}, {"contact", word + "@contoh.id"}});
  const auto id = need(house->database.write([&](db::Transaction& tx) {
    return potential::send_report(tx, *house->inventory.published(tx, about.slug), values,
                                  {"10.9.9.0/24", "id"}, base::system_clock().now());
  }),
                       word);
  return {word, about.office, id.text()};
}

http::Response Town::ask(const Person& person, http::Request request) {
  request.now = base::system_clock().now();
  request.network = "10.1.2.0/24";
  request.headers.set("Host", "serumpun.test");
  if (person.username.empty()) {
    request.cookies = {{view::kGuestCookie, "tamu"}};
  } else {
    actor_of(person);
    request.cookies = {{view::kSessionCookie, secrets_.at(person.username)}};
  }
  const http::Match match = router.match(request.method, request.path);
  if (match.route == nullptr)
    return house->site.error(request, {base::ErrorCode::kNotFound, {"http.not_found", {}}});
  request.params = match.params;
  request.route = match.route->pattern;
  return match.route->handler(request);
}

http::Response Town::get(const Person& person, const std::string& target, bool wants_json) {
  http::Request request;
  request.wants_json = wants_json;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  if (const std::size_t query = target.find('?'); query != std::string::npos)
    request.query = *http::parse_urlencoded(target.substr(query + 1), 100);
  return ask(person, std::move(request));
}

http::Response Town::post(const Person& person, const std::string& path, http::Pairs fields,
                          http::Pairs query) {
  http::Request form;
  form.path = form.target = "/";
  if (person.username.empty()) {
    form.cookies = {{view::kGuestCookie, "tamu"}};
  } else {
    actor_of(person);
    form.cookies = {{view::kSessionCookie, secrets_.at(person.username)}};
  }
  const std::string page = body_of(house->site.page(form, {.title = "x"}, "view/csrf", base::Json::object()));
  const std::string mark = "name=\"_csrf\" value=\"";
  const std::size_t at = page.find(mark) + mark.size();
  fields.add("_csrf", page.substr(at, page.find('"', at) - at));
  http::Request request;
  request.method = http::Method::kPost;
  request.path = request.target = path;
  request.query = std::move(query);
  request.posted.fields = std::move(fields);
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
  return ask(person, std::move(request));
}

std::string Town::text_of(const http::Response& response) {
  std::string text;
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\n";
  return text + "\n" + body_of(response);
}

}  // namespace app_test
