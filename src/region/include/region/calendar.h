#pragma once
// Working days: every day but the weekend and the holidays that someone declared.
#include <set>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "base/time.h"
#include "db/reader.h"
#include "identity/actor.h"
#include "region/import_report.h"

namespace region {

class WorkingCalendar {
 public:
  /// `weekend`: 0 Sunday … 6 Saturday.
  explicit WorkingCalendar(std::set<base::Date> holidays = {}, std::set<int> weekend = {0, 6});

  bool works_on(base::Date day) const;
  /// The day on which so many working days have passed since `from`, which itself does not count; for 0 the
  /// first working day from `from` on.
  base::Date after(base::Date from, int working_days) const;
  /// Working days after `from`, up to and with `to`; negative when `to` lies before.
  int between(base::Date from, base::Date to) const;

 private:
  std::set<base::Date> holidays_;
  std::set<int> weekend_;
};

struct Holiday {
  base::Date day = {};
  std::string name = {};
  std::string source = {};  ///< who declared it, e.g. the joint decree of three ministers of that year
};
template <class Visit>
void fields(Visit& visit, Holiday& h) {
  visit("day", h.day);
  visit("name", h.name);
  visit("source", h.source);
}

std::vector<Holiday> holidays(db::Reader& reader);
/// With the weekend of the setting "weekend" ("0,6").
WorkingCalendar working_calendar(db::Reader& reader);

struct HolidayImport {
  bool dry_run = false;
  base::Instant now = {};
};

/// Columns tanggal, nama, sumber, all needed: no day is off without who declared it. Needs
/// Permission::kManageAreas.
base::Result<ImportReport> import_holidays(db::Transaction& transaction, const identity::Actor& actor,
                                           base::ByteSource file, const HolidayImport& options);

}  // namespace region
