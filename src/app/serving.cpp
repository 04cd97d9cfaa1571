#include "serving.h"

#include <csignal>
#include <cstdio>
#include <ctime>
#include <memory>

#include "base/failure.h"
#include "base/log.h"
#include "change_watch.h"
#include "cli/files.h"
#include "nightly_work.h"

namespace app {

namespace {

/// Blocked before any thread starts, so that only the waiting one is woken.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

std::function<void(std::string_view)> access_log_to(const std::optional<std::string>& path) {
  if (!path) return {};
  const std::shared_ptr<std::FILE> file(*path == "-" ? stderr : std::fopen(path->c_str(), "ae"),
                                        [](std::FILE* f) {
                                          if (f != nullptr && f != stderr) std::fclose(f);
                                        });
  if (!file)
    throw base::Failure("cannot write the access log " + *path + "; choose another with --access-log");
  return [file](std::string_view lines) {
    std::fwrite(lines.data(), 1, lines.size(), file.get());
    std::fflush(file.get());
  };
}

http::Config config_of(House& house, const ServeOptions& options) {
  http::Config config;
  config.listen = parse_address(options.listen);
  if (options.metrics) config.metrics_listen = parse_address(*options.metrics);
  config.workers = options.workers;
  config.trusted_proxies = options.trusted_proxies;
  config.hosts = options.hosts;
  config.security = {.style_hashes = {house.look.style_hash()}, .https = options.house.https};
  config.spool_folder = house.store.folder().string();
  config.say = [&house](text::Language language, const base::Message& message) {
    return house.say(language, message);
  };
  config.error_page = [&house](const http::Request& request, const base::Error& error) {
    return house.site.error(request, error);
  };
  config.ready = [&house] {
    static const db::Sql kAlive{"SELECT 1"};
    return house.database.read([](db::Reader& reader) { return reader.one<std::int64_t>(kAlive) == 1; });
  };
  config.access_log = access_log_to(options.access_log);
  return config;
}

std::string address_text(const std::string& host, std::uint16_t port) {
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// Passes on what others change in the store. The signal that ends the program; 0 when the regency itself has
/// another name by now, which stands in what a house is built from.
int watch_until_stop(const sigset_t& signals, House& house) {
  constexpr timespec kPause{.tv_sec = 0, .tv_nsec = 500'000'000};
  ChangeWatch watch(house.database);
  for (;;) {
    if (const int signal = sigtimedwait(&signals, nullptr, &kPause); signal > 0) return signal;
    try {
      const std::vector<std::string> topics = watch.look();
      for (const std::string& topic : topics) house.changes.changed(topic);
      if (topics.empty()) continue;
      const auto profile = house.database.read([](db::Reader& reader) { return region::profile(reader); });
      if (!(profile == house.profile)) return 0;
    } catch (const std::exception& error) {
      base::log::error("changes_not_seen", {{"why", error.what()}});  // the next look sees them
    }
  }
}

}  // namespace

void ServeOptions::declare(cli::Options& options) {
  options.value("--listen", listen, "address and port; port 0 takes any free one");
  options.value("--metrics", metrics, "address of /metrics and /health, e.g. 127.0.0.1:9100");
  options.value("--workers", workers, "threads that answer requests");
  options.value("--access-log", access_log,
                "file for one line a request, without personal data; - is stderr");
  options.values("--trusted-proxy", trusted_proxies, "address of a proxy whose X-Forwarded-For is believed");
  options.values("--host", hosts, "a name this server answers to; without it, any");
  options.flag("--https", house.https,
               "the outside address is https (a proxy before this program speaks TLS)");
  options.flag("--dev", house.dev, "read templates from src/ at each request");
}

http::Address parse_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const std::string port_text = colon == std::string::npos ? std::string() : text.substr(colon + 1);
  if (port_text.empty() || port_text.size() > 5 ||
      port_text.find_first_not_of("0123456789") != std::string::npos || std::stoi(port_text) > 65'535)
    throw cli::RefusedInput("'" + text + "' is no address; write it like 127.0.0.1:8080");
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  return {host, static_cast<std::uint16_t>(std::stoi(port_text))};
}

int serve(Store& store, const ServeOptions& given, const std::function<void(const std::string&)>& ready) {
  const sigset_t signals = block_stop_signals();
  ServeOptions options = given;
  for (bool told = false;; told = true) {
    House house(store, options.house);
    audit::Sealer sealer(store.database());
    plan_nightly_work(house);
    house.queue.start();
    http::Router router = routes(house);
    http::Assets served;  // the server takes its own; pages go on asking the house's for addresses
    house.look.add_to(served);
    http::Server server(config_of(house, options), std::move(router), std::move(served), house.changes,
                        house.metrics);
    server.start();
    options.listen = address_text(parse_address(options.listen).host, server.port());
    if (!told) ready("http://" + options.listen);
    const int signal = watch_until_stop(signals, house);
    base::log::info("stopping", {{"signal", std::to_string(signal)}});
    server.stop();
    house.queue.stop();
    if (signal > 0) return cli::kDone;
  }
}

}  // namespace app
