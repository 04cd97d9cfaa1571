#include "service.h"

#include <algorithm>
#include <chrono>

#include "base/failure.h"
#include "base/log.h"
#include "http/negotiate.h"
#include "network.h"
#include "target.h"

namespace http {
namespace {

constexpr const char* kSeconds = "serumpun_http_request_seconds";

bool wants_json(const Request& request) {
  return request.path.starts_with("/api/") || prefers_json(request.header("Accept"));
}

std::string allow_of(std::vector<Method> allowed) {
  if (std::find(allowed.begin(), allowed.end(), Method::kGet) != allowed.end())
    allowed.push_back(Method::kHead);
  allowed.push_back(Method::kOptions);
  std::string out;
  for (const Method method : allowed) out += (out.empty() ? "" : ", ") + std::string(name_of(method));
  return out;
}

/// The client as its proxy saw it: the last address, the only one that the proxy itself has written.
std::string forwarded_network(std::string_view forwarded) {
  const std::size_t comma = forwarded.rfind(',');
  std::string_view last = comma == forwarded.npos ? forwarded : forwarded.substr(comma + 1);
  last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
  return network_of(last);
}

bool is_request_id(std::string_view id) {
  return id.size() >= 8 && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_';
         });
}

std::string query_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == target.npos ? std::string() : std::string(target.substr(mark));
}

}  // namespace

Service::Service(const Config& config, Router router, const Assets& assets, Changes& changes,
                 Metrics& metrics)
    : config_(config),
      router_(std::move(router)),
      finisher_(config.security),
      assets_(*assets.state_, finisher_),
      changes_(changes),
      cache_(config.limits.cache_bytes) {
  Response busy = text({}, 503).with("Retry-After", std::to_string(config.limits.retry_after_s));
  busy_ = std::make_shared<const Prepared>(finisher_.finish(std::move(busy), {}));
  for (const Route& route : router_.routes()) {
    const std::string labels =
        "method=\"" + std::string(name_of(route.method)) + "\",route=\"" + route.pattern + '"';
    seconds_of_route_.push_back(
        &metrics.histogram(kSeconds, "Time in the handler, without waiting and sending.", labels));
  }
}

bool Service::knows_host(std::string_view host) const {
  if (config_.hosts.empty()) return true;
  const std::size_t colon = host.rfind(':');
  if (colon != host.npos && host.find(']', colon) == host.npos) host = host.substr(0, colon);
  return std::any_of(config_.hosts.begin(), config_.hosts.end(),
                     [&](const std::string& known) { return equal_ignoring_case(known, host); });
}

void Service::write_cache_key(const Head& head) {
  key_.assign(head.target);
  key_ += '\n';
  key_ += prefers_json(head.accept) ? 'j' : 'h';
  key_ += static_cast<char>('0' + static_cast<int>(preferred_encoding(head.accept_encoding)));
}

std::shared_ptr<const Prepared> Service::find_kept(const Head& head, base::Instant now,
                                                   std::string_view& route) {
  const bool simple = (head.method == Method::kGet || head.method == Method::kHead) && head.range.empty() &&
                      knows_host(head.host);
  if (!simple) return nullptr;
  if (auto asset = assets_.find(head.target, head.accept_encoding)) {
    route = "(static)";
    return asset;
  }
  if (!head.cookie.empty() || !head.authorization.empty()) return nullptr;
  write_cache_key(head);
  route = "(kept)";
  return cache_.find(key_, now);
}

Plan Service::plan(const Head& head, const Client& client, std::string request_id, base::Instant now) {
  Plan plan;
  Request& request = plan.request;
  request.id = std::move(request_id);
  request.now = now;
  request.network = client.network;
  request.target = head.target;
  for (const Head::Field& field : head.fields)
    request.headers.add(std::string(field.name), std::string(field.value));
  if (client.is_trusted_proxy) {
    if (auto network = forwarded_network(head.get("X-Forwarded-For")); !network.empty())
      request.network = std::move(network);
    if (is_request_id(head.get("X-Request-Id"))) request.id = head.get("X-Request-Id");
  }
  request.cookies = parse_cookies(head.cookie);
  plan.is_head = head.method == Method::kHead;
  request.method = plan.is_head ? Method::kGet : head.method;
  plan.is_http_1_0 = head.minor_version == 0;
  plan.max_body_bytes = config_.limits.body_bytes;
  plan.changes_before = changes_.now();
  if (request.method == Method::kGet && head.cookie.empty() && head.authorization.empty() &&
      head.range.empty()) {
    write_cache_key(head);
    plan.cache_key = key_;
  }

  if (head.target == "*") {
    plan.handler = [](const Request&) {
      return no_content().with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    };
    return plan;
  }
  auto target = parse_target(head.target);
  if (!target) return refuse(plan, 400, "http.bad_address"), std::move(plan);
  request.path = std::move(target->path);
  request.language = target->language;
  request.query = std::move(target->query);
  request.wants_json = wants_json(request);
  const std::string_view host = target->authority.empty() ? head.host : target->authority;
  if (!knows_host(host)) return refuse(plan, 421, "http.unknown_host"), std::move(plan);
  choose_handler(plan, head.method, *target);
  return plan;
}

void Service::choose_handler(Plan& plan, Method method, const Target& target) {
  Request& request = plan.request;
  if (target.bare_language) {
    plan.handler = [](const Request& r) { return moved(local_path(r.language, "/") + query_of(r.target)); };
    return;
  }
  Match match = router_.match(method, request.path);
  if (match.route != nullptr) {
    request.route = match.route->pattern;
    request.params = std::move(match.params);
    plan.handler = match.route->handler;
    plan.seconds = seconds_of_route_[static_cast<std::size_t>(match.route - router_.routes().data())];
    if (match.route->traits.max_body_bytes > 0) plan.max_body_bytes = match.route->traits.max_body_bytes;
    return;
  }
  if (const auto* file = assets_.file(request.path); file != nullptr && request.method == Method::kGet) {
    plan.handler = [this, file](const Request&) { return assets_.response_of(*file, false); };
    return;
  }
  if (match.allowed.empty()) {
    const std::string shorter = request.path.substr(0, request.path.size() - 1);
    const bool slash_only = request.path.size() > 1 && request.path.ends_with('/') &&
                            router_.match(method, shorter).route != nullptr;
    if (!slash_only || request.method != Method::kGet) return refuse(plan, 404, "http.not_found");
    plan.handler = [](const Request& r) {
      const std::string path = r.target.substr(0, r.target.find('?'));
      return moved(path.substr(0, path.size() - 1) + query_of(r.target));
    };
    return;
  }
  const std::string allow = allow_of(std::move(match.allowed));
  if (method == Method::kOptions) {
    plan.handler = [allow](const Request&) { return no_content().with("Allow", allow); };
    return;
  }
  refuse(plan, 405, "http.method_not_allowed");
  plan.handler = [handler = std::move(plan.handler), allow](const Request& r) {
    return handler(r).with("Allow", allow);
  };
}

void Service::refuse(Plan& plan, int status, const char* message_key) const {
  plan.cache_key.clear();
  plan.handler = [this, status, message_key](const Request& request) {
    const auto code = status == 413   ? base::ErrorCode::kTooLarge
                      : status == 404 ? base::ErrorCode::kNotFound
                                      : base::ErrorCode::kInvalid;
    return error_response(request, base::Error{code, {message_key, {}}}, status);
  };
}

std::shared_ptr<const Prepared> Service::bare(int status) const {
  return std::make_shared<const Prepared>(
      finisher_.finish(text(std::string(reason_of(status)) + '\n', status), {}));
}

Response Service::error_response(const Request& request, const base::Error& error, int status) const {
  Response response = !request.wants_json && config_.error_page
                          ? config_.error_page(request, error)
                          : problem(error, request, config_.say, status);
  response.status = status;
  response.cached.reset();
  return response;
}

Response Service::run(const Plan& plan) const {
  const Request& request = plan.request;
  try {
    return plan.handler(request);
  } catch (const base::Failure& failure) {
    base::log::error("request failed",
                     {{"id", request.id}, {"route", request.route}, {"reason", failure.what()}});
    return error_response(request,
                          {base::ErrorCode::kUnavailable, {"http.unavailable", {{"id", request.id}}}}, 503);
  } catch (const std::exception& bug) {
    base::log::error("bug in a handler",
                     {{"id", request.id}, {"route", request.route}, {"reason", bug.what()}});
    return error_response(request, {base::ErrorCode::kUnavailable, {"http.failed", {{"id", request.id}}}},
                          500);
  }
}

Answer Service::answer(Plan& plan) const {
  Request& request = plan.request;
  const auto began = std::chrono::steady_clock::now();
  const auto finish = [&](Response response) {
    if (response.status == 503 || response.status == 429) {
      if (!response.headers.has("Retry-After"))
        response.headers.set("Retry-After", std::to_string(config_.limits.retry_after_s));
    }
    if (response.status == 401 && !response.headers.has("WWW-Authenticate"))
      response.headers.set("WWW-Authenticate", "Session");
    const Wanted wanted{.is_get = request.method == Method::kGet,
                        .is_http_1_0 = plan.is_http_1_0,
                        .accept_encoding = request.header("Accept-Encoding"),
                        .if_none_match = request.header("If-None-Match"),
                        .range = request.header("Range"),
                        .if_range = request.header("If-Range")};
    return std::make_shared<const Prepared>(finisher_.finish(std::move(response), wanted));
  };

  Answer answer;
  try {
    if (request.body.size > 0) {
      auto form = parse_form(request.body, request.header("Content-Type"), config_.limits.form);
      if (form)
        request.posted = std::move(*form);
      else
        refuse(plan, form.error().code == base::ErrorCode::kTooLarge ? 413 : 400, "http.bad_form");
    }
    Response response = run(plan);
    auto cached = std::move(response.cached);
    const bool may_keep =
        cached && !plan.cache_key.empty() && response.status == 200 && !response.headers.has("Set-Cookie");
    response.cached = may_keep ? cached : std::nullopt;
    answer.prepared = finish(std::move(response));
    const bool fits =
        answer.prepared->bytes && answer.prepared->bytes->size() <= config_.limits.cache_entry_bytes;
    if (may_keep && fits) {
      answer.cache_key = plan.cache_key;
      for (const std::string& topic : cached->topics) answer.kept.topics.push_back(&changes_.topic(topic));
      answer.kept.prepared = answer.prepared;
      answer.kept.made_at = plan.changes_before;
      answer.kept.until = {request.now.ms + cached->max_age_s * std::int64_t{1000}};
    }
  } catch (const std::exception& error) {
    base::log::error("answer not made",
                     {{"id", request.id}, {"route", request.route}, {"reason", error.what()}});
    answer.prepared = finish(text({}, 500));
  }
  if (plan.seconds != nullptr)
    plan.seconds->observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  return answer;
}

void Service::keep(Answer& answer) {
  if (answer.cache_key.empty()) return;
  cache_.put(std::move(answer.cache_key), std::move(answer.kept));
  cache_bytes_ = cache_.bytes();
}

}  // namespace http
