#pragma once
// From a checked head to a prepared answer: static files, kept answers, routes, errors. No sockets.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "asset_table.h"
#include "cache.h"
#include "head.h"
#include "http/server.h"

namespace http {

/// Who asks, as far as we want to know.
struct Client {
  std::string network;
  bool is_trusted_proxy = false;
};

/// A request on its way to its handler. Made on the connections' thread, used on a worker.
struct Plan {
  Request request;
  Handler handler;
  Histogram* seconds = nullptr;
  std::uint64_t max_body_bytes = 0;
  bool is_head = false, is_http_1_0 = false;
  std::string cache_key;  ///< empty: the answer may not be kept
  std::uint64_t changes_before = 0;
};

struct Answer {
  std::shared_ptr<const Prepared> prepared;
  std::string cache_key;  ///< empty: not to be kept
  Kept kept = {};
};

class Service {
 public:
  Service(const Config& config, Router router, const Assets& assets, Changes& changes, Metrics& metrics);

  /// A static file or a kept answer that serves this request as it is; nullptr: make a plan. `route` is for
  /// the log.
  std::shared_ptr<const Prepared> find_kept(const Head& head, base::Instant now, std::string_view& route);
  Plan plan(const Head& head, const Client& client, std::string request_id, base::Instant now);
  void keep(Answer& answer);

  /// On a worker. Never throws: a handler that does becomes a 500 or 503.
  Answer answer(Plan& plan) const;
  /// Turns the plan into the refusal of its request, shown as other errors are.
  void refuse(Plan& plan, int status, const char* message_key) const;

  /// An answer without a page, for a request that is none.
  std::shared_ptr<const Prepared> bare(int status) const;
  /// 503: come again in a moment.
  std::shared_ptr<const Prepared> busy() const { return busy_; }

  const Router& router() const { return router_; }
  std::size_t cache_bytes() const { return cache_bytes_; }

 private:
  Response error_response(const Request& request, const base::Error& error, int status) const;
  Response run(const Plan& plan) const;
  void choose_handler(Plan& plan, Method method, const struct Target& target);
  bool knows_host(std::string_view host) const;
  void write_cache_key(const Head& head);

  const Config& config_;
  Router router_;
  Finisher finisher_;
  AssetTable assets_;
  std::shared_ptr<const Prepared> busy_;
  Changes& changes_;
  Cache cache_;
  std::atomic<std::size_t> cache_bytes_ = 0;
  std::vector<Histogram*> seconds_of_route_;
  std::string key_;  ///< used again for each request
};

}  // namespace http
