#include "identity_cli/commands.h"

#include <cstdio>

#include "cli/files.h"
#include "embedded/identity.h"
#include "identity/people.h"
#include "text/catalogue.h"

namespace identity_cli {
namespace {

using identity::Actor;
using identity::PeopleDesk;

/// What every command of accounts takes.
struct Common {
  std::string data = "var/demo";
  std::optional<std::string> database = {};
  std::string username = {};

  void declare(cli::Options& options) {
    options.positional("username", username, "the account's name");
    options.required();
    options.value("--data", data, "folder of the store");
    options.value("--database", database, "sqlite:FILE or postgresql://…, where it is not in the folder");
  }
};

/// The desk on an open store.
struct Desk {
  std::shared_ptr<db::Database> database;
  identity::PasswordHasher hasher = identity::PasswordHasher();
  PeopleDesk people{*database, base::system_clock(), hasher};
  Actor actor = Actor::system("operator");
};

int refused(const base::Error& error) {
  const base::EmbeddedFiles texts[] = {embedded::identity()};
  const text::Catalogue catalogue(texts);
  const auto print = [&](const base::Message& message) {
    std::fprintf(stderr, "serumpun: %s\n", catalogue.say(text::Language::kEn, message).c_str());
  };
  if (error.fields.empty()) print(error.message);
  for (const base::FieldError& field : error.fields) print(field.message);
  return cli::kRefused;
}

/// A password never stands in the arguments, where every user of the machine reads it.
std::optional<std::string> password_from(const std::optional<std::string>& path) {
  if (!path) return std::nullopt;
  base::ByteSource input = cli::open_input(*path);
  std::string text(4096, '\0');
  std::size_t size = 0;
  while (size < text.size())
    if (const std::size_t got = input(text.data() + size, text.size() - size))
      size += got;
    else
      break;
  text.resize(size);
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  if (text.empty()) throw cli::RefusedInput(*path + ": no password in its first line");
  return text;
}

struct RoleOptions {
  std::optional<std::string> role = {}, office = {}, from = {}, until = {};

  void declare(cli::Options& options) {
    options.value("--role", role, "officer, verifier, head, planner or admin");
    options.value("--office", office, "key of the office; without it the role counts in all");
    options.value("--from", from, "first day, e.g. 2026-01-01; today when absent");
    options.value("--until", until, "last day; without it until further notice");
  }
  identity::Grant grant(db::Database& database, const OfficeByKey& by_key) const {
    identity::Grant grant;
    const auto known = identity::parse_role(role.value_or(""));
    if (!known) throw cli::RefusedInput("there is no role '" + role.value_or("") + "'");
    grant.role = *known;
    grant.from = day(from).value_or(base::local_date(base::system_clock().now(), {}));
    grant.until = day(until);
    if (office) {
      grant.office = database.read([&](db::Reader& reader) { return by_key(reader, *office); });
      if (!grant.office) throw cli::RefusedInput("there is no office '" + *office + "'");
    }
    return grant;
  }
  static std::optional<base::Date> day(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const auto date = base::parse_date(*text);
    if (!date) throw cli::RefusedInput("'" + *text + "' is no day; write it like 2026-01-31");
    return date;
  }
};

int give(Desk& desk, const identity::PersonId& id, const identity::Grant& grant) {
  const auto given = desk.people.grant(desk.actor, id, grant);
  return given ? cli::kDone : refused(given.error());
}

void print_temporary(const std::string& username, const std::string& password) {
  std::printf("%s\n", password.c_str());
  std::fprintf(stderr, "temporary password of %s, good for seven days, to be changed at the first sign-in\n",
               username.c_str());
}

}  // namespace

int user_add(const cli::Arguments& arguments, const Program& program) {
  Common common;
  RoleOptions role;
  std::string name;
  std::optional<std::string> password_file;
  cli::Options options("user add", "Adds an account; prints its temporary password",
                       "serumpun user add sari --name \"Sari\" --role officer --office dispar");
  common.declare(options);
  options.value("--name", name, "full name");
  options.required();
  role.declare(options);
  options.value("--password-file", password_file, "file, or - for stdin, whose first line is the password");
  if (const auto stop = options.parse(arguments)) return *stop;
  Desk desk{program.open(common.data, common.database)};
  // Judged before anything is stored.
  std::optional<identity::Grant> grant;
  if (role.role) grant = role.grant(*desk.database, program.office);
  const auto password = password_from(password_file);
  if (password) {
    const auto id = desk.people.add_with_password(desk.actor, {common.username, name}, *password);
    if (!id) return refused(id.error());
    return grant ? give(desk, *id, *grant) : cli::kDone;
  }
  const auto added = desk.people.add(desk.actor, {common.username, name});
  if (!added) return refused(added.error());
  print_temporary(common.username, added->password);
  return grant ? give(desk, added->id, *grant) : cli::kDone;
}

int user_role(const cli::Arguments& arguments, const Program& program) {
  Common common;
  RoleOptions role;
  bool revoke = false;
  cli::Options options("user role", "Gives a role, or takes it back",
                       "serumpun user role sari --role head --office dispar --until 2026-12-31");
  common.declare(options);
  role.declare(options);
  options.flag("--revoke", revoke, "takes this role in this office back");
  if (const auto stop = options.parse(arguments)) return *stop;
  Desk desk{program.open(common.data, common.database)};
  const auto person = desk.people.find_by_username(desk.actor, common.username);
  if (!person) return refused(person.error());
  const identity::Grant grant = role.grant(*desk.database, program.office);
  if (!revoke) return give(desk, person->id, grant);
  const auto held = desk.people.grants(desk.actor, person->id);
  if (!held) return refused(held.error());
  for (const identity::PersonGrant& g : *held) {
    if (g.role != identity::name_of(grant.role) || g.office_id != grant.office) continue;
    if (const auto taken = desk.people.revoke(desk.actor, g.id); !taken) return refused(taken.error());
  }
  return cli::kDone;
}

int user_passwd(const cli::Arguments& arguments, const Program& program) {
  Common common;
  std::optional<std::string> password_file;
  cli::Options options("user passwd", "Sets a password, or prints a new temporary one; ends all sessions",
                       "serumpun user passwd sari");
  common.declare(options);
  options.value("--password-file", password_file, "file, or - for stdin, whose first line is the password");
  if (const auto stop = options.parse(arguments)) return *stop;
  Desk desk{program.open(common.data, common.database)};
  const auto person = desk.people.find_by_username(desk.actor, common.username);
  if (!person) return refused(person.error());
  if (const auto password = password_from(password_file)) {
    const auto set = desk.people.set_password(desk.actor, person->id, *password);
    return set ? cli::kDone : refused(set.error());
  }
  const auto temporary = desk.people.reset_password(desk.actor, person->id);
  if (!temporary) return refused(temporary.error());
  print_temporary(common.username, *temporary);
  return cli::kDone;
}

int user_disable(const cli::Arguments& arguments, const Program& program) {
  Common common;
  bool enable = false;
  cli::Options options("user disable", "Disables an account and ends its sessions",
                       "serumpun user disable sari");
  common.declare(options);
  options.flag("--enable", enable, "enables it again");
  if (const auto stop = options.parse(arguments)) return *stop;
  Desk desk{program.open(common.data, common.database)};
  const auto person = desk.people.find_by_username(desk.actor, common.username);
  if (!person) return refused(person.error());
  const auto done =
      enable ? desk.people.enable(desk.actor, person->id) : desk.people.disable(desk.actor, person->id);
  return done ? cli::kDone : refused(done.error());
}

}  // namespace identity_cli
