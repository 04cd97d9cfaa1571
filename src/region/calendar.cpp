#include "region/calendar.h"

#include "audit/audit.h"
#include "base/check.h"
#include "identity/audit.h"
#include "region/settings.h"
#include "table.h"
#include "tables/text.h"

namespace region {
namespace {

const db::Sql kHolidays{"SELECT day, name, source FROM holidays ORDER BY day"};
const db::Sql kKeepHoliday{
    "INSERT INTO holidays (day, name, source) VALUES ($1, $2, $3)"
    " ON CONFLICT (day) DO UPDATE SET name = excluded.name, source = excluded.source"};

base::Date next_day(base::Date day, int step = 1) {
  return base::date_from_days(base::days_since_epoch(day) + step);
}

}  // namespace

WorkingCalendar::WorkingCalendar(std::set<base::Date> holidays, std::set<int> weekend)
    : holidays_(std::move(holidays)), weekend_(std::move(weekend)) {
  base::check(weekend_.size() < 7, "a week needs a working day");
}

bool WorkingCalendar::works_on(base::Date day) const {
  return !weekend_.contains(base::weekday(day)) && !holidays_.contains(day);
}

base::Date WorkingCalendar::after(base::Date from, int working_days) const {
  base::Date day = from;
  if (working_days == 0) {
    while (!works_on(day)) day = next_day(day);
    return day;
  }
  while (working_days > 0) {
    day = next_day(day);
    if (works_on(day)) --working_days;
  }
  return day;
}

int WorkingCalendar::between(base::Date from, base::Date to) const {
  if (to < from) return -between(to, from);
  int count = 0;
  for (base::Date day = next_day(from); day <= to; day = next_day(day)) count += works_on(day) ? 1 : 0;
  return count;
}

std::vector<Holiday> holidays(db::Reader& reader) {
  return reader.all<Holiday>(kHolidays);
}

WorkingCalendar working_calendar(db::Reader& reader) {
  std::set<base::Date> days;
  for (const Holiday& holiday : holidays(reader)) days.insert(holiday.day);
  std::set<int> weekend;
  for (const char c : setting(reader, "weekend").value_or("0,6"))
    if (c >= '0' && c <= '6') weekend.insert(c - '0');
  return WorkingCalendar(std::move(days), std::move(weekend));
}

base::Result<ImportReport> import_holidays(db::Transaction& tx, const identity::Actor& actor,
                                           base::ByteSource file, const HolidayImport& options) {
  if (auto no = identity::refuse(actor, identity::Permission::kManageAreas)) return base::fail(*no);
  auto table = Table::open(std::move(file), {{"date", {"tanggal", "date"}, true},
                                             {"name", {"nama", "name"}, true},
                                             {"source", {"sumber", "source"}, true}});
  if (!table) return base::fail(table.error());
  ImportReport report;
  std::vector<Holiday> rows;
  while (table->next()) {
    ++report.rows;
    const auto day = base::parse_date((*table)["date"]);
    const std::string_view name = (*table)["name"], source = (*table)["source"];
    if (!day) {
      report.refuse(table->row(), table->header("date"),
                    {"region.import.no_day", {{"value", tables::shorten((*table)["date"], 60)}}});
    } else if (name.empty()) {
      report.refuse(table->row(), table->header("name"), {"region.import.name_missing", {}});
    } else if (source.empty()) {
      report.refuse(table->row(), table->header("source"), {"region.import.source_missing", {}});
    } else {
      ++report.ready;
      rows.push_back({*day, std::string(name), std::string(source)});
    }
  }
  report.changed = report.ready;
  if (options.dry_run || !report.refused.empty()) return report;
  for (const Holiday& row : rows) tx.execute(kKeepHoliday, row.day, row.name, row.source);
  audit::record(tx,
                {.who = identity::who(actor),
                 .action = "region.holidays_imported",
                 .subject = "holidays",
                 .after = base::Json::object({{"days", report.ready}})},
                options.now);
  return report;
}

}  // namespace region
