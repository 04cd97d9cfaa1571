#pragma once
// How a file is laid out: what separates its cells, in which row its headers stand, where its data begin.
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tables {

struct Layout {
  char separator = ',';
  bool separator_line =
      false;           ///< the first line is "sep=;", which spreadsheets do not show and do not count
  int header_row = 0;  ///< 0 when no row looks like headers
  int first_data_row = 1;
  std::vector<std::string> headers = {};  ///< as typed, trimmed; of two header rows the lower name
};

/// Headers by which columns are known, each fold()ed.
using KnownHeaders = std::unordered_set<std::string>;

/// `start`: the beginning of the file in UTF-8; `whole` when there is no more. Titles above the headers, a
/// second header row under merged ones, and a row that numbers the columns are told apart from data.
Layout detect_layout(std::string_view start, bool whole, const KnownHeaders& known);
/// The same for rows whose separator is known.
Layout detect_headers(std::string_view start, bool whole, char separator, const KnownHeaders& known);

/// How many of its headers are known.
std::size_t known_headers(const Layout& layout, const KnownHeaders& known);

/// The forms under which a header may be known: the whole, without what stands in parentheses, the part
/// before a '/' or a line break; fold()ed, the most exact first.
std::vector<std::string> header_forms(std::string_view header);

}  // namespace tables
