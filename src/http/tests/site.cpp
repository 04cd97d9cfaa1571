#include "site.h"

namespace test {
namespace {

http::Router usual_routes(const std::function<void(http::Router&)>& add) {
  http::Router router;
  router.get("/halo/{name}",
             [](const http::Request& r) { return http::text("halo " + std::string(r.param("name"))); });
  router.post("/echo", [](const http::Request& r) { return http::text(r.body_text()); });
  router.post("/upload", [](const http::Request& r) { return http::text(std::to_string(r.body.size)); },
              {.max_body_bytes = 8u << 20});
  if (add) add(router);
  return router;
}

http::Assets usual_assets() {
  http::Assets assets;
  assets.add("/static/app.css", pattern(5'000));
  assets.add("/static/photo.jpg", pattern(5'000));
  return assets;
}

http::Config usual_config(const std::function<void(http::Config&)>& change) {
  http::Config config{.listen = {"127.0.0.1", 0}};
  if (change) change(config);
  return config;
}

}  // namespace

http::Limits quick_limits() {
  http::Limits limits;
  limits.idle_ms = 400;
  limits.head_ms = 300;
  limits.body_grace_ms = 300;
  limits.write_ms = 300;
  limits.linger_ms = 300;
  return limits;
}

Site::Site(std::function<void(http::Router&)> add, std::function<void(http::Config&)> change)
    : server_(usual_config(change), usual_routes(add), usual_assets(), changes_, metrics_) {
  server_.start();
}

Answer Site::get(const std::string& target, const std::string& fields) const {
  Client client = connect();
  client.send("GET " + target + " HTTP/1.1\r\nHost: desa.test\r\n" + fields + "\r\n");
  return client.read();
}

Answer Site::post(const std::string& target, const std::string& content_type, const std::string& body) const {
  Client client = connect();
  client.send("POST " + target + " HTTP/1.1\r\nHost: desa.test\r\nContent-Type: " + content_type +
              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  client.send(body);
  return client.read();
}

std::string pattern(std::size_t count) {
  std::string out;
  out.reserve(count + 16);
  for (std::size_t i = 0; out.size() < count; ++i) out += std::to_string(i * 7919) + '\n';
  out.resize(count);
  return out;
}

}  // namespace test
