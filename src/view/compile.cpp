#include <algorithm>
#include <utility>

#include "base/trim.h"
#include "template.h"
#include "view/views.h"

namespace view {
namespace {

constexpr int kDeepestPartial = 20;

constexpr std::pair<std::string_view, Filter> kFilters[] = {
    {"raw", Filter::kRaw}, {"path", Filter::kPath},   {"href", Filter::kHref},
    {"say", Filter::kSay}, {"local", Filter::kLocal}, {"paragraphs", Filter::kParagraphs}};

std::vector<std::string> split_path(std::string_view name) {
  std::vector<std::string> path;
  if (name == ".") return path;
  for (std::size_t dot; (dot = name.find('.')) != std::string_view::npos; name.remove_prefix(dot + 1))
    path.emplace_back(name.substr(0, dot));
  path.emplace_back(name);
  return path;
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

}  // namespace

/// Walks one source, and the sources of its partials, and appends steps.
class Compiler {
 public:
  Compiler(const Surroundings& around, std::vector<std::string>& faults) : around_(around), faults_(faults) {}

  Template compile(std::string_view name) {
    include(name, "", 0);
    return std::move(template_);
  }

 private:
  void fault(std::string_view where, std::string_view what) {
    faults_.push_back(std::string(where).append(": ").append(what));
  }

  void include(std::string_view name, std::string_view asked_by, int depth) {
    const std::string* source = around_.source(name);
    if (source == nullptr) return fault(asked_by, "no partial " + std::string(name));
    if (depth > kDeepestPartial) return fault(name, "includes itself");
    walk(name, *source, depth);
  }

  void walk(std::string_view name, std::string_view rest, int depth) {
    const std::size_t open_before = open_.size();
    while (!rest.empty()) {
      const std::size_t at = std::min(rest.find("{{"), rest.find("[["));
      add_words(rest.substr(0, at));
      if (at == std::string_view::npos) break;
      rest.remove_prefix(at);
      rest = rest.starts_with("[[") ? sentence_tag(name, rest) : tag(name, rest, depth);
    }
    while (open_.size() > open_before) {
      fault(name, "a section is not closed: " + open_name());
      close_section();
    }
  }

  /// Indentation and empty lines are for the author, not for the phone.
  void add_words(std::string_view text) {
    std::string words;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool line_begins = last_ == '\n' || (words.empty() && last_ == '\0');
      if (line_begins && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n')) continue;
      words += last_ = text[i];
    }
    add_html(words);
  }
  void add_html(std::string_view html) {
    if (html.empty()) return;
    last_ = html.back();
    auto& steps = template_.steps_;
    if (steps.empty() || steps.back().kind != Step::Kind::kWords)
      steps.push_back({.kind = Step::Kind::kWords});
    steps.back().words += html;
  }

  std::string_view tag(std::string_view name, std::string_view rest, int depth) {
    const bool triple = rest.starts_with("{{{");
    const std::string_view end = triple ? "}}}" : "}}";
    const std::size_t close = rest.find(end);
    if (close == std::string_view::npos) return fault(name, "a tag is not closed"), std::string_view();
    std::string_view inside =
        base::trimmed(rest.substr(end.size(), close - end.size()), base::kBlanksAndLineEnds);
    rest.remove_prefix(close + end.size());
    const char sign = inside.empty() ? '!' : inside.front();
    if (triple || sign == '&') {
      if (sign == '&') inside.remove_prefix(1);
      add_value(name, std::string(base::trimmed(inside, base::kBlanksAndLineEnds)) + ":raw");
    } else if (sign == '!') {
    } else if (sign == '>') {
      include(base::trimmed(inside.substr(1), base::kBlanksAndLineEnds), name, depth + 1);
    } else if (sign == '#' || sign == '^') {
      open_section(base::trimmed(inside.substr(1), base::kBlanksAndLineEnds), sign == '^');
    } else if (sign == '/') {
      const std::string closed(base::trimmed(inside.substr(1), base::kBlanksAndLineEnds));
      if (open_.empty() || open_name() != closed)
        return fault(name, "closes what is not open: " + closed), std::string_view();
      close_section();
    } else {
      add_value(name, inside);
    }
    return rest;
  }

  void open_section(std::string_view path, bool inverted) {
    open_.emplace_back(template_.steps_.size(), path);
    template_.names_.emplace(path);
    template_.steps_.push_back(
        {.kind = inverted ? Step::Kind::kOpenInverted : Step::Kind::kOpen, .path = split_path(path)});
  }
  std::string open_name() const { return open_.back().second; }
  void close_section() {
    const std::size_t begin = open_.back().first;
    open_.pop_back();
    template_.steps_[begin].partner = template_.steps_.size();
    template_.steps_.push_back({.kind = Step::Kind::kClose, .partner = begin});
  }

  void add_value(std::string_view where, std::string_view inside) {
    const std::size_t colon = inside.find(':');
    const std::string_view path = inside.substr(0, colon);
    Step step{.kind = Step::Kind::kValue, .path = split_path(path)};
    if (colon != std::string_view::npos) {
      const std::string_view word = inside.substr(colon + 1);
      const auto* filter = std::ranges::find(kFilters, word, &std::pair<std::string_view, Filter>::first);
      const auto format = text::parse_format(word);
      if (filter != std::end(kFilters)) {
        step.filter = filter->second;
      } else if (format) {
        step.format = *format;
      } else {
        fault(where, "no form " + std::string(word));
      }
    }
    template_.names_.emplace(path);
    template_.steps_.push_back(std::move(step));
    last_ = 'x';
  }

  std::string_view sentence_tag(std::string_view name, std::string_view rest) {
    const std::size_t close = rest.find("]]");
    if (close == std::string_view::npos) return fault(name, "a sentence is not closed"), std::string_view();
    const std::string_view inside = rest.substr(2, close - 2);
    rest.remove_prefix(close + 2);
    if (inside.starts_with("/static/")) {
      add_html(escaped(around_.asset_url(inside)));
    } else if (inside.starts_with('/')) {
      add_html(around_.language == text::Language::kId
                   ? std::string(inside)
                   : "/" + std::string(text::code(around_.language)) + std::string(inside));
    } else if (const text::Sentence* sentence = around_.catalogue.find(around_.language, inside)) {
      add_sentence(*sentence);
    } else {
      fault(name, "no sentence " + std::string(inside));
    }
    return rest;
  }

  /// `**` in a sentence begins and ends what is set in bold.
  std::string html_of(std::string_view words) {
    std::string html = escaped(words);
    for (std::size_t at; (at = html.find("**")) != std::string::npos;) {
      html.replace(at, 2, bold_ ? "</b>" : "<b>");
      bold_ = !bold_;
    }
    return html;
  }

  void add_sentence(const text::Sentence& sentence) {
    bold_ = false;
    for (const text::Piece& piece : sentence) {
      if (piece.kind == text::Piece::Kind::kWords) {
        add_html(html_of(piece.words));
        continue;
      }
      Step step{.kind = Step::Kind::kValue, .path = split_path(piece.name), .format = piece.format};
      if (piece.kind == text::Piece::Kind::kPlural) {
        step.kind = Step::Kind::kPlural;
        step.one = escaped(piece.one);
        step.other = escaped(piece.other);
      }
      template_.names_.insert(piece.name);
      template_.steps_.push_back(std::move(step));
    }
    last_ = 'x';
  }

  const Surroundings& around_;
  std::vector<std::string>& faults_;
  Template template_;
  std::vector<std::pair<std::size_t, std::string>> open_;
  char last_ = '\0';
  bool bold_ = false;
};

Template compile_template(std::string_view name, const Surroundings& around,
                          std::vector<std::string>& faults) {
  return Compiler(around, faults).compile(name);
}

}  // namespace view
