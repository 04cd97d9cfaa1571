// Backup and restore as the operator types them.
#include <gtest/gtest.h>

#include "command_list.h"
#include "store.h"
#include "support/temp_dir.h"

namespace app {
namespace {

TEST(BackupCommand, WhatWasBackedUpIsRestoredIntoAnEmptyPlaceAndVerified) {
  const support::TempDir folder;
  const std::string from = (folder / "from").string(), to = (folder / "to").string(),
                    archive = (folder / "a.tar").string();
  { const Store store({from, {}}); }
  EXPECT_EQ(backup_command({"--data", from, archive}), cli::kDone);
  EXPECT_EQ(restore_command({"--data", to, archive}), cli::kDone);
  EXPECT_EQ(verify_command({"--data", to}), cli::kDone);
  EXPECT_EQ(restore_command({"--data", to, archive}), cli::kRefused)
      << "a place that is not empty is left alone";
}

}  // namespace
}  // namespace app
