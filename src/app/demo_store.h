#pragma once
// The store of the demo: a regency from its folder, one account a role, and objects that went through every
// step.
#include <filesystem>

#include "store.h"

namespace app {

struct DemoOptions {
  std::filesystem::path regency;  ///< a folder of data/regencies/
};

/// Fills an empty store; one that is filled stays as it is. Tells on stderr what it does.
void fill_demo(Store& store, const DemoOptions& options);

/// "name<TAB>role<TAB>password" a line, 0600: passwords made at random at the first start, kept nowhere else.
std::filesystem::path accounts_file(const Store& store);

}  // namespace app
