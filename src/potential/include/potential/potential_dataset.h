#pragma once
// PotentialDataset: how files of one category come into the inventory: their columns, checks, twins, drafts.
#include "imports/dataset.h"
#include "potential/inventory_desk.h"

namespace potential {

class PotentialDataset final : public imports::Dataset {
 public:
  /// Both outlive the dataset.
  PotentialDataset(const InventoryDesk& desk, const Category& category);

  std::string key() const override;
  std::string title() const override;
  const std::vector<imports::Column>& columns() const override { return columns_; }
  std::optional<std::size_t> name_column() const override { return 0; }
  std::unique_ptr<imports::Checker> checker(db::Reader& reader, std::string_view office) const override;
  base::Result<imports::Written> write(db::Transaction& transaction, const imports::Writing& writing,
                                       const imports::Row& row) const override;
  base::Result<imports::Written> merge(db::Transaction& transaction, const imports::Writing& writing,
                                       const imports::Row& row, const imports::Merge& merge) const override;
  base::Result<void> undo(db::Transaction& transaction, const imports::Writing& writing,
                          const imports::Written& written) const override;
  std::optional<std::vector<std::string>> describe(db::Reader& reader, const identity::Actor& actor,
                                                   std::string_view id) const override;

 private:
  void take_cells(Record& record, const imports::Row& row) const;

  const InventoryDesk& desk_;
  const Category& category_;
  std::vector<imports::Column> columns_;
};

}  // namespace potential
