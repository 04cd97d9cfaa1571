#pragma once
// What the program that is killed and the test that kills it agree upon.
#include "db/migrate.h"

namespace kill_protocol {

inline constexpr int kWriters = 2000;
/// The descriptor on which each acknowledged write is told.
inline constexpr int kAcknowledgements = 3;

struct Acknowledged {
  int writer = 0, number = 0;
};

inline constexpr base::EmbeddedFile kFiles[] = {
    {"sql/0001_entries.sql",
     "CREATE TABLE writers (writer BIGINT PRIMARY KEY, written BIGINT NOT NULL);"
     "CREATE TABLE entries (writer BIGINT NOT NULL, number BIGINT NOT NULL,"
     " PRIMARY KEY (writer, number));"}};
inline constexpr db::ModuleMigrations kModules[] = {{"kill", kFiles}};

}  // namespace kill_protocol
