#include <cstdio>
#include <memory>
#include <vector>

#include "base/digest.h"
#include "files/store.h"

namespace files {
namespace {

const db::Sql kReferred{
    "SELECT digest, size_bytes FROM files WHERE EXISTS "
    "(SELECT 1 FROM file_references r WHERE r.digest = files.digest) ORDER BY digest"};

struct Row {
  std::string digest;
  std::int64_t size_bytes = 0;
};
template <class Visit>
void fields(Visit& visit, Row& r) {
  visit("digest", r.digest);
  visit("size_bytes", r.size_bytes);
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// Why the content at `path` is not the one it should be; empty when it is.
std::string trouble_with(const std::filesystem::path& path, const Stored& wanted) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) return "the file is missing";
  base::Sha256Stream hash;
  std::vector<char> piece(256u << 10);
  std::int64_t size_bytes = 0;
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get())) {
    hash.update({piece.data(), got});
    size_bytes += static_cast<std::int64_t>(got);
  }
  if (std::ferror(file.get()) != 0) return "the file cannot be read";
  if (size_bytes != wanted.size_bytes) return "the file has another length";
  return base::hex(hash.finish()) == wanted.digest.text ? "" : "the content was altered";
}

}  // namespace

std::vector<Stored> referred(db::Reader& reader) {
  std::vector<Stored> out;
  for (Row& row : reader.all<Row>(kReferred)) out.push_back({{std::move(row.digest)}, row.size_bytes});
  return out;
}

std::int64_t Store::verify(const std::function<void(const Damage&)>& damaged) const {
  // The list first: a snapshot held open over hours of reading would keep the database from tidying up.
  const auto contents = database_.read([](db::Reader& reader) { return referred(reader); });
  for (const Stored& stored : contents) {
    std::string reason = trouble_with(place_of(stored.digest), stored);
    if (!reason.empty()) damaged({stored.digest, std::move(reason)});
  }
  return static_cast<std::int64_t>(contents.size());
}

}  // namespace files
