#pragma once
// Every module of the program with the files compiled into it: tables, sentences, templates; one line each.
#include <span>
#include <vector>

#include "base/embedded.h"
#include "db/migrate.h"
#include "view/views.h"

namespace app {

/// In the order in which their tables refer to each other.
std::span<const db::ModuleMigrations> migrations();
/// text/{id,en}.json of every module.
std::vector<base::EmbeddedFiles> sentences();
/// The templates of every module that shows pages.
std::vector<view::ViewSource> templates();

}  // namespace app
