#include "view/views.h"

#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/check.h"
#include "base/failure.h"
#include "template.h"

namespace view {
namespace {

constexpr std::string_view kEnding = ".mustache";

/// "web/views/object.mustache" of "potential" → "potential/object"; empty for other files.
std::string template_name(const std::string& module, std::string_view file) {
  if (!file.ends_with(kEnding)) return {};
  file.remove_suffix(kEnding.size());
  return module + "/" + std::string(file.substr(file.find_last_of('/') + 1));
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw base::Failure("cannot read the template " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

struct Views::Compiled {
  std::map<std::string, std::array<Template, 2>, std::less<>> templates;
};

Views::Views(std::vector<ViewSource> sources, const text::Catalogue& catalogue, ViewOptions options)
    : sources_(std::move(sources)), catalogue_(catalogue), options_(std::move(options)) {
  if (!options_.asset_url) options_.asset_url = [](std::string_view path) { return std::string(path); };
  compiled_ = compile();
}

Views::~Views() = default;

std::shared_ptr<const Views::Compiled> Views::compile() const {
  std::map<std::string, std::string, std::less<>> texts;
  for (const ViewSource& source : sources_) {
    for (const base::EmbeddedFile& file : source.files) {
      const std::string name = template_name(source.module, file.name);
      if (name.empty()) continue;
      texts[name] = options_.read_from.empty() ? std::string(file.content)
                                               : read_whole(options_.read_from / source.module / file.name);
    }
  }
  auto compiled = std::make_shared<Compiled>();
  std::vector<std::string> faults;
  for (const text::Language language : text::kLanguages) {
    const Surroundings around{language, catalogue_,
                              [&](std::string_view name) {
                                const auto found = texts.find(name);
                                return found == texts.end() ? nullptr : &found->second;
                              },
                              options_.asset_url};
    for (const auto& [name, content] : texts)
      compiled->templates[name][static_cast<std::size_t>(language)] = compile_template(name, around, faults);
  }
  if (!faults.empty()) {
    // A fault in a partial shows in every template that includes it, in both languages: once is enough.
    std::string all = "the templates are not complete:";
    for (const std::string& fault : std::set<std::string>(faults.begin(), faults.end()))
      all.append("\n  ").append(fault);
    throw base::Failure(all);
  }
  return compiled;
}

std::shared_ptr<const Views::Compiled> Views::current() const {
  return options_.read_from.empty() ? compiled_ : compile();
}

std::string Views::render(std::string_view name, text::Language language, const base::Json& data) const {
  const auto compiled = current();
  const auto found = compiled->templates.find(name);
  base::check(found != compiled->templates.end(), ("no template " + std::string(name)).c_str());
  return found->second[static_cast<std::size_t>(language)].render({language, catalogue_, options_.strict},
                                                                  data);
}

bool Views::asks_for(std::string_view name, std::string_view value) const {
  const auto found = compiled_->templates.find(name);
  base::check(found != compiled_->templates.end(), ("no template " + std::string(name)).c_str());
  return found->second[0].asks_for(value);
}

std::vector<std::string> Views::names() const {
  std::vector<std::string> names;
  for (const auto& [name, templates] : compiled_->templates) names.push_back(name);
  return names;
}

base::Json to_json(const base::Message& message) {
  base::Json values = base::Json::object();
  for (const auto& [name, value] : message.values)
    values[name] = std::visit([](const auto& v) { return base::Json(v); }, value);
  return base::Json::object({{"key", message.key}, {"values", std::move(values)}});
}

}  // namespace view
