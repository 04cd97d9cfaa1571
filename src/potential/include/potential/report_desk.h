#pragma once
// ReportDesk: "something is wrong here", said by anyone about a published object, answered by its office.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/page.h"
#include "db/reader.h"
#include "forms/form.h"
#include "identity/actor.h"
#include "potential/object.h"

namespace potential {

using ReportId = base::Id<struct ReportTag>;

/// What is asked of the one who reports.
const forms::Form& report_form();

struct Report {
  ReportId id;
  std::string object_id, object_name, object_path, owner_office;
  base::Instant at;
  std::string subject, message, contact, language;
  std::optional<base::Instant> answered_at;
  std::optional<std::string> answered_by, answer;
};
template <class Visit>
void fields(Visit& visit, Report& r) {
  visit("id", r.id), visit("object_id", r.object_id), visit("object_name", r.object_name);
  visit("object_path", r.object_path), visit("owner_office", r.owner_office), visit("at", r.at);
  visit("subject", r.subject), visit("message", r.message), visit("contact", r.contact);
  visit("language", r.language), visit("answered_at", r.answered_at), visit("answered_by", r.answered_by);
  visit("answer", r.answer);
}

/// Who speaks: nobody's name, only where from, so that one network cannot flood an office.
struct Voice {
  std::string network;  ///< /24 or /64
  std::string language;
};

struct ReportLimits {
  int per_network_hour = 20;  ///< a whole village may share one address
  int per_object_hour = 5;    ///< … but rarely reports one place more often
};

/// `values` after report_form(). Refuses wrong fields, and too many from one network (kTooMany).
base::Result<ReportId> send_report(db::Transaction& transaction, const Object& object,
                                   const base::Json& values, const Voice& voice, base::Instant now,
                                   const ReportLimits& limits = {});

struct ReportFilter {
  bool answered = false;
  std::string after = {};
  std::size_t size = 50;
};
/// Of the offices whose reports this person answers; newest first.
db::Page<Report> list_reports(db::Reader& reader, const identity::Actor& actor, const ReportFilter& filter);
/// kNotFound for whom it does not concern.
base::Result<Report> find_report(db::Reader& reader, const identity::Actor& actor, const ReportId& id);
std::int64_t count_open_reports(db::Reader& reader, const identity::Actor& actor);
/// `answer` is kept for the office and sent to the contact by hand, where one was given. Refuses an empty or
/// too long one (kInvalid, field "answer").
base::Result<void> answer_report(db::Transaction& transaction, const identity::Actor& actor,
                                 const ReportId& id, std::string_view answer, base::Instant now);

}  // namespace potential
