#include "report_pages.h"

#include "potential/object.h"
#include "potential/report_desk.h"
#include "region/office.h"
#include "shown.h"

namespace potential_web {
namespace {

using base::Json;

constexpr std::size_t kReportsOnPage = 50;

Json report_json(const potential::Report& report, const Shown& shown) {
  Json item = base::to_json(report);
  item["subject_text"] = shown.option(potential::report_form(), "subject", report.subject);
  item["at"] = base::format_rfc3339(report.at);
  item["contact_text"] =
      report.contact.empty() ? Json() : Json(shown.say("report_contact", {{"contact", report.contact}}));
  item["work"] = "/kerja/potensi/" + report.object_id;
  item["action"] = "/kerja/laporan/" + report.id.text();
  item["open"] = !report.answered_at.has_value();
  item["answer_text"] =
      report.answered_at
          ? Json(shown.say("report_answered_by", {{"answer", *report.answer},
                                                  {"person", *report.answered_by},
                                                  {"at", base::format_rfc3339(*report.answered_at)}}))
          : Json();
  item["typed"] = "", item["wrong"] = nullptr;
  return item;
}

}  // namespace

http::Response ReportPages::show_form(const http::Request& request, const view::FormState& state) const {
  return context_.database.read([&](db::Reader& reader) {
    const auto object = context_.desk.published(reader, request.param("slug"));
    if (!object) return context_.site.error(request, potential::object_unknown());
    const Shown shown(context_, reader, request.language);
    const auto office = region::find_office(reader, object->record.owner_office);
    const std::string& name = object->record.name;
    Json data = Json::object(
        {{"back", Json::object({{"path", object->path()}, {"label", name}})},
         {"heading", shown.say("report_heading")},
         {"kind",
          shown.say("report_about", {{"name", name}, {"office", office ? office->name : std::string()}})},
         {"action", object->path() + "/keliru"},
         {"form", context_.site.form(request, potential::report_form(), state)}});
    const view::PageHead head{.title = shown.say("report_title", {{"name", name}}),
                              .noindex = true,
                              .wrong = state.errors != nullptr};
    return context_.site.page(request, head, "potential/report", std::move(data));
  });
}

http::Response ReportPages::ask(const http::Request& request) const {
  return show_form(request, {});
}

http::Response ReportPages::take(const http::Request& request) const {
  const view::ReadForm read = view::read_form(potential::report_form(), request);
  if (!read.errors.empty()) return show_form(request, {.typed = &request.form(), .errors = &read.errors});
  std::string path;
  const auto sent =
      context_.database.write([&](db::Transaction& transaction) -> base::Result<potential::ReportId> {
        const auto object = context_.desk.published(transaction, request.param("slug"));
        if (!object) return base::fail(potential::object_unknown());
        path = object->path();
        return potential::send_report(transaction, *object, read.values,
                                      {request.network, std::string(text::code(request.language))},
                                      request.now);
      });
  if (!sent) return context_.site.error(request, sent.error());
  return context_.site.done(request, path, {"potential.done.report", {}});
}

http::Response ReportPages::list(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  if (auto no = identity::refuse(actor, identity::Permission::kAnswerReports))
    return context_.site.error(request, *no);
  const bool answered = request.query_value("lihat") == "dijawab";
  return context_.database.read([&](db::Reader& reader) {
    const Shown shown(context_, reader, request.language);
    const auto page = potential::list_reports(
        reader, actor, {answered, std::string(request.query_value("sesudah")), kReportsOnPage});
    Json reports = Json::array();
    for (const potential::Report& report : page.items) reports.push_back(report_json(report, shown));
    const std::int64_t open = potential::count_open_reports(reader, actor);
    const auto tab = [&](const char* key, const char* path, bool current, Json count) {
      return Json::object(
          {{"label", shown.say(key)}, {"path", path}, {"current", current}, {"count", std::move(count)}});
    };
    Json items =
        Json::array({tab("reports_open", "/kerja/laporan", !answered, open == 0 ? Json() : Json(open)),
                     tab("reports_answered", "/kerja/laporan?lihat=dijawab", answered, {})});
    const std::string first = answered ? "/kerja/laporan?lihat=dijawab" : "/kerja/laporan";
    Json data = Json::object(
        {{"heading", shown.say("reports_title")},
         {"filters", Json::object({{"label", shown.say("reports_title")}, {"items", std::move(items)}})},
         {"reports", std::move(reports)},
         {"some", !page.items.empty()},
         {"what", shown.say(answered ? "reports_none_answered" : "reports_empty")},
         {"why", shown.say(answered ? "reports_none_answered_why" : "reports_empty_why")},
         {"way", nullptr},
         {"shown", nullptr},
         {"first", request.query_value("sesudah").empty() ? Json() : Json(first)},
         {"download", nullptr},
         {"next",
          page.next.empty() ? Json() : Json(first + (answered ? "&" : "?") + "sesudah=" + page.next)}});
    return context_.site.page_or_json(
        request, {.title = shown.say("reports_title"), .frame = view::Frame::kWork, .nav = "/kerja/laporan"},
        "potential/reports", std::move(data));
  });
}

http::Response ReportPages::show(const http::Request& request) const {
  return page(request, nullptr);
}

http::Response ReportPages::page(const http::Request& request, const base::Message* refused) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto id = potential::ReportId::parse(request.param("id"));
  if (!id)
    return context_.site.error(request, {base::ErrorCode::kNotFound, {"potential.report_unknown", {}}});
  return context_.database.read([&](db::Reader& reader) {
    const auto report = potential::find_report(reader, actor, *id);
    if (!report) return context_.site.error(request, report.error());
    const Shown shown(context_, reader, request.language);
    const std::string control = "j-" + id->text();
    Json one = report_json(*report, shown), form = Json::object({{"wrong", nullptr}});
    if (refused != nullptr) {
      one["typed"] = std::string(request.form().get("answer"));
      one["wrong"] = view::why_data(control, *refused);
      form = view::form_data({control, shown.say("report_answer"), *refused});
    }
    const std::string title = shown.say("report_of", {{"name", report->object_name}});
    Json data = Json::object(
        {{"back", Json::object({{"path", "/kerja/laporan"}, {"label", shown.say("reports_title")}})},
         {"heading", title},
         {"reports", Json::array({std::move(one)})},
         {"form", std::move(form)}});
    return context_.site.page_or_json(
        request,
        {.title = title, .frame = view::Frame::kWork, .nav = "/kerja/laporan", .wrong = refused != nullptr},
        "potential/report_one", std::move(data));
  });
}

http::Response ReportPages::answer(const http::Request& request) const {
  const identity::Actor actor = context_.actor_of(request);
  const auto id = potential::ReportId::parse(request.param("id"));
  if (!id)
    return context_.site.error(request, {base::ErrorCode::kNotFound, {"potential.report_unknown", {}}});
  const auto answered = context_.database.write([&](db::Transaction& transaction) {
    return potential::answer_report(transaction, actor, *id, request.form().get("answer"), request.now);
  });
  if (answered) return context_.site.done(request, "/kerja/laporan", {"potential.done.answer", {}});
  if (answered.error().code != base::ErrorCode::kInvalid || request.wants_json)
    return context_.site.error(request, answered.error());
  return page(request, &answered.error().message);
}

}  // namespace potential_web
