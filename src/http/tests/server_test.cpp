#include "http/server.h"

#include <gtest/gtest.h>

#include "client.h"

namespace {

TEST(Server, AnswersAGet) {
  http::Router router;
  router.get("/halo/{name}", [](const http::Request& request) {
    return http::text("halo " + std::string(request.param("name")));
  });
  http::Changes changes;
  http::Metrics metrics;
  http::Server server({.listen = {"127.0.0.1", 0}}, std::move(router), {}, changes, metrics);
  server.start();
  test::Client client(server.port());
  client.send("GET /halo/Sarolangun HTTP/1.1\r\nHost: a\r\n\r\n");
  const test::Answer answer = client.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "halo Sarolangun");
}

}  // namespace
