#include <map>

#include "backup/doctor.h"
#include "base/digest.h"
#include "db/inspect.h"
#include "finding.h"
#include "jobs/job.h"

namespace backup {
namespace {

using base::Message;
using Level = Finding::Level;

const db::Sql kOldestUnsealed{"SELECT min(at) AS at FROM audit_entries WHERE position IS NULL"};
const db::Sql kNewestEntry{"SELECT max(at) AS at FROM audit_entries"};
const db::Sql kNewestBackup{"SELECT max(taken_at) AS at FROM backups"};

constexpr std::int64_t kMinuteMs = 60'000, kDayMs = 86'400'000;
constexpr std::int64_t kBackupEveryDays = 7;

void examine_migrations(std::vector<Finding>& out, const db::Database& database, db::Reader& reader,
                        std::span<const db::ModuleMigrations> modules) {
  std::map<std::string, std::string> applied;
  for (const auto& m : db::applied_migrations(database, reader))
    applied[m.module + "/sql/" + m.name] = m.checksum;
  std::int64_t pending = 0;
  for (const db::ModuleMigrations& module : modules)
    for (const base::EmbeddedFile& file : module.files)
      if (file.name.starts_with("sql/") &&
          applied.erase(std::string(module.module) + "/" + std::string(file.name)) == 0)
        ++pending;
  if (!applied.empty())
    out.push_back(finding(Level::kTrouble, "store_newer", {{"name", applied.begin()->first}}));
  else if (pending > 0)
    out.push_back(finding(Level::kTrouble, "store_older", {{"count", pending}}));
}

void examine_rows(std::vector<Finding>& out, db::Reader& reader, base::Instant now) {
  if (const auto parked = jobs::count(reader).parked; parked > 0)
    out.push_back(finding(Level::kTrouble, "jobs_parked", {{"count", parked}}));
  using OptionalInstant = std::optional<base::Instant>;
  const auto unsealed = *reader.one<OptionalInstant>(kOldestUnsealed);
  if (unsealed && now.ms - unsealed->ms > kMinuteMs)
    out.push_back(
        finding(Level::kTrouble, "audit_unsealed", {{"minutes", (now.ms - unsealed->ms) / kMinuteMs}}));
  const auto newest = *reader.one<OptionalInstant>(kNewestEntry);
  if (newest && newest->ms > now.ms + kMinuteMs)
    out.push_back(finding(Level::kTrouble, "clock_behind", {{"newest", base::format_rfc3339(*newest)}}));
  const auto backed_up = *reader.one<OptionalInstant>(kNewestBackup);
  if (!backed_up)
    out.push_back(finding(Level::kAdvice, "never_backed_up"));
  else if (const auto days = (now.ms - backed_up->ms) / kDayMs; days >= kBackupEveryDays)
    out.push_back(finding(Level::kAdvice, "backup_old", {{"days", days}}));
}

}  // namespace

std::vector<Finding> examine_database(db::Database& database, std::span<const db::ModuleMigrations> modules,
                                      const base::Clock& clock) {
  std::vector<Finding> out;
  database.read([&](db::Reader& reader) {
    for (const std::string& setting : db::unsafe_settings(database, reader))
      out.push_back(finding(Level::kTrouble, "unsafe_setting", {{"setting", setting}}));
    examine_migrations(out, database, reader, modules);
    // Of a store that is not this program's, the rows cannot be asked.
    if (out.empty() || out.back().what.key != "backup.store_older") examine_rows(out, reader, clock.now());
  });
  return out;
}

}  // namespace backup
