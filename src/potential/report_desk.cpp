#include "potential/report_desk.h"

#include <algorithm>

#include "audit/audit.h"
#include "base/check.h"
#include "embedded/potential.h"
#include "forms/validate.h"
#include "identity/audit.h"
#include "text/characters.h"

namespace potential {
namespace {

constexpr std::int64_t kHour_ms = 3'600'000;
constexpr std::int64_t kLongestAnswer = 4'000;

const db::Sql kAddReport{
    "INSERT INTO potential_reports (id, object_id, object_name, object_path, owner_office, at, subject, "
    "message, contact, "
    "language, network) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Sql kRecent{
    "SELECT count(*), coalesce(sum(CASE WHEN object_id = $3 THEN 1 ELSE 0 END), 0) FROM potential_reports "
    "WHERE network = $1 AND at > $2"};
const db::Sql kAnswer{
    "UPDATE potential_reports SET answered_at = $2, answered_by = $3, answer = $4 WHERE id = $1 AND "
    "answered_at IS NULL"};

#define REPORT_COLUMNS                                                                                       \
  "o.id, o.object_id, o.object_name, o.object_path, o.owner_office, o.at, o.subject, o.message, o.contact, " \
  "o.language, o.answered_at, o.answered_by, o.answer"

db::Query for_me(const identity::Actor& actor) {
  return identity::office_scope(actor, identity::Permission::kAnswerReports, "o.owner_office");
}

std::optional<base::Message> refuse_answer(std::string_view answer) {
  if (answer.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return base::Message{"potential.answer_missing", {}};
  const auto length = static_cast<std::int64_t>(text::count_characters(answer));
  if (length > kLongestAnswer)
    return base::Message{"forms.too_long", {{"length", length}, {"max", kLongestAnswer}}};
  return std::nullopt;
}

}  // namespace

const forms::Form& report_form() {
  static const forms::Form form = [] {
    const auto files = embedded::potential();
    const auto file = std::ranges::find(files, "forms/report.json", &base::EmbeddedFile::name);
    base::check(file != files.end(), "the form of reports is in the program");
    auto read = forms::parse_form(base::Json::parse(file->content).value_or(base::Json()));
    base::check(read.has_value(), "the form of reports can be read");
    return std::move(*read);
  }();
  return form;
}

base::Result<ReportId> send_report(db::Transaction& transaction, const Object& object,
                                   const base::Json& values, const Voice& voice, base::Instant now,
                                   const ReportLimits& limits) {
  if (auto errors = forms::validate(report_form(), values); !errors.empty())
    return base::fail(base::ErrorCode::kInvalid, {"potential.report_wrong", {}}, std::move(errors));
  std::int64_t of_network = 0, of_object = 0;
  transaction.each(
      kRecent, [&](const db::Row& row) { of_network = row.integer(0), of_object = row.integer(1); },
      voice.network, base::Instant{now.ms - kHour_ms}, object.id);
  if (of_network >= limits.per_network_hour || of_object >= limits.per_object_hour)
    return base::fail(base::ErrorCode::kTooMany, {"potential.report_too_many", {}});
  const ReportId id = ReportId::make(now);
  transaction.execute(kAddReport, id, object.id, object.record.name, object.path(),
                      object.record.owner_office, now, values.at("subject").as_string(),
                      values.at("message").as_string(), values.at("contact").as_string(), voice.language,
                      voice.network);
  return id;
}

db::Page<Report> list_reports(db::Reader& reader, const identity::Actor& actor, const ReportFilter& filter) {
  db::Query query("SELECT " REPORT_COLUMNS " FROM potential_reports o WHERE ");
  query.append(for_me(actor))
      .append(filter.answered ? " AND o.answered_at IS NOT NULL" : " AND o.answered_at IS NULL");
  if (const auto after = db::parse_cursor(filter.after, 2))
    query.append(" AND (o.at, o.id) < (")
        .bind((*after)[0].as_int())
        .append(", ")
        .bind((*after)[1].as_string())
        .append(")");
  query.append(" ORDER BY o.at DESC, o.id DESC LIMIT ").bind(static_cast<std::int64_t>(filter.size + 1));
  return db::make_page(reader.all<Report>(query), filter.size, [](const Report& last) {
    return base::Json::Array{last.at.ms, last.id.text()};
  });
}

std::int64_t count_open_reports(db::Reader& reader, const identity::Actor& actor) {
  db::Query query("SELECT count(*) FROM potential_reports o WHERE o.answered_at IS NULL AND ");
  return reader.one<std::int64_t>(query.append(for_me(actor))).value_or(0);
}

base::Result<Report> find_report(db::Reader& reader, const identity::Actor& actor, const ReportId& id) {
  if (!actor.signed_in()) return base::fail(base::ErrorCode::kSignInNeeded, {"potential.sign_in_needed", {}});
  db::Query query("SELECT " REPORT_COLUMNS " FROM potential_reports o WHERE o.id = ");
  auto report = reader.one<Report>(query.bind(id).append(" AND ").append(for_me(actor)));
  if (!report) return base::fail(base::ErrorCode::kNotFound, {"potential.report_unknown", {}});
  return std::move(*report);
}

base::Result<void> answer_report(db::Transaction& transaction, const identity::Actor& actor,
                                 const ReportId& id, std::string_view answer, base::Instant now) {
  if (const auto report = find_report(transaction, actor, id); !report) return base::fail(report.error());
  if (auto refused = refuse_answer(answer))
    return base::fail(base::ErrorCode::kInvalid, *refused, {{"answer", *refused}});
  if (transaction.execute(kAnswer, id, now, actor.name, answer) == 0)
    return base::fail(base::ErrorCode::kChanged, {"potential.report_answered", {}});
  audit::record(transaction,
                {.who = identity::who(actor),
                 .action = "potential.report_answered",
                 .subject = "potential_report/" + id.text(),
                 .why = std::string(answer)},
                now);
  return {};
}

}  // namespace potential
