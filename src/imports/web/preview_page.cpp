// The preview: what would be saved, what is proposed, what is refused and why, where it lies, what may be
// double.
#include <algorithm>
#include <array>

#include "pages.h"

namespace imports_web {

using base::Json;

namespace {

constexpr int kRefusedShown = 8;

/// Shares of the bar on top, in tenths of a percent; a part that exists is never too thin to be seen.
Json bar_of(const imports::Batch& batch) {
  const std::int64_t mended = batch.count("mended");
  const std::array<std::pair<const char*, std::int64_t>, 4> parts = {
      {{"sg-ready", batch.count("ready") - mended},
       {"sg-mend", mended},
       {"sg-twin", batch.count("duplicates")},
       {"sg-refuse", batch.count("refused")}}};
  const double total = static_cast<double>(std::max<std::int64_t>(1, batch.count("rows")));
  Json bar = Json::array();
  double x = 0;
  for (const auto& [sign, count] : parts) {
    if (count <= 0) continue;
    const double width = std::max(0.5, 100.0 * static_cast<double>(count) / total);
    bar.push_back(Json::object({{"sign", sign},
                                {"x", std::to_string(x) + "%"},
                                {"width", std::to_string(std::max(0.2, width - 0.3)) + "%"}}));
    x += width;
  }
  return bar;
}

}  // namespace

bool is_sure(std::string_view mend) {
  constexpr std::array<std::string_view, 5> kSure = {"swapped", "sign", "swapped_sign", "decimal", "utm"};
  return std::find(kSure.begin(), kSure.end(), mend) != kSure.end();
}

Json Page::mends_of(const imports::Batch& batch) const {
  Json mends = Json::array();
  const bool untouched = batch.generation == 1;
  for (const Json& mend : batch.preview_json.at("mends").as_array()) {
    const std::string& kind = mend.at("kind").as_string();
    std::string old_text, new_text;
    for (const Json& cell : mend.at("cells").as_array()) {
      old_text += (old_text.empty() ? "" : "; ") + cell.at("old").as_string();
      new_text += (new_text.empty() ? "" : "; ") + cell.at("new").as_string();
    }
    if (new_text.empty() || new_text == "; ") new_text = say({"imports_web.empty", {}});
    const bool accepted = mend.at("accepted").as_int() > 0;
    mends.push_back(Json::object({{"kind", kind},
                                  {"name", say({"imports_web.mend_" + kind, {}})},
                                  {"why", say(imports::message_from(mend.at("why")))},
                                  {"old", old_text},
                                  {"new", new_text},
                                  {"rows", mend.at("rows").as_int()},
                                  {"checked", accepted || (untouched && is_sure(kind))},
                                  {"path", path_of(batch.id) + "/baris?yang=mend:" + kind}}));
  }
  return mends;
}

Json Page::row_of(const imports::StoredRow& row, const imports::Choices& choices) const {
  std::string reasons;
  bool has_mend = false;
  for (const Json& remark : row.remarks_json.as_array()) {
    reasons += (reasons.empty() ? "" : "; ") + say(imports::message_from(remark.at("message")));
    has_mend |= remark.find("mend") != nullptr;
  }
  const int number = static_cast<int>(row.row_number);
  if (row.twin_row || row.twin_id)
    reasons += (reasons.empty() ? "" : "; ") +
               say({row.twin_row ? "imports_web.twin_of_row" : "imports_web.twin_of_record",
                    {{"row", row.twin_row.value_or(0)}}});
  const bool written = row.state == "ready" || row.state == "warned";
  return Json::object(
      {{"row", row.row_number},
       {"name", row.name.empty() ? say({"imports_web.no_name", {}}) : row.name},
       {"state", say({"imports_web.row_" + row.state, {}})},
       {"why", reasons},
       {"where", row.lat && row.lon ? Json(say({"imports_web.point", {{"lat", *row.lat}, {"lon", *row.lon}}}))
                                    : Json()},
       {"checked", written && !choices.left_out.contains(number)},
       {"can_choose", written || row.state == "duplicate" || has_mend}});
}

http::Response Page::preview(const imports::Batch& batch) const {
  const imports::Choices choices = imports::choices_from(batch.choices_json);
  Json data = heading(batch), refused = Json::array();
  const auto territory = context_.database.read([&](db::Reader& reader) {
    for (const imports::StoredRow& row : context_.desk.rows(reader, batch, "refused", 0, kRefusedShown))
      refused.push_back(row_of(row, choices));
    return context_.territory(reader);
  });
  const Json& points = batch.preview_json.at("points");
  const std::int64_t inside = points.at("inside_rows").as_int(), mended = points.at("mended_rows").as_int(),
                     outside = points.at("outside_rows").as_int();
  const base::Message map_words{"imports_web.map_words",
                                {{"inside", inside},
                                 {"mended", mended},
                                 {"outside", outside},
                                 {"without", points.at("without").as_int()}}};
  data["map"] = territory == nullptr
                    ? std::string()
                    : map_svg(*territory, points, say({"imports_web.map_title", {}}), say(map_words));
  data["inside"] = inside;
  data["mended_points"] = mended;
  data["outside"] = outside;
  data["without"] = points.at("without").as_int();
  data["bar"] = bar_of(batch);
  data["rows"] = batch.count("rows");
  data["ready"] = batch.count("ready");
  data["plain"] = batch.count("ready") - batch.count("mended");
  data["mended"] = batch.count("mended");
  data["warned"] = batch.count("warned");
  data["duplicates"] = batch.count("duplicates");
  data["refused_count"] = batch.count("refused");
  data["refused"] = std::move(refused);
  data["any_refused"] = batch.count("refused") > 0;
  data["recognised"] = batch.preview_json.at("recognised").as_int();
  data["headers"] = static_cast<std::int64_t>(batch.preview_json.at("headers").as_array().size());
  data["mends"] = mends_of(batch);
  data["any_mends"] = !data.at("mends").as_array().empty();
  data["twins"] = twins_of(batch, choices);
  data["merged"] = batch.count("merged");
  data["any_merged"] = batch.count("merged") > 0;
  data["any_ready"] = batch.count("ready") > 0;
  data["rows_path"] = path_of(batch.id) + "/baris";
  return show({"imports_web.preview_title", {{"file", batch.file_name}}}, "imports/preview", std::move(data));
}

}  // namespace imports_web
