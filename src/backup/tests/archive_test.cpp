#include "archive.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "support/temp_dir.h"
#include "tar.h"

namespace {

class ArchiveTest : public ::testing::Test {
 protected:
  void write_archive() {
    backup::ArchiveWriter archive(path, 1'700'000'000);
    archive.begin("manifest.json");
    archive.write("{}\n");
    archive.end();
    archive.begin("files/large");
    for (int i = 0; i < 30; ++i) archive.write(std::string(100'000, static_cast<char>('a' + i % 26)));
    archive.end();
    archive.begin("tables/empty.jsonl");
    archive.end();
    archive.commit();
  }
  std::string refusal() {
    const auto opened = backup::ArchiveReader::open(path);
    return opened ? "" : opened.error().message.key;
  }
  support::TempDir dir;
  std::filesystem::path path = dir / "a.tar";
};

TEST_F(ArchiveTest, EntriesComeBackAsTheyWereWritten) {
  write_archive();
  const auto archive = backup::ArchiveReader::open(path).value();
  EXPECT_EQ(archive.entries().size(), 4u);
  EXPECT_EQ(archive.read_whole(*archive.find("manifest.json")), "{}\n");
  EXPECT_EQ(archive.find("files/large")->size_bytes, 3'000'000);
  EXPECT_EQ(archive.read_whole(*archive.find("tables/empty.jsonl")), "");
}

// The promise of the header: the ordinary tools suffice.
TEST_F(ArchiveTest, TarAndSha256sumUnderstandIt) {
  write_archive();
  const std::string command =
      "cd " + dir.path().string() + " && tar xf a.tar && sha256sum --quiet -c SHA256SUMS";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_F(ArchiveTest, NothingIsLeftWithoutCommit) {
  { backup::ArchiveWriter archive(path, 0); }
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST_F(ArchiveTest, AnyAlteredByteIsNoticed) {
  write_archive();
  const std::string whole = support::read_file(path);
  const std::size_t end = whole.size() - 2 * backup::kTarBlock;
  for (std::size_t at = 0; at < end; at += 40'009) {
    std::string altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    // The padding between entries carries nothing.
    support::write_file(path, altered);
    const auto opened = backup::ArchiveReader::open(path);
    EXPECT_FALSE(opened) << at;
  }
}

TEST_F(ArchiveTest, ACutArchiveIsRefusedWhereverItEnds) {
  write_archive();
  const std::string whole = support::read_file(path);
  for (std::size_t size = 0; size + 2 * backup::kTarBlock < whole.size(); size += 99'991) {
    support::write_file(path, whole.substr(0, size));
    EXPECT_EQ(refusal(), "backup.cut_short") << size;
  }
}

TEST_F(ArchiveTest, OtherFilesAreNoArchive) {
  EXPECT_EQ(refusal(), "backup.no_archive");
  support::write_file(path, std::string(2048, 'x'));
  EXPECT_EQ(refusal(), "backup.no_such_format");
}

TEST(Tar, LengthsOverEightGibibytesAreKept) {
  const std::int64_t size = 9ll << 30;
  EXPECT_EQ(backup::parse_tar_header(backup::tar_header({"a", size, 1})).value().size_bytes, size);
  EXPECT_EQ(backup::parse_tar_header(backup::tar_header({"a", 12, 1})).value().size_bytes, 12);
}

}  // namespace
