#pragma once
// The import on the command line: what `serumpun import … FILE` and `serumpun import undo BATCH` do once the
// store is open.
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "imports/import_desk.h"
#include "text/catalogue.h"

namespace imports_cli {

/// What the program composes; everything outlives the call.
struct Tools {
  db::Database& database;
  imports::ImportDesk& desk;
  imports::TerritorySource territory;
  const text::Catalogue& catalogue;
  identity::Actor actor = identity::Actor::system();
};

/// The office that the rows will belong to.
struct Owner {
  identity::OfficeId id = {};
  std::string key = {}, name = {};
};

struct ImportFile {
  std::string path = {};     ///< "-" is stdin
  std::string dataset = {};  ///< key, e.g. "potential/tourism"
  /// An error where it is not clear whose the rows are: they can then be judged, and not written.
  base::Result<Owner> owner = Owner{};
  std::optional<std::string> mapping_path = {};  ///< JSON {"name": "Nama Objek", …}
  std::vector<std::string> mends = {};           ///< kinds accepted for every row; "all" for every sure one
  bool dry_run = false;
  bool json = false;
  text::Language language = text::Language::kId;
};

/// Declares the options that every import of rows takes: FILE, --dry-run, --mapping, --mend, --json.
void declare(cli::Options& options, ImportFile& file);

/// Prints
/// {"rows","ready","refused":[{"row","column","reason"}],"warned","duplicates":[{"row","of_row"}|{"row","of_id"}]}
/// and, where rows were written, "written", "office" and "batch"; or the same in words on stdout; memory
/// stays flat. Exit code: kDone; kRefused when the file as a whole was refused, or rows were refused and this
/// was no dry run.
int import_file(const Tools& tools, const ImportFile& file);

/// Takes the records of a batch back; what was changed since stays and is named.
int undo_batch(const Tools& tools, const std::string& batch, bool json);

}  // namespace imports_cli
