#pragma once
// The handlers of the import's pages, and what they share.
#include "imports/speak.h"
#include "imports_web/routes.h"

namespace imports_web {

/// One request to one page.
class Page {
 public:
  Page(const Context& context, const http::Request& request)
      : context_(context), request_(request), actor_(context.actor_of(request)) {}

  http::Response list() const { return list(nullptr); }
  http::Response take_upload() const;
  http::Response batch() const;
  http::Response choose() const;
  http::Response columns() const;
  http::Response choose_columns() const;
  http::Response rows() const;
  http::Response choose_rows() const;
  http::Response drop() const;
  http::Response undo_question() const;
  http::Response undo() const;
  http::Response refused_csv() const;

 private:
  /// With why the file that was just sent is not taken, at the form that sent it.
  http::Response list(const base::Error* refused) const;
  base::Result<imports::Batch> find() const;
  std::string say(const base::Message& message) const;
  std::string title_of(const imports::Batch& batch) const;
  http::Response show(const base::Message& title, const char* view, base::Json data) const;
  http::Response error(const base::Error& error) const { return context_.site.error(request_, error); }
  http::Response back(const imports::BatchId& id) const;
  http::Response refuse_upload(const base::Error& why) const;
  http::Response progress(const imports::Batch& batch) const;
  http::Response failed(const imports::Batch& batch) const;
  http::Response preview(const imports::Batch& batch) const;
  http::Response result(const imports::Batch& batch) const;
  void read_at_once(const imports::Batch& batch) const;
  base::Json heading(const imports::Batch& batch) const;
  base::Json mends_of(const imports::Batch& batch) const;
  base::Json row_of(const imports::StoredRow& row, const imports::Choices& choices) const;
  base::Json twins_of(const imports::Batch& batch, const imports::Choices& choices) const;
  base::Json twin_options(imports::Twin chosen, bool may_merge) const;
  base::Json twin_lines(const imports::Dataset& dataset, const imports::StoredRow& row,
                        const std::vector<std::string>& other) const;

  const Context& context_;
  const http::Request& request_;
  identity::Actor actor_;
};

inline std::string path_of(const imports::BatchId& id) {
  return "/kerja/impor/" + id.text();
}

/// Kinds of mends that leave no doubt: proposed with a tick.
bool is_sure(std::string_view mend);

/// The points of a preview over the outline of the regency.
std::string map_svg(const imports::Territory& territory, const base::Json& points, const std::string& title,
                    const std::string& description);

}  // namespace imports_web
