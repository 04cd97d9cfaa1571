#pragma once
// Mapping: which column of the file is which column of the dataset.
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "imports/dataset.h"
#include "tables/layout.h"

namespace imports {

/// For each column of the dataset, its place in the file; none when the file has none.
struct Mapping {
  std::vector<std::optional<std::size_t>> file_column = {};
  /// The headers as written, by column of the file.
  std::vector<std::string> headers = {};

  /// How many columns of the file are used.
  std::size_t recognised() const;
  /// The header that people see for a column of the dataset; empty where the file has none.
  const std::string& header(std::size_t column) const;
};

/// The words by which any column of the dataset, or a column that files often have and nobody needs ("No"),
/// is known.
tables::KnownHeaders known_headers(const Dataset& dataset);

/// What a person chose, by key of the dataset's column: the header as written, or "" for none. What is not
/// named is recognised by its aliases. `chosen` is {"name": "Nama Objek", …}; a header that the file lacks is
/// passed over.
Mapping map_columns(const Dataset& dataset, const std::vector<std::string>& headers,
                    const base::Json& chosen = {});

/// {"name": "Nama Objek", …} of every column of the dataset that the file has; "" where it has none.
base::Json mapping_json(const Dataset& dataset, const Mapping& mapping);

/// Refuses a file whose columns cannot give a row: a required one is missing, or nothing says where a thing
/// is.
base::Result<void> check_mapping(const Dataset& dataset, const Mapping& mapping);

}  // namespace imports
