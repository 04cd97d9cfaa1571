#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "site.h"
#include "support/temp_dir.h"

// Bodies in both directions: compression, ranges, streams, uploads.
namespace {

std::string unbrotli(const std::string& small) {
  std::string out(1u << 20, '\0');
  std::size_t size = out.size();
  BrotliDecoderDecompress(small.size(), reinterpret_cast<const std::uint8_t*>(small.data()), &size,
                          reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

std::string gunzip(std::string small) {
  std::string out(16u << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(small.data());
  stream.avail_in = static_cast<uInt>(small.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return status == Z_STREAM_END ? out : "not gzip";
}

void pages(http::Router& router) {
  router.get("/besar", [](const http::Request&) { return http::html(test::pattern(20'000)); });
  router.get("/kecil", [](const http::Request&) { return http::html("kecil"); });
  router.get("/foto", [](const http::Request&) { return http::bytes("image/jpeg", test::pattern(20'000)); });
}

TEST(Compression, GivesWhatTheClientLikesBest) {
  test::Site site(pages);
  for (const char* target : {"/besar", "/static/app.css"}) {
    const std::string whole = site.get(target).body;
    const test::Answer brotli = site.get(target, "Accept-Encoding: gzip, deflate, br\r\n");
    const test::Answer gzip = site.get(target, "Accept-Encoding: gzip, br;q=0\r\n");
    EXPECT_EQ(brotli.headers.get("Content-Encoding"), "br");
    EXPECT_EQ(gzip.headers.get("Content-Encoding"), "gzip");
    EXPECT_EQ(unbrotli(brotli.body), whole);
    EXPECT_EQ(gunzip(gzip.body), whole);
    EXPECT_LT(brotli.body.size(), whole.size() / 2);
    EXPECT_NE(brotli.headers.get("Vary").find("Accept-Encoding"), std::string::npos);
  }
}

TEST(Compression, LeavesAloneWhatGainsNothing) {
  test::Site site(pages);
  for (const char* target : {"/kecil", "/foto", "/static/photo.jpg"}) {
    EXPECT_FALSE(site.get(target, "Accept-Encoding: br\r\n").headers.has("Content-Encoding")) << target;
  }
  EXPECT_FALSE(site.get("/besar", "Accept-Encoding: br;q=0, gzip;q=0\r\n").headers.has("Content-Encoding"));
}

TEST(Assets, WithTheirVersionAreKeptForEver) {
  http::Assets assets;
  assets.add("/static/app.css", test::pattern(5'000));
  const std::string url = assets.url("/static/app.css");
  test::Site site;
  EXPECT_EQ(site.get(url).headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(site.get("/static/app.css").headers.get("Cache-Control"), "public, no-cache");
  EXPECT_EQ(site.get("/static/app.css?v=0").status, 200);
  const std::string etag(site.get(url).headers.get("ETag"));
  EXPECT_EQ(site.get(url, "If-None-Match: " + etag + "\r\n").status, 304);
}

TEST(Ranges, OfFilesAndBytesAreServed) {
  support::TempDir dir;
  const std::string whole = test::pattern(300'000), path = dir.path() / "laporan.pdf";
  std::ofstream(path, std::ios::binary) << whole;
  test::Site site([&](http::Router& router) {
    pages(router);
    router.get("/berkas", [path](const http::Request&) { return http::file("application/pdf", path); });
  });
  EXPECT_EQ(site.get("/berkas").body, whole);
  EXPECT_EQ(site.get("/berkas").headers.get("Accept-Ranges"), "bytes");
  const test::Answer middle = site.get("/berkas", "Range: bytes=1000-200999\r\n");
  EXPECT_EQ(middle.status, 206);
  EXPECT_EQ(middle.headers.get("Content-Range"), "bytes 1000-200999/300000");
  EXPECT_EQ(middle.body, whole.substr(1'000, 200'000));
  EXPECT_EQ(site.get("/berkas", "Range: bytes=-5\r\n").body, whole.substr(299'995));
  EXPECT_EQ(site.get("/foto", "Range: bytes=19990-\r\n").body, test::pattern(20'000).substr(19'990));
  EXPECT_EQ(site.get("/static/photo.jpg", "Range: bytes=0-9\r\n").body, test::pattern(10));
}

TEST(Ranges, ThatCannotBeServedAreAnsweredAsTheStandardSays) {
  test::Site site(pages);
  const test::Answer beyond = site.get("/foto", "Range: bytes=20000-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers.get("Content-Range"), "bytes */20000");
  EXPECT_EQ(site.get("/foto", "Range: bytes=0-1,5-6\r\n").status, 200);
  EXPECT_EQ(site.get("/foto", "Range: bytes=0-1\r\nIf-Range: \"lain\"\r\n").status, 200);
}

TEST(Streams, AreSentInChunksAndCompressed) {
  const auto add = [](http::Router& router) {
    router.get("/ekspor", [](const http::Request&) {
      return http::stream("text/csv", [left = 100](char* out, std::size_t size) mutable {
        if (left-- == 0) return std::size_t{0};
        const std::string piece = test::pattern(std::min<std::size_t>(size, 20'000));
        return piece.copy(out, piece.size());
      });
    });
  };
  test::Site site(add);
  const test::Answer plain = site.get("/ekspor"), gzip = site.get("/ekspor", "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(plain.headers.get("Transfer-Encoding"), "chunked");
  EXPECT_EQ(plain.body.size(), 2'000'000u);
  EXPECT_EQ(gzip.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(gunzip(gzip.body), plain.body);
  test::Client old = site.connect();
  old.send("GET /ekspor HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.read().body, plain.body);
}

TEST(Streams, ThatBreakAreNotTakenForWhole) {
  test::Site site([](http::Router& router) {
    router.get("/ekspor", [](const http::Request&) {
      return http::stream("text/csv", [left = 3](char* out, std::size_t) mutable -> std::size_t {
        if (left-- == 0) throw std::runtime_error("the database went away");
        *out = 'x';
        return 1;
      });
    });
  });
  EXPECT_EQ(site.get("/ekspor").status, 0);
  EXPECT_EQ(site.get("/halo/x").status, 200);
}

TEST(Streams, WaitForTheirReader) {
  std::atomic<std::size_t> made = 0;
  test::Site site([&](http::Router& router) {
    router.get("/tanpa-akhir", [&](const http::Request&) {
      return http::stream("application/octet-stream", [&](char*, std::size_t size) {
        made += size;
        return size;
      });
    });
  });
  test::Client client = site.connect();
  client.send("GET /tanpa-akhir HTTP/1.1\r\nHost: a\r\n\r\n");
  std::size_t taken = 0;
  while (taken < 1'000'000) taken += client.read_some(64 * 1024).size();
  // It is ahead of the reader by what the kernel buffers, not by what it could make.
  EXPECT_EQ(site.get("/halo/x").status, 200);
  EXPECT_LT(made, taken + (16u << 20));
}

TEST(Uploads, LargerThanMemoryLieInAFileWithoutAName) {
  support::TempDir dir;
  test::Site site(nullptr, [&](http::Config& config) { config.spool_folder = dir.path(); });
  const std::string body = test::pattern(5'000'000);
  EXPECT_EQ(site.post("/upload", "application/octet-stream", body).body, "5000000");
  EXPECT_EQ(site.post("/echo", "application/octet-stream", body.substr(0, 200'000)).body,
            body.substr(0, 200'000));
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(Uploads, OverTheLimitOfTheirRouteAreRefusedAtOnce) {
  test::Site site;
  EXPECT_EQ(site.post("/echo", "text/plain", test::pattern(1'100'000)).status, 413);
  EXPECT_EQ(site.post("/upload", "text/plain", test::pattern(1'100'000)).body, "1100000");
}

TEST(Uploads, WithoutRoomAreAnsweredWith503) {
  test::Site site(nullptr, [](http::Config& config) { config.spool_folder = "/nonexistent"; });
  EXPECT_EQ(site.post("/upload", "text/plain", test::pattern(200'000)).status, 503);
  EXPECT_EQ(site.post("/upload", "text/plain", test::pattern(2'000)).status, 200);
}

TEST(Uploads, HalfSentReachNoHandlerAndLeaveNothing) {
  support::TempDir dir;
  std::atomic<int> handled = 0;
  {
    test::Site site(
        [&](http::Router& router) {
          router.post("/simpan", [&](const http::Request&) { return ++handled, http::text("ya"); },
                      {.max_body_bytes = 8u << 20});
        },
        [&](http::Config& config) { config.spool_folder = dir.path(); });
    for (const char* begun :
         {"Content-Length: 5000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n4C4B40\r\n"}) {
      test::Client client = site.connect();
      client.send("POST /simpan HTTP/1.1\r\nHost: a\r\n" + std::string(begun) + test::pattern(1'000'000));
    }
    EXPECT_EQ(site.post("/simpan", "text/plain", "x").status, 200);
  }
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(Uploads, AreAskedForWhenTheClientWaits) {
  test::Site site;
  test::Client client = site.connect();
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("abc");
  EXPECT_EQ(client.read().body, "abc");
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 413);
}

TEST(Uploads, ReachTheHandlerAsAForm) {
  std::string seen;
  test::Site site([&](http::Router& router) {
    router.post("/simpan",
                [&](const http::Request& request) {
                  const http::Upload* photo = request.form().file("foto");
                  seen = std::string(request.form().get("nama")) + '|' +
                         (photo ? photo->filename + '|' + photo->content.text() : "");
                  return http::see_other("/objek");
                },
                {.max_body_bytes = 8u << 20});
  });
  const std::string photo = test::pattern(150'000);
  const std::string body =
      "--B\r\nContent-Disposition: form-data; name=\"nama\"\r\n\r\nGoa Calau\r\n--B\r\n"
      "Content-Disposition: form-data; name=\"foto\"; filename=\"goa.jpg\"\r\nContent-Type: "
      "image/jpeg\r\n\r\n" +
      photo + "\r\n--B--\r\n";
  EXPECT_EQ(site.post("/simpan", "multipart/form-data; boundary=B", body).status, 303);
  EXPECT_EQ(seen, "Goa Calau|goa.jpg|" + photo);
  EXPECT_EQ(site.post("/simpan", "application/x-www-form-urlencoded", "nama=Danau+Biaro").status, 303);
  EXPECT_EQ(seen, "Danau Biaro|");
  EXPECT_EQ(site.post("/simpan", "multipart/form-data; boundary=C", body).status, 400);
  EXPECT_EQ(site.post("/simpan", "application/x-www-form-urlencoded", "nama=%").status, 400);
}

}  // namespace
