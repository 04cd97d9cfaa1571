#include "base/temporary.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/failure.h"

namespace {

namespace fs = std::filesystem;

/// The folder for temporary files is one of our own, so that what is left in it can be seen.
class Temporary : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    setenv("TMPDIR", folder_.c_str(), 1);
  }
  void TearDown() override {
    unsetenv("TMPDIR");
    fs::remove_all(folder_);
  }
  const fs::path folder_ = fs::temp_directory_path() / ("temporary_test." + std::to_string(getpid()));
};

TEST_F(Temporary, AFileLiesInTheFolderThatTheSystemNamesAndGoesWithItsOwner) {
  {
    base::TemporaryFile file;
    file.write("satu");
    EXPECT_EQ(fs::path(file.path()).parent_path(), folder_);
    std::string content;
    std::ifstream(file.path()) >> content;
    EXPECT_EQ(content, "satu");
  }
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Temporary, AFileGoesAlsoWhenWhatUsesItFails) {
  try {
    const base::TemporaryFile file;
    throw base::Failure("in the middle");
  } catch (const base::Failure&) {
  }
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Temporary, AnUnnamedFileHoldsBytesAndIsSeenByNobody) {
  const int descriptor = base::unnamed_file();
  base::write_all(descriptor, "dua");
  EXPECT_EQ(lseek(descriptor, 0, SEEK_END), 3);
  EXPECT_TRUE(fs::is_empty(folder_));
  close(descriptor);
}

TEST_F(Temporary, AFolderThatCannotBeWrittenIsNamedWithTheRemedy) {
  fs::remove_all(folder_);
  std::ofstream(folder_.string()) << "no folder";
  try {
    base::unnamed_file();
    SUCCEED() << "the system offers another folder";
  } catch (const base::Failure& failure) {
    EXPECT_NE(std::string(failure.what()).find("TMPDIR"), std::string::npos);
  }
}

}  // namespace
