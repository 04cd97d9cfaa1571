// The list of imports, uploading, and what a batch shows in each of its states.
#include <algorithm>

#include "pages.h"
#include "view/status.h"

namespace imports_web {

using base::Json;
using identity::Permission;
namespace state = imports::batch_state;

namespace {

constexpr const char* kFile = "berkas";

Json choice(std::string value, std::string label, std::string_view chosen) {
  const bool selected = value == chosen;
  return Json::object({{"value", std::move(value)}, {"label", std::move(label)}, {"selected", selected}});
}

view::Tone tone_of(const imports::Batch& batch) {
  if (batch.busy()) return view::Tone::kSubmitted;
  if (batch.state == state::kPreview) return view::Tone::kWaiting;
  if (batch.state == state::kWritten) return view::Tone::kDecided;
  return batch.state == state::kRefused ? view::Tone::kLate : view::Tone::kRejected;
}

}  // namespace

base::Result<imports::Batch> Page::find() const {
  const auto id = imports::BatchId::parse(request_.param("id"));
  if (!id) return base::fail(base::ErrorCode::kNotFound, {"imports.batch_unknown", {}});
  return context_.database.read([&](db::Reader& reader) { return context_.desk.find(reader, actor_, *id); });
}

std::string Page::say(const base::Message& message) const {
  return imports::say(context_.site.views().catalogue(), request_.language, message);
}

std::string Page::title_of(const imports::Batch& batch) const {
  const imports::Dataset* dataset = context_.desk.datasets().find(batch.dataset);
  return dataset == nullptr ? batch.dataset : say({dataset->title(), {}});
}

http::Response Page::show(const base::Message& title, const char* view, Json data) const {
  const view::PageHead head{.title = say(title), .frame = view::Frame::kWork, .nav = "/kerja/impor"};
  return context_.site.page_or_json(request_, head, view, std::move(data));
}

http::Response Page::back(const imports::BatchId& id) const {
  return http::see_other(http::local_path(request_.language, path_of(id)));
}

void Page::read_at_once(const imports::Batch& batch) const {
  if (context_.desk.at_once(batch)) return context_.desk.read(batch.id);
  if (context_.wake) context_.wake();
}

Json Page::heading(const imports::Batch& batch) const {
  return Json::object({{"id", batch.id.text()},
                       {"path", path_of(batch.id)},
                       {"dataset", title_of(batch)},
                       {"file", batch.file_name},
                       {"person", batch.person_name},
                       {"at", base::to_json(batch.created_at)},
                       {"state", batch.state},
                       {"generation", batch.generation},
                       {"counts", batch.counts_json}});
}

http::Response Page::list(const base::Error* refused) const {
  if (auto no = identity::refuse(actor_, Permission::kImportInventory)) return error(*no);
  const auto chosen = [&](const char* field) {
    return refused == nullptr ? std::string_view() : request_.form().get(field);
  };
  Json batches = Json::array(), offices = Json::array(), datasets = Json::array();
  context_.database.read([&](db::Reader& reader) {
    for (const imports::Batch& batch : context_.desk.latest(reader, actor_)) {
      Json item = heading(batch);
      item["status"] = view::status(tone_of(batch), {"imports_web.state_" + batch.state, {}});
      item["rows"] = batch.count("rows");
      item["written"] = batch.count("written") - batch.count("undone");
      batches.push_back(std::move(item));
    }
    for (const OfficeChoice& office : context_.offices(reader))
      if (actor_.may(Permission::kImportInventory, office.id))
        offices.push_back(choice(office.id.text(), office.name, chosen("kantor")));
  });
  for (const auto& dataset : context_.desk.datasets().all())
    datasets.push_back(choice(dataset->key(), say({dataset->title(), {}}), chosen("data")));
  const bool any = !batches.as_array().empty();
  Json data = Json::object({{"batches", std::move(batches)},
                            {"any", any},
                            {"offices", std::move(offices)},
                            {"datasets", std::move(datasets)},
                            {"form", Json::object({{"wrong", nullptr}})}});
  if (refused != nullptr) {
    data["form"] = view::form_data({kFile, say({"imports_web.file", {}}), refused->message});
    data["file_wrong"] = view::why_data(kFile, refused->message);
  }
  const view::PageHead head{.title = say({"imports_web.title", {}}),
                            .frame = view::Frame::kWork,
                            .nav = "/kerja/impor",
                            .wrong = refused != nullptr};
  return context_.site.page_or_json(request_, head, "imports/list", std::move(data));
}

http::Response Page::take_upload() const {
  if (auto no = identity::refuse(actor_, Permission::kImportInventory)) return error(*no);
  const http::Form& form = request_.form();
  const http::Upload* file = form.file(kFile);
  if (file == nullptr || file->content.size == 0)
    return refuse_upload({base::ErrorCode::kInvalid, {"imports_web.file_missing", {}}});
  imports::Upload upload{.dataset = std::string(form.get("data")), .file_name = file->filename};
  if (const auto office = identity::OfficeId::parse(form.get("kantor"))) upload.office = *office;
  const auto batch = context_.desk.upload(actor_, upload, file->content.open());
  if (!batch) return refuse_upload(batch.error());
  read_at_once(*batch);
  return back(batch->id);
}

http::Response Page::refuse_upload(const base::Error& why) const {
  const bool mendable = why.code == base::ErrorCode::kInvalid || why.code == base::ErrorCode::kTooLarge;
  return request_.wants_json || !mendable ? error(why) : list(&why);
}

http::Response Page::batch() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  if (batch->busy()) return progress(*batch);
  if (batch->state == state::kRefused) return failed(*batch);
  if (batch->state == state::kPreview) return preview(*batch);
  return result(*batch);
}

http::Response Page::progress(const imports::Batch& batch) const {
  Json data = heading(batch);
  data["permille"] = batch.progress_permille;
  data["percent"] = batch.progress_permille / 10;
  data["words"] = say({"imports_web.state_" + batch.state, {}});
  data["reading"] = batch.state == state::kReading;
  auto response = show({"imports_web.state_" + batch.state, {}}, "imports/progress", std::move(data));
  // Without script the page renews itself; leaving it stops nothing.
  return std::move(response).with("Refresh", "2");
}

http::Response Page::failed(const imports::Batch& batch) const {
  Json data = heading(batch);
  data["why"] = batch.failure_json ? say(imports::message_from(*batch.failure_json)) : std::string();
  data["has_columns"] = !batch.preview_json.at("headers").as_array().empty();
  return show({"imports_web.failed_title", {{"file", batch.file_name}}}, "imports/failed", std::move(data));
}

http::Response Page::result(const imports::Batch& batch) const {
  Json data = heading(batch), kept = Json::array();
  context_.database.read([&](db::Reader& reader) {
    for (const imports::KeptRecord& record : context_.desk.kept(reader, batch.id)) {
      const std::string path =
          context_.record_path ? context_.record_path(batch.dataset, record.record_id) : std::string();
      kept.push_back(Json::object({{"row", record.row_number},
                                   {"path", path.empty() ? Json() : Json(path)},
                                   {"why", say(imports::message_from(record.kept_json))}}));
    }
  });
  const std::int64_t left = batch.count("written") - batch.count("undone");
  data["written"] = batch.count("written");
  data["undone"] = batch.state == state::kUndone;
  data["undone_count"] = batch.count("undone");
  data["refused"] = batch.count("refused");
  data["left"] = left;
  data["any_kept"] = !kept.as_array().empty();
  data["kept"] = std::move(kept);
  data["can_undo"] = left > 0;
  data["words"] = say({"imports_web.state_" + batch.state, {}});
  return show({"imports_web.result_title", {{"file", batch.file_name}}}, "imports/result", std::move(data));
}

http::Response Page::drop() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  if (const auto dropped = context_.desk.drop(actor_, batch->id); !dropped) return error(dropped.error());
  return context_.site.done(request_, "/kerja/impor", {"imports_web.dropped", {{"file", batch->file_name}}});
}

http::Response Page::undo_question() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  if (batch->state != state::kWritten && batch->state != state::kUndone) return back(batch->id);
  Json data = heading(*batch);
  data["left"] = batch->count("written") - batch->count("undone");
  return show({"imports_web.undo_title", {{"file", batch->file_name}}}, "imports/undo", std::move(data));
}

http::Response Page::undo() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  if (const auto undone = context_.desk.undo(actor_, batch->id); !undone) return error(undone.error());
  if (context_.desk.at_once(*batch)) {
    context_.desk.take_back(batch->id);
  } else if (context_.wake) {
    context_.wake();
  }
  return back(batch->id);
}

http::Response Page::refused_csv() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  std::string csv;
  context_.desk.refused_csv(
      *batch, [&](const base::Message& message) { return say(message); },
      [&](std::string_view piece) { csv += piece; });
  return http::attachment(http::bytes("text/csv; charset=utf-8", std::move(csv)),
                          "ditolak-" + batch->file_name + ".csv");
}

}  // namespace imports_web
