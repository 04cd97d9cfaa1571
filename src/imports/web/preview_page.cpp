// The preview: what would be saved, what is proposed, what is refused and why, where it lies, what may be
// double.
#include <algorithm>
#include <array>

#include "pages.h"

namespace imports_web {

using base::Json;

namespace {

constexpr int kRefusedShown = 8;
constexpr std::size_t kTwinColumns = 10;

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
  if (row.state == "duplicate")
    reasons = say({row.twin_row ? "imports_web.twin_of_row" : "imports_web.twin_of_record",
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

/// One pair at a time, beside each other.
Json Page::twins_of(const imports::Batch& batch, const imports::Choices& choices) const {
  return context_.database.read([&](db::Reader& reader) -> Json {
    const auto twins = context_.desk.rows(reader, batch, "duplicate", 0, 200);
    if (twins.empty()) return {};
    const std::size_t at = std::min<std::size_t>(
        twins.size() - 1,
        static_cast<std::size_t>(std::max(1, std::atoi(std::string(request_.query_value("kembar")).c_str())) -
                                 1));
    const imports::StoredRow& row = twins[at];
    const imports::Dataset* dataset = context_.desk.datasets().find(batch.dataset);
    if (dataset == nullptr) return {};
    std::vector<std::string> other(dataset->columns().size());
    if (row.twin_row) {
      const auto same = context_.desk.rows(reader, batch, "", *row.twin_row - 1, 1);
      for (std::size_t c = 0; c < other.size() && !same.empty(); ++c)
        other[c] = same.front().texts_json.at(dataset->columns()[c].key).as_string();
    } else if (const auto record = dataset->describe(reader, *row.twin_id)) {
      other = *record;
    }
    Json lines = Json::array();
    for (std::size_t c = 0; c < other.size() && lines.as_array().size() < kTwinColumns; ++c) {
      const std::string& mine = row.texts_json.at(dataset->columns()[c].key).as_string();
      if (mine.empty() && other[c].empty()) continue;
      lines.push_back(Json::object({{"name", say({dataset->columns()[c].label, {}})},
                                    {"mine", mine},
                                    {"other", other[c]},
                                    {"differs", mine != other[c]}}));
    }
    const std::string path = row.twin_id && context_.record_path
                                 ? context_.record_path(batch.dataset, *row.twin_id)
                                 : std::string();
    return Json::object(
        {{"row", row.row_number},
         {"of", row.twin_row ? say({"imports_web.in_row", {{"row", *row.twin_row}}})
                             : say({"imports_web.in_store", {}})},
         {"of_path", path.empty() ? Json() : Json(path)},
         {"lines", std::move(lines)},
         {"name", row.name},
         {"different", choices.different.contains(static_cast<int>(row.row_number))},
         {"shown", say({"imports_web.pair",
                        {{"n", static_cast<std::int64_t>(at + 1)}, {"of", batch.count("duplicates")}}})},
         {"next",
          at + 1 < twins.size() ? Json(path_of(batch.id) + "?kembar=" + std::to_string(at + 2)) : Json()}});
  });
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
  data["any_ready"] = batch.count("ready") > 0;
  data["rows_path"] = path_of(batch.id) + "/baris";
  return show({"imports_web.preview_title", {{"file", batch.file_name}}}, "imports/preview", std::move(data));
}

/// The ticks of the page, then what its button asks for. What was not looked at yet is not saved.
http::Response Page::choose() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  const http::Form& form = request_.form();
  const imports::Choices before = imports::choices_from(batch->choices_json);
  imports::Choices choices = before;
  choices.mends.clear();
  for (const std::string_view kind : form.all("usul")) choices.mends.insert(std::string(kind));
  const int twin = std::atoi(std::string(form.get("kembar")).c_str());
  if (twin > 0 && form.get("putusan") == "beda") choices.different.insert(twin);
  if (twin > 0 && form.get("putusan") == "lewati") choices.different.erase(twin);
  const bool changed = choices.mends != before.mends || choices.different != before.different;
  if (changed) {
    if (const auto chosen = context_.desk.choose(actor_, batch->id, choices); !chosen)
      return error(chosen.error());
    read_at_once(*batch);
    return context_.site.done(request_, path_of(batch->id), {"imports_web.checked_again", {}});
  }
  if (form.get("do") != "simpan") return back(batch->id);
  const std::int64_t seen = std::atoll(std::string(form.get("generasi")).c_str());
  if (const auto saved = context_.desk.save(actor_, batch->id, seen); !saved) return error(saved.error());
  if (context_.desk.at_once(*batch)) {
    context_.desk.write(batch->id);
  } else if (context_.wake) {
    context_.wake();
  }
  return back(batch->id);
}

}  // namespace imports_web
