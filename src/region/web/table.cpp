#include "table.h"

namespace region_web {

using base::Json;

Json row_json(std::initializer_list<Cell> cells) {
  Json out = Json::array();
  for (const Cell& c : cells)
    out.push_back(Json::object({{"head", c.head},
                                {"text", c.text},
                                {"path", c.path},
                                {"note", c.note},
                                {"numeric", c.numeric},
                                {"column", c.column},
                                {"status", c.status}}));
  return Json::object({{"picked", false}, {"value", nullptr}, {"label", nullptr}, {"cells", std::move(out)}});
}

Json table_json(std::string caption, std::initializer_list<std::string> columns, Json rows) {
  Json heads = Json::array();
  for (const std::string& column : columns) {
    const bool numeric = column.starts_with('#');
    heads.push_back(Json::object({{"label", numeric ? column.substr(1) : column},
                                  {"numeric", numeric},
                                  {"sort", nullptr},
                                  {"sorted", nullptr}}));
  }
  return Json::object(
      {{"caption", std::move(caption)},
       {"pick", false},
       {"span", static_cast<std::int64_t>(columns.size())},
       {"columns", std::move(heads)},
       {"groups",
        Json::array({Json::object(
            {{"title", nullptr}, {"late", false}, {"count", nullptr}, {"rows", std::move(rows)}})})}});
}

}  // namespace region_web
