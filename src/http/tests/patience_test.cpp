#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

#include "site.h"

// Slow clients, crowds, and stopping.
namespace {

void quick(http::Config& config) {
  config.limits = test::quick_limits();
}

TEST(SlowClients, ByTheHundredAreCutWhileOthersAreServed) {
  test::Site site(nullptr, quick);
  std::vector<std::unique_ptr<test::Client>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<test::Client>(site.server().port()));
    const bool in_body = i % 2 == 0;
    slow.back()->send(in_body ? "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx"
                              : "GET /halo/x HTTP/1.1\r\nHo");
  }
  EXPECT_EQ(site.get("/halo/x").body, "halo x");
  for (const auto& client : slow) {
    EXPECT_EQ(client->read().status, 408);
    EXPECT_TRUE(client->is_closed());
  }
  EXPECT_EQ(site.get("/halo/x").body, "halo x");
}

TEST(SlowClients, OfOneByteATimeAreCutToo) {
  test::Site site(nullptr, quick);
  test::Client client = site.connect();
  // Each byte comes in time; the head as a whole does not.
  const std::string head = "GET /halo/x HTTP/1.1\r\nX: ";
  client.send(head);
  std::future<void> dripping = std::async(std::launch::async, [&] {
    while (client.send("a")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  });
  EXPECT_EQ(client.read().status, 408);
  dripping.get();
}

TEST(SlowClients, ThatDoNotReadAreCut) {
  test::Site site(
      [](http::Router& router) {
        router.get("/besar", [](const http::Request&) {
          return http::bytes("image/jpeg", std::string(20'000'000, 'x'));
        });
      },
      quick);
  test::Client client = site.connect();
  client.send("GET /besar HTTP/1.1\r\nHost: a\r\n\r\n");
  // Reads a little, then nothing until the server has given it up; then only what was under way is left.
  std::size_t total = client.read_some(1'000).size();
  while (site.metrics().format().find("serumpun_http_connections 0\n") == std::string::npos)
    std::this_thread::yield();
  for (std::string piece; !(piece = client.read_some(1u << 20)).empty();) total += piece.size();
  EXPECT_LT(total, 20'000'000u);
}

TEST(IdleConnections, EndQuietly) {
  test::Site site(nullptr, quick);
  test::Client fresh = site.connect(), used = site.connect();
  used.send("GET /halo/x HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(used.read().status, 200);
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(used.is_closed());
}

TEST(Crowds, OfOneNetworkAreToldToWait) {
  test::Site site(nullptr, [](http::Config& config) { config.limits.connections_per_network = 3; });
  std::vector<std::unique_ptr<test::Client>> inside;
  for (int i = 0; i < 3; ++i) {
    inside.push_back(std::make_unique<test::Client>(site.server().port()));
    inside.back()->send("GET /halo/x HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(inside.back()->read().status, 200);
  }
  test::Client outside = site.connect();
  const test::Answer answer = outside.read();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers.get("Retry-After"), "2");
  EXPECT_TRUE(outside.is_closed());
}

TEST(Crowds, BeforeTheWorkersAreToldToWait) {
  std::counting_semaphore<> go(0);
  std::atomic<int> running = 0;
  test::Site site(
      [&](http::Router& router) {
        router.get("/lama", [&](const http::Request&) {
          ++running;
          go.acquire();
          return http::text("selesai");
        });
      },
      [](http::Config& config) {
        config.workers = 1;
        config.limits.queue = 1;
      });
  const std::string request = "GET /lama HTTP/1.1\r\nHost: a\r\n\r\n";
  test::Client first = site.connect(), second = site.connect();
  first.send(request);
  while (running == 0) std::this_thread::yield();
  second.send(request);
  while (site.metrics().format().find("serumpun_http_waiting 1\n") == std::string::npos)
    std::this_thread::yield();
  const test::Answer refused = site.get("/lama");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.get("Retry-After"), "2");
  // What is ready needs no worker.
  EXPECT_EQ(site.get("/static/app.css").status, 200);
  go.release(2);
  EXPECT_EQ(first.read().body, "selesai");
  EXPECT_EQ(second.read().body, "selesai");
}

TEST(Stopping, LetsRunningRequestsEndAndTakesNoNewOnes) {
  std::counting_semaphore<> go(0);
  std::atomic<int> running = 0;
  test::Site site([&](http::Router& router) {
    router.get("/lama", [&](const http::Request&) {
      ++running;
      go.acquire();
      return http::text("selesai");
    });
  });
  test::Client busy = site.connect(), idle = site.connect();
  idle.send("GET /halo/x HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(idle.read().status, 200);
  busy.send("GET /lama HTTP/1.1\r\nHost: a\r\n\r\nGET /halo/x HTTP/1.1\r\nHost: a\r\n\r\n");
  while (running == 0) std::this_thread::yield();

  std::future<void> stopping = std::async(std::launch::async, [&] { site.server().stop(); });
  EXPECT_TRUE(idle.is_closed());
  EXPECT_THROW(site.connect(), std::runtime_error);
  go.release();
  EXPECT_EQ(busy.read().body, "selesai");
  stopping.get();
}

TEST(Stopping, DoesNotWaitForEver) {
  test::Site site(nullptr, [](http::Config& config) { config.limits.stop_ms = 100; });
  test::Client stuck = site.connect();
  stuck.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx");
  EXPECT_EQ(site.get("/halo/x").status, 200);
  site.server().stop();
  EXPECT_EQ(stuck.read().status, 0);
}

}  // namespace
