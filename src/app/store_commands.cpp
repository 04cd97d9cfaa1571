// Commands of the operator: backup, restore, verify, doctor.
#include <cstdio>

#include "backup/backup.h"
#include "backup/doctor.h"
#include "backup/verify.h"
#include "command_list.h"
#include "modules.h"
#include "store.h"
#include "text/catalogue.h"

namespace app {

namespace {

std::string say(const base::Message& message) {
  static const text::Catalogue catalogue(sentences());
  return catalogue.say(text::Language::kEn, message);
}

void print_summary(const char* what, const backup::Summary& summary) {
  std::printf("%s: %lld tables, %lld rows, %lld files, %lld bytes\n", what,
              static_cast<long long>(summary.tables), static_cast<long long>(summary.rows),
              static_cast<long long>(summary.files), static_cast<long long>(summary.size_bytes));
}

}  // namespace

int backup_command(const cli::Arguments& arguments) {
  StoreOptions where;
  std::string file;
  cli::Options command("backup",
                       "One moment of the store, files included, in one archive; others go on working",
                       "serumpun backup --data var/demo demo.backup");
  where.declare(command);
  command.positional("FILE", file, "archive to write");
  command.required();
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where);
  print_summary("Written", backup::back_up(store.database(), store.files(), file, base::system_clock()));
  return cli::kDone;
}

int restore_command(const cli::Arguments& arguments) {
  StoreOptions where;
  std::string file;
  cli::Options command("restore", "Read an archive into an empty place",
                       "serumpun restore --data var/again demo.backup");
  where.declare(command);
  command.positional("FILE", file, "archive that `serumpun backup` wrote");
  command.required();
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where, Store::Opening::kAsItIs);
  const auto summary =
      backup::restore(file, store.database(), store.files(), migrations(), base::system_clock());
  if (!summary) {
    std::fprintf(stderr, "serumpun: %s\n", say(summary.error().message).c_str());
    return cli::kRefused;
  }
  print_summary("Restored", *summary);
  return cli::kDone;
}

int verify_command(const cli::Arguments& arguments) {
  StoreOptions where;
  cli::Options command("verify", "Whether everything in the store is as it was written",
                       "serumpun verify --data var/demo");
  where.declare(command);
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where, Store::Opening::kAsItIs);
  const backup::Verified verified = backup::verify(store.database(), store.files());
  for (const std::string& problem : verified.database) std::printf("database: %s\n", problem.c_str());
  for (const auto& damage : verified.damaged_files)
    std::printf("file %s: %s\n", damage.digest.text.c_str(), damage.reason.c_str());
  for (const std::string& problem : verified.derived) std::printf("derived: %s\n", problem.c_str());
  if (verified.audit.broken) std::printf("audit: the chain is broken\n");
  std::printf("%lld files compared with their digests; %s\n", static_cast<long long>(verified.files),
              verified.clean() ? "the store is as it was written" : "the store is damaged: restore a backup");
  return verified.clean() ? cli::kDone : cli::kFailure;
}

int doctor_command(const cli::Arguments& arguments) {
  StoreOptions where;
  cli::Options command("doctor", "What is missing or misconfigured, each with its remedy",
                       "serumpun doctor --data var/demo");
  where.declare(command);
  if (auto stop = command.parse(arguments)) return *stop;
  Store store(where, Store::Opening::kAsItIs);
  auto findings = backup::examine_database(store.database(), migrations(), base::system_clock());
  for (auto& finding : backup::examine_folder(where.data)) findings.push_back(std::move(finding));
  bool trouble = false;
  for (const backup::Finding& finding : findings) {
    trouble = trouble || finding.level == backup::Finding::Level::kTrouble;
    std::printf("%s: %s\n  %s\n", finding.level == backup::Finding::Level::kTrouble ? "trouble" : "advice",
                say(finding.what).c_str(), say(finding.remedy).c_str());
  }
  if (findings.empty()) std::puts("Nothing is missing.");
  return trouble ? cli::kFailure : cli::kDone;
}

}  // namespace app
