// What a person decides on the preview, and what its button asks for.
#include <cstdlib>

#include "pages.h"

namespace imports_web {
namespace {

/// The choice for the pair that was shown, and for all others; the row of the pair, 0 for none.
int take_twins(const http::Form& form, imports::Choices& choices) {
  const int row = std::atoi(std::string(form.get("kembar")).c_str());
  const auto shown = imports::parse_twin(form.get("putusan"));
  // A pair that still shows what all get was not decided: it follows what all get from now on.
  const imports::Twin before = choices.other_twins;
  choices.other_twins = imports::parse_twin(form.get("putusan_lain")).value_or(before);
  if (row <= 0 || !shown) return 0;
  if (choices.twins.contains(row) || *shown != before) choices.twins[row] = *shown;
  return row;
}

}  // namespace

/// The ticks of the page, then what its button asks for. What was not looked at yet is not saved.
http::Response Page::choose() const {
  const auto batch = find();
  if (!batch) return error(batch.error());
  const http::Form& form = request_.form();
  const imports::Choices before = imports::choices_from(batch->choices_json);
  imports::Choices choices = before;
  choices.mends.clear();
  for (const std::string_view kind : form.all("usul")) choices.mends.insert(std::string(kind));
  const int row = take_twins(form, choices);
  const bool twins = choices.twins != before.twins || choices.other_twins != before.other_twins;
  const bool changed = twins || choices.mends != before.mends;
  if (changed) {
    if (const auto chosen = context_.desk.choose(actor_, batch->id, choices); !chosen)
      return error(chosen.error());
    read_at_once(*batch);
    const std::string next = twins && row > 0 ? "?kembar=" + std::to_string(row + 1) : std::string();
    return context_.site.done(request_, path_of(batch->id) + next, {"imports_web.checked_again", {}});
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
