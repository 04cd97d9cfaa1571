#include "http/server.h"

#include <gtest/gtest.h>

#include <mutex>
#include <stdexcept>

#include "base/failure.h"
#include "site.h"

namespace {

TEST(Server, AnswersWithParametersInBothLanguages) {
  test::Site site([](http::Router& router) {
    router.get("/bahasa", [](const http::Request& r) {
      return http::text(std::string(text::code(r.language)) + ' ' + r.path);
    });
  });
  EXPECT_EQ(site.get("/halo/Goa%20Calau").body, "halo Goa Calau");
  EXPECT_EQ(site.get("/bahasa").body, "id /bahasa");
  EXPECT_EQ(site.get("/en/bahasa").body, "en /bahasa");
}

TEST(Server, SendsToTheOneAddressOfAPage) {
  test::Site site([](http::Router& router) {
    router.get("/", [](const http::Request&) { return http::text("beranda"); });
  });
  const test::Answer bare = site.get("/en?q=1"), slash = site.get("/halo/x/?q=1");
  EXPECT_EQ(bare.status, 308);
  EXPECT_EQ(bare.headers.get("Location"), "/en/?q=1");
  EXPECT_EQ(slash.status, 308);
  EXPECT_EQ(slash.headers.get("Location"), "/halo/x?q=1");
}

TEST(Server, AnswersHeadLikeGetWithoutTheBody) {
  test::Site site;
  test::Client client = site.connect();
  client.send("HEAD /halo/x HTTP/1.1\r\nHost: a\r\n\r\nHEAD /static/app.css HTTP/1.1\r\nHost: a\r\n\r\n");
  const test::Answer dynamic = client.read(false), asset = client.read(false);
  EXPECT_EQ(dynamic.status, 200);
  EXPECT_EQ(dynamic.headers.get("Content-Length"), "6");
  EXPECT_EQ(asset.headers.get("Content-Length"), "5000");
}

TEST(Server, NamesTheMethodsOfAnAddress) {
  test::Site site;
  test::Client client = site.connect();
  client.send(
      "GET /echo HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS /halo/x HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * "
      "HTTP/1.1\r\nHost: a\r\n\r\n");
  const test::Answer refused = client.read(), options = client.read(), all = client.read();
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.get("Allow"), "POST, OPTIONS");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.get("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(all.status, 204);
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  test::Site site;
  test::Client client = site.connect();
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += "GET /halo/" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    requests += "GET /static/app.css HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  client.send(requests);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client.read().body, "halo " + std::to_string(i));
    EXPECT_EQ(client.read().body, test::pattern(5'000));
  }
}

TEST(Server, KeepsTheConnectionOfAnOldClientOnlyWhenAsked) {
  test::Site site;
  test::Client client = site.connect();
  client.send("GET /halo/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.read().headers.get("Connection"), "keep-alive");
  client.send("GET /halo/x HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read().headers.get("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, GivesEveryAnswerAnIdAndTheSecurityHeaders) {
  test::Site site;
  for (const char* target : {"/halo/x", "/static/app.css", "/tidak-ada"}) {
    const test::Answer answer = site.get(target);
    EXPECT_GE(answer.headers.get("X-Request-Id").size(), 8u) << target;
    EXPECT_TRUE(answer.headers.has("Date")) << target;
    EXPECT_NE(answer.headers.get("Content-Security-Policy").find("script-src 'self'"), std::string::npos)
        << target;
    EXPECT_EQ(answer.headers.get("X-Content-Type-Options"), "nosniff") << target;
  }
}

TEST(Server, ShowsErrorsAsProblemsToProgramsAndAsPagesToPeople) {
  test::Site site(nullptr, [](http::Config& config) {
    config.error_page = [](const http::Request&, const base::Error& error) {
      return http::html("<h1>" + error.message.key);
    };
  });
  const test::Answer page = site.get("/tidak-ada"),
                     program = site.get("/tidak-ada", "Accept: application/json\r\n");
  EXPECT_EQ(page.status, 404);
  EXPECT_EQ(page.body, "<h1>http.not_found");
  EXPECT_EQ(program.status, 404);
  EXPECT_EQ(program.headers.get("Content-Type"), "application/problem+json");
  const auto problem = base::Json::parse(program.body);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->at("status").as_int(), 404);
  EXPECT_EQ(problem->at("request_id").as_string(), program.headers.get("X-Request-Id"));
}

TEST(Server, SurvivesAHandlerThatThrows) {
  test::Site site([](http::Router& router) {
    router.get("/jatuh", [](const http::Request&) -> http::Response { throw std::runtime_error("a bug"); });
  });
  test::Client client = site.connect();
  client.send("GET /jatuh HTTP/1.1\r\nHost: a\r\n\r\nGET /halo/x HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().status, 500);
  EXPECT_EQ(client.read().body, "halo x");
}

TEST(Server, AnswersOnlyToItsNames) {
  test::Site site(nullptr, [](http::Config& config) { config.hosts = {"sarolangun.test"}; });
  test::Client client = site.connect();
  client.send(
      "GET /halo/x HTTP/1.1\r\nHost: Sarolangun.test:8080\r\n\r\nGET /halo/x HTTP/1.1\r\nHost: "
      "jahat.test\r\n\r\n"
      "GET /static/app.css HTTP/1.1\r\nHost: jahat.test\r\n\r\n");
  EXPECT_EQ(client.read().status, 200);
  EXPECT_EQ(client.read().status, 421);
  EXPECT_EQ(client.read().status, 421);
}

TEST(Server, TakesTheAbsoluteFormOfATarget) {
  test::Site site;
  EXPECT_EQ(site.get("http://desa.test/halo/x").body, "halo x");
}

TEST(Server, BelievesAProxyOnlyWhenTrusted) {
  const auto add = [](http::Router& router) {
    router.get("/siapa", [](const http::Request& r) { return http::text(r.network + ' ' + r.id); });
  };
  const std::string fields = "X-Forwarded-For: 6.6.6.6, 203.0.113.77\r\nX-Request-Id: dari-proksi-1\r\n";
  test::Site trusting(add, [](http::Config& config) { config.trusted_proxies = {"127.0.0.1"}; });
  test::Site alone(add);
  EXPECT_EQ(trusting.get("/siapa", fields).body, "203.0.113.0/24 dari-proksi-1");
  EXPECT_EQ(alone.get("/siapa", fields).body.substr(0, 12), "127.0.0.0/24");
}

TEST(Server, SaysWhetherItLivesAndIsReady) {
  bool ready = false;
  test::Site site(nullptr, [&](http::Config& config) { config.ready = [&] { return ready; }; });
  EXPECT_EQ(site.get("/health/live").status, 200);
  EXPECT_EQ(site.get("/health/ready").status, 503);
  ready = true;
  EXPECT_EQ(site.get("/health/ready").status, 200);
}

TEST(Server, ShowsItsMetricsOnAnotherListenerOnly) {
  test::Site site(nullptr, [](http::Config& config) {
    config.metrics_listen = http::Address{"127.0.0.1", 0};
  });
  EXPECT_EQ(site.get("/metrics").status, 404);
  test::Client client(site.server().metrics_port());
  client.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string text = client.read().body;
  EXPECT_NE(text.find("serumpun_http_requests_total{status=\"4xx\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("serumpun_http_connections"), std::string::npos);
  EXPECT_NE(text.find("route=\"/halo/{name}\",le=\"0.001\""), std::string::npos);
}

TEST(Server, LogsTheRouteAndTheNetworkButNoPersonalData) {
  std::mutex mutex;
  std::string log;
  {
    test::Site site(nullptr, [&](http::Config& config) {
      config.access_log = [&](std::string_view lines) {
        const std::lock_guard lock(mutex);
        log += lines;
      };
    });
    site.get("/halo/Budi?nik=1503010101900001");
    site.get("/static/app.css");
  }
  EXPECT_NE(log.find(" 127.0.0.0/24 GET /halo/{name} 200 9 "), std::string::npos) << log;
  EXPECT_NE(log.find(" GET (static) 200 5000 "), std::string::npos) << log;
  EXPECT_EQ(log.find("Budi"), std::string::npos);
  EXPECT_EQ(log.find("1503"), std::string::npos);
  EXPECT_EQ(log.find("127.0.0.1"), std::string::npos);
}

TEST(Server, RefusesAnAddressThatIsTaken) {
  test::Site site;
  http::Changes changes;
  http::Metrics metrics;
  http::Server second({.listen = {"127.0.0.1", site.server().port()}}, {}, {}, changes, metrics);
  EXPECT_THROW(second.start(), base::Failure);
}

}  // namespace
