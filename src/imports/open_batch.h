#pragma once
// A batch's file opened with all that judging its rows needs.
#include <memory>
#include <optional>
#include <string>

#include "db/database.h"
#include "files/store.h"
#include "imports/import_desk.h"
#include "imports/judge.h"
#include "imports/mapping.h"
#include "imports/table_file.h"

namespace imports {

/// Rows written before, of every batch that was not undone.
class WrittenRows final : public Earlier {
 public:
  WrittenRows(db::Database& database, std::string dataset, std::string office);
  ~WrittenRows() override;
  std::optional<std::string> find(std::string_view fingerprint) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct OpenBatch {
  const Dataset* dataset = nullptr;
  TableFile file;
  Mapping mapping;
  std::shared_ptr<const Territory> territory;
  std::unique_ptr<Checker> checker;
  std::unique_ptr<WrittenRows> earlier;
  std::unique_ptr<RowJudge> judge;
  Choices choices;
};

/// The sentence for the person when the file as a whole cannot be used.
base::Result<std::unique_ptr<OpenBatch>> open_batch(db::Database& database, files::Store& files,
                                                    const Datasets& datasets,
                                                    const TerritorySource& territory, const Batch& batch);

}  // namespace imports
