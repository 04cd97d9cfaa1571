#pragma once
// The officer's pages of the import: upload, preview, columns, rows, saving, undo.
#include <functional>
#include <string>
#include <vector>

#include "db/database.h"
#include "http/router.h"
#include "imports/import_desk.h"
#include "view/once.h"
#include "view/site.h"

namespace imports_web {

struct OfficeChoice {
  identity::OfficeId id;
  std::string name;
};

/// What the pages need; everything in it outlives the routes.
struct Context {
  db::Database& database;
  const view::Site& site;
  const view::Once& once;
  imports::ImportDesk& desk;
  imports::TerritorySource territory;
  std::function<identity::Actor(const http::Request&)> actor_of;
  std::function<std::vector<OfficeChoice>(db::Reader&)> offices;
  /// The page of a record, e.g. "/kerja/potensi/0192…"; empty where there is none.
  std::function<std::string(const std::string& dataset, const std::string& id)> record_path = {};
  /// Tells the queue that there is work.
  std::function<void()> wake = {};
};

/// `context` outlives the router.
void add_routes(http::Router& router, const Context& context);

}  // namespace imports_web
