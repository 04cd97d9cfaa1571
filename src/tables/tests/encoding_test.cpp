#include "tables/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "tables/format.h"
#include "utf8.h"

namespace {

using tables::Encoding;

struct Read {
  std::string text;
  Encoding encoding;
};

Read decoded(std::string_view bytes, std::size_t piece = 1 << 16) {
  std::string_view left = bytes;
  tables::Utf8Source source([&left, piece](char* out, std::size_t size) {
    const std::size_t count = std::min({piece, size, left.size()});
    left.copy(out, count);
    left.remove_prefix(count);
    return count;
  });
  Read out;
  std::vector<char> buffer(61);
  for (;;) {
    const std::size_t got = source.read(buffer.data(), buffer.size());
    if (got == 0) break;
    out.text.append(buffer.data(), got);
  }
  out.encoding = source.encoding();
  return out;
}

std::string utf16(std::u32string_view text, bool little, bool mark) {
  std::string out;
  const auto unit = [&](unsigned u) {
    const char low = static_cast<char>(u & 0xFF), high = static_cast<char>(u >> 8);
    out += little ? low : high;
    out += little ? high : low;
  };
  if (mark) unit(0xFEFF);
  for (const char32_t c : text) {
    if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xD800 + ((c - 0x10000) >> 10));
      unit(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

TEST(Encoding, MarksAreDroppedAndTextIsKept) {
  EXPECT_EQ(decoded("\xEF\xBB\xBFnama;desa\n").text, "nama;desa\n");
  EXPECT_EQ(decoded("caf\xC3\xA9 \xF0\x9F\x8C\x8A").text, "café 🌊");
  EXPECT_EQ(decoded("caf\xC3\xA9").encoding, Encoding::kUtf8);
  EXPECT_EQ(decoded("").text, "");
}

TEST(Encoding, Windows1252IsKnownByItsBytes) {
  const Read r = decoded(
      "Lintang;2\xB0"
      "36'53\"\nGua \x93Petak\x94 \x96 Caf\xE9\n");
  EXPECT_EQ(r.text, "Lintang;2°36'53\"\nGua “Petak” – Café\n");
  EXPECT_EQ(r.encoding, Encoding::kWindows1252);
}

TEST(Encoding, AFileOfBothBecomesWholeLine) {
  EXPECT_EQ(decoded("caf\xC3\xA9;caf\xE9\n").text, "café;café\n");
}

TEST(Encoding, Utf16IsReadWithAndWithoutMark) {
  const std::u32string text = U"Nama;Lintang\r\nGoa Calau;2°36'\r\n🌊;1\r\n";
  const std::string expected = "Nama;Lintang\r\nGoa Calau;2°36'\r\n🌊;1\r\n";
  for (const bool little : {true, false})
    for (const bool mark : {true, false}) {
      const Read r = decoded(utf16(text, little, mark), 3);
      EXPECT_EQ(r.text, expected) << little << mark;
      EXPECT_EQ(r.encoding, little ? Encoding::kUtf16Le : Encoding::kUtf16Be);
    }
}

RC_GTEST_PROP(Encoding, AnyBytesBecomeValidUtf8WhateverThePieces, (std::string bytes)) {
  const Read whole = decoded(bytes);
  for (std::size_t at = 0; at < whole.text.size();) {
    const auto c = tables::decode(whole.text, at);
    RC_ASSERT(c.size > 0);
    at += c.size;
  }
  RC_ASSERT(decoded(bytes, 1).text == whole.text);
}

TEST(Format, IsKnownByTheFirstBytes) {
  using tables::Format;
  EXPECT_EQ(tables::format_of(""), Format::kEmpty);
  EXPECT_EQ(tables::format_of(" \r\n\n"), Format::kEmpty);
  EXPECT_EQ(tables::format_of("nama,desa\n"), Format::kText);
  EXPECT_EQ(tables::format_of(utf16(U"nama,desa\n", true, false)), Format::kText);
  EXPECT_EQ(tables::format_of("PK\x03\x04rest"), Format::kXlsx);
  EXPECT_EQ(tables::format_of("\xD0\xCF\x11\xE0\xA1\xB1"), Format::kOldExcel);
  EXPECT_EQ(tables::format_of("\xEF\xBB\xBF {\"type\":\"FeatureCollection\"}"), Format::kGeoJson);
  EXPECT_EQ(tables::format_of("%PDF-1.7"), Format::kOther);
  EXPECT_EQ(tables::format_of("<html>"), Format::kOther);
  EXPECT_EQ(tables::format_of(std::string_view("\x7f"
                                               "ELF\x02\x01\x01\0\0\0\0\0\0\x01",
                                               14)),
            Format::kOther);
}

}  // namespace
