// The program as a whole: its SQL on both databases, and that nothing is changed from another site.
#include <gtest/gtest.h>

#include "db/migrate.h"
#include "db/prepare_all.h"
#include "house.h"
#include "modules.h"
#include "support/databases.h"
#include "support/temp_dir.h"

namespace app {
namespace {

class ProgramTest : public support::DatabaseTest {};
ON_BOTH_DATABASES(ProgramTest);

TEST_P(ProgramTest, EverySqlTextIsUnderstood) {
  db::migrate(database(), migrations(), base::system_clock().now());
  EXPECT_EQ(db::prepare_all(database()), std::vector<std::string>{});
}

http::Request request_of(const http::Route& route) {
  http::Request request;
  request.method = route.method;
  request.route = route.pattern;
  request.now = base::system_clock().now();
  for (const char* name :
       {"id", "grant", "before", "after", "item", "code", "slug", "category", "district", "village"})
    request.params.add(name, "01936d3e-0000-7000-8000-000000000000");
  return request;
}

TEST(Routes, WhatChangesSomethingRefusesAFormOfAnotherSite) {
  const support::TempDir folder;
  Store store({folder.path().string(), {}});
  House house(store, {});
  const http::Router router = routes(house);
  for (const http::Route& route : router.routes()) {
    // The choice of light and dark is a cookie of the reader, nothing that is kept.
    if (route.method == http::Method::kGet || route.pattern == "/tampilan") continue;
    http::Request request = request_of(route);
    request.headers.set("Origin", "https://elsewhere.example");
    const http::Response answer = route.handler(request);
    EXPECT_GE(answer.status, 400) << http::name_of(route.method) << ' ' << route.pattern;
  }
}

}  // namespace
}  // namespace app
