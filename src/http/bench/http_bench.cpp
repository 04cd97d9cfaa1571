#include <cstdio>
#include <string>

#include "http/server.h"

// Serves the same page three ways until its standard input ends: http_bench FILE. Prints its port first.
namespace {

std::string read_file(const char* path) {
  std::string content;
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return content;
  char piece[4096];
  for (std::size_t got; (got = std::fread(piece, 1, sizeof piece, file)) > 0;) content.append(piece, got);
  std::fclose(file);
  return content;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string page = read_file(argv[1]);
  http::Assets assets;
  assets.add("/static.html", page);
  http::Router router;
  router.get("/kept.html", [&](const http::Request&) { return http::html(page).until_change({"page"}); });
  router.get("/made.html", [&](const http::Request&) { return http::html(page); });
  http::Changes changes;
  http::Metrics metrics;
  http::Server server({.listen = {"127.0.0.1", 0}, .workers = 1}, std::move(router), std::move(assets),
                      changes, metrics);
  server.start();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  return 0;
}
