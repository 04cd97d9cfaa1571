#pragma once
// Cells as people type them, made comparable: trimmed, valid, and folded to words.
#include <cstddef>
#include <string>
#include <string_view>

namespace tables {

/// Without blanks (U+00A0, zero-width ones and byte-order marks too) at both ends and without the apostrophe
/// that makes a spreadsheet keep a number as text. The view lies in `cell`.
std::string_view trim(std::string_view cell);

/// trim(), and in `out` control characters and runs of blanks become one space. Returns `cell`'s own bytes
/// where nothing had to change; else a view of `scratch`, which is appended to.
std::string_view clean(std::string_view cell, std::string& scratch);
/// The same, but line breaks stay, as LF.
std::string_view clean_lines(std::string_view cell, std::string& scratch);

/// Whether nothing was said: empty, "-", "n/a", "null", "#N/A", "kosong", "(kosong)" and the like. Not "NaN"
/// or "0".
bool is_blank(std::string_view cell);

/// Letters and digits only, lower case, accents of Latin letters dropped; one blank stays between two digits:
/// "Kode_Wilayah" and "KODE WILAYAH (*)" → "kodewilayah", "SDN 5 12" → "sdn5 12". For comparing, never for
/// showing.
std::string fold(std::string_view text);
/// fold() into `out`, whose content goes.
void fold_into(std::string& out, std::string_view text);

/// Code points in valid UTF-8.
std::size_t length(std::string_view text);
/// At most `count` code points, with "…" behind where something was cut.
std::string shorten(std::string_view text, std::size_t count);

}  // namespace tables
