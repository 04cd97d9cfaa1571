#include "audit/audit.h"
#include "http/response.h"
#include "identity/audit.h"
#include "jobs/job.h"
#include "jobs_web/routes.h"

namespace jobs_web {
namespace {

using base::Json;
using identity::Permission;

constexpr const char* kPath = "/kerja/pekerjaan";
constexpr int kMostShown = 200;

/// A job names its own sentences; where it has none, its kind and the operator's reason say more than
/// nothing.
std::string say_or(const Context& context, const http::Request& request, const base::Message& message,
                   const std::string& otherwise) {
  return context.site.views().catalogue().has(message.key) ? context.site.say(request, message) : otherwise;
}

base::Message message_in(const Json& result) {
  base::Message message{result.at("key").as_string(), {}};
  for (const auto& [name, value] : result.at("values").as_object()) {
    if (value.is_string())
      message.values.emplace_back(name, value.as_string());
    else if (value.is_int())
      message.values.emplace_back(name, value.as_int());
    else if (value.is_number())
      message.values.emplace_back(name, value.as_double());
  }
  return message;
}

Json shown(const Context& context, const http::Request& request, const jobs::Job& job) {
  const std::string reason = job.reason.value_or(std::string());
  const bool has_sentence = job.result && job.result->at("key").is_string();
  return Json::object(
      {{"id", job.id.text()},
       {"path", std::string(kPath) + "/" + job.id.text()},
       {"kind", say_or(context, request, {"jobs_web.kind." + job.kind, {}}, job.kind)},
       {"why", has_sentence ? say_or(context, request, message_in(*job.result), reason) : reason},
       {"attempts", job.attempts},
       {"at", base::to_json(job.ended_at.value_or(job.created_at))}});
}

http::Response list(const Context& context, const http::Request& request) {
  if (auto no = identity::refuse(context.actor_of(request), Permission::kManageJobs))
    return context.site.error(request, *no);
  Json parked = Json::array();
  const jobs::Counts counts = context.database.read([&](db::Reader& reader) {
    for (const jobs::Job& job : jobs::parked(reader, kMostShown))
      parked.push_back(shown(context, request, job));
    return jobs::count(reader);
  });
  Json data = Json::object({{"parked", std::move(parked)},
                            {"any", counts.parked > 0},
                            {"waiting", counts.waiting},
                            {"running", counts.running},
                            {"count", counts.parked}});
  const view::PageHead head{
      .title = context.site.say(request, {"jobs_web.title", {}}), .frame = view::Frame::kWork, .nav = kPath};
  return context.site.page_or_json(request, head, "jobs/parked", std::move(data));
}

/// "ulang" starts it again, "lepas" lets it go.
http::Response decide(const Context& context, const http::Request& request) {
  const identity::Actor actor = context.actor_of(request);
  if (auto no = identity::refuse(actor, Permission::kManageJobs)) return context.site.error(request, *no);
  const auto id = jobs::JobId::parse(request.param("id"));
  if (!id) return context.site.error(request, {base::ErrorCode::kNotFound, {"jobs.unknown", {}}});
  const bool again = request.form().get("do") == "ulang";
  const auto done = context.database.write([&](db::Transaction& tx) -> base::Result<bool> {
    auto changed = again ? jobs::resume(tx, *id, request.now) : jobs::cancel(tx, *id, request.now);
    if (!changed) return changed;
    audit::record(tx,
                  {.who = identity::who(actor),
                   .action = again ? "jobs.resumed" : "jobs.dropped",
                   .subject = "job/" + id->text()},
                  request.now);
    return true;
  });
  if (!done) return context.site.error(request, done.error());
  if (context.wake) context.wake();
  return context.site.done(request, kPath, {again ? "jobs_web.resumed" : "jobs_web.dropped", {}});
}

}  // namespace

void add_routes(http::Router& router, const Context& context) {
  const http::RouteTraits may{.permission = "manage_jobs"};
  router.get(
      kPath, [&context](const http::Request& request) { return list(context, request); }, may);
  router.post(std::string(kPath) + "/{id}",
              context.site.changing(context.once.guard(
                  [&context](const http::Request& request) { return decide(context, request); })),
              may);
}

}  // namespace jobs_web
