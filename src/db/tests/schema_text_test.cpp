#include "schema_text.h"

#include <gtest/gtest.h>

namespace {

TEST(SchemaText, TypesBecomeStrictSqliteTypes) {
  EXPECT_EQ(
      db::strict_sqlite_schema(
          "CREATE TABLE a (n BIGINT NOT NULL, r DOUBLE PRECISION, b BYTEA, f BOOLEAN, j JSONB, t TEXT);"),
      "CREATE TABLE a (n INTEGER NOT NULL, r REAL , b BLOB, f INTEGER, j TEXT, t TEXT) STRICT;");
}

TEST(SchemaText, QuotedTextAndCommentsStay) {
  const std::string text =
      "-- BIGINT; here\nCREATE INDEX i ON a (n) WHERE t = 'BIGINT; ''JSON''' /* BYTEA */;";
  EXPECT_EQ(db::strict_sqlite_schema(text), text);
}

TEST(SchemaText, ACommentBeforeATableDoesNotHideIt) {
  EXPECT_EQ(
      db::strict_sqlite_schema("-- what is charged\nCREATE TABLE x (i TEXT);\nCREATE INDEX k ON x (i);"),
      "-- what is charged\nCREATE TABLE x (i TEXT) STRICT;\nCREATE INDEX k ON x (i);");
}

}  // namespace
