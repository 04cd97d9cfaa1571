#include <array>

#include "base/check.h"
#include "template.h"
#include "view/views.h"

namespace view {
namespace {

using base::Json;

constexpr std::size_t kDeepest = 32;

bool is_truthy(const Json& value) {
  if (value.is_null()) return false;
  if (value.is_bool()) return value.as_bool();
  if (value.is_array()) return !value.as_array().empty();
  if (value.is_string()) return !value.as_string().empty();
  return true;
}

base::Message::Value scalar(const Json& value) {
  if (value.is_int()) return value.as_int();
  if (value.is_number()) return value.as_double();
  if (value.is_bool()) return std::string(value.as_bool() ? "true" : "false");
  return value.as_string();
}

/// Only what a reader may follow; "javascript:" and its like lead nowhere.
std::string_view safe_address(std::string_view address) {
  const auto begins = [&](std::string_view scheme) { return address.starts_with(scheme); };
  if (begins("https://") || begins("http://") || begins("mailto:") || begins("tel:") || begins("#") ||
      begins("?"))
    return address;
  return begins("/") && !begins("//") && !begins("/\\") ? address : std::string_view("#");
}

void append_paragraphs(std::string& out, std::string_view text) {
  bool open = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      if (open) out += "</p>";
      open = false;
    } else {
      out += open ? "<br>" : "<p>";
      open = true;
      append_escaped(out, line);
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (open) out += "</p>";
}

std::string said(const Template::Context& context, const Json& value) {
  if (value.is_string()) return context.catalogue.say(context.language, {value.as_string(), {}});
  base::Message message{value.at("key").as_string(), {}};
  for (const auto& [name, member] : value.at("values").as_object())
    message.values.emplace_back(name, scalar(member));
  return context.catalogue.say(context.language, message);
}

/// One rendering: where we are, and the data around it, outermost first.
class Rendering {
 public:
  Rendering(const Template::Context& context, const std::vector<Step>& steps, const Json& data)
      : context_(context), steps_(steps) {
    stack_[0] = {&data, nullptr, 0};
  }

  std::string run() {
    out_.reserve(8 * 1024);
    for (std::size_t at = 0; at < steps_.size();) at = take(at);
    return std::move(out_);
  }

 private:
  struct Level {
    const Json* item = nullptr;
    const Json::Array* items = nullptr;  ///< when it goes through a list
    std::size_t index = 0;
  };

  /// Does the step and answers where the next one is.
  std::size_t take(std::size_t at) {
    const Step& step = steps_[at];
    switch (step.kind) {
      case Step::Kind::kWords:
        out_ += step.words;
        break;
      case Step::Kind::kValue:
        write(step, need(step));
        break;
      case Step::Kind::kPlural:
        out_ += text::is_one(scalar(need(step))) ? step.one : step.other;
        break;
      case Step::Kind::kOpen:
        return open(step, at);
      case Step::Kind::kOpenInverted: {
        const Json* value = find(step);
        if (value != nullptr && is_truthy(*value)) return step.partner + 1;
        break;
      }
      case Step::Kind::kClose:
        return close(step, at);
    }
    return at + 1;
  }

  std::size_t open(const Step& step, std::size_t at) {
    const Json* value = find(step);
    if (value == nullptr || !is_truthy(*value)) return step.partner + 1;
    base::check(depth_ + 1 < kDeepest, "sections nest no deeper than anyone can read");
    if (value->is_array()) {
      stack_[++depth_] = {&value->as_array().front(), &value->as_array(), 0};
    } else {
      stack_[++depth_] = {value, nullptr, 0};
    }
    return at + 1;
  }
  std::size_t close(const Step& step, std::size_t at) {
    if (steps_[step.partner].kind == Step::Kind::kOpenInverted) return at + 1;
    Level& level = stack_[depth_];
    if (level.items != nullptr && ++level.index < level.items->size()) {
      level.item = &(*level.items)[level.index];
      return step.partner + 1;
    }
    --depth_;
    return at + 1;
  }

  /// The innermost data that has the first name decides.
  const Json* find(const Step& step) const {
    if (step.path.empty()) return stack_[depth_].item;
    for (std::size_t level = depth_ + 1; level-- > 0;) {
      const Json* found = stack_[level].item->find(step.path.front());
      for (std::size_t i = 1; found != nullptr && i < step.path.size(); ++i) {
        const Json* inner = found->find(step.path[i]);
        if (inner == nullptr) return found->is_null() ? found : nullptr;
        found = inner;
      }
      if (found != nullptr) return found;
    }
    return nullptr;
  }
  const Json& need(const Step& step) const {
    static const Json null;
    const Json* found = find(step);
    if (found != nullptr) return *found;
    if (context_.strict) {
      std::string name;
      for (const std::string& part : step.path) name.append(name.empty() ? "" : ".").append(part);
      base::check(false, ("the data of a page lacks '" + name + "'").c_str());
    }
    return null;
  }

  void write(const Step& step, const Json& value) {
    if (value.is_null()) return;
    switch (step.filter) {
      case Filter::kText:
        if (step.format == text::Format::kPlain && value.is_string())
          return append_escaped(out_, value.as_string());
        return append_escaped(out_, text::format_value(context_.language, step.format, scalar(value),
                                                       context_.catalogue.zone()));
      case Filter::kRaw:
        out_ += value.as_string();
        return;
      case Filter::kPath:
        // "#part" and "?page=2" stay on the page that shows them.
        if (context_.language != text::Language::kId && value.as_string().starts_with('/'))
          out_.append("/").append(text::code(context_.language));
        return append_escaped(out_, safe_address(value.as_string()));
      case Filter::kHref:
        return append_escaped(out_, safe_address(value.as_string()));
      case Filter::kSay:
        return append_escaped(out_, said(context_, value));
      case Filter::kLocal: {
        const Json& mine = value.at(text::code(context_.language));
        return append_escaped(out_, mine.as_string().empty() ? value.at("id").as_string() : mine.as_string());
      }
      case Filter::kParagraphs:
        return append_paragraphs(out_, value.as_string());
    }
  }

  const Template::Context& context_;
  const std::vector<Step>& steps_;
  std::string out_;
  std::array<Level, kDeepest> stack_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string Template::render(const Context& context, const Json& data) const {
  return Rendering(context, steps_, data).run();
}

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t at; (at = text.find_first_of("&<>\"'")) != std::string_view::npos;
       text.remove_prefix(at + 1)) {
    out.append(text.substr(0, at));
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&#34;";
        break;
      default:
        out += "&#39;";
        break;
    }
  }
  out.append(text);
}

}  // namespace view
