#include "text/catalogue.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"
#include "base/failure.h"
#include "base/json.h"

namespace text {
namespace {

using Faults = std::vector<std::string>;

/// The names of the values, each with its format; a plural alone counts as the bare name.
std::set<std::pair<std::string, Format>> values_of(const Sentence& sentence) {
  std::set<std::pair<std::string, Format>> values;
  std::set<std::string> counted;
  for (const Piece& piece : sentence) {
    if (piece.kind == Piece::Kind::kValue) values.emplace(piece.name, piece.format);
    if (piece.kind == Piece::Kind::kPlural) counted.insert(piece.name);
  }
  for (const std::string& name : counted)
    if (std::ranges::none_of(values, [&](const auto& value) { return value.first == name; }))
      values.emplace(name, Format::kPlain);
  return values;
}

void read_sentences(const base::EmbeddedFile& file, std::map<std::string, Sentence>& into, Faults& faults) {
  const auto json = base::Json::parse(file.content);
  if (!json || !json->is_object()) {
    faults.push_back(std::string(file.name) + " is no JSON object");
    return;
  }
  for (const auto& [key, value] : json->as_object()) {
    auto sentence = value.is_string() ? parse_sentence(value.as_string()) : std::nullopt;
    if (!sentence) {
      faults.push_back(key + " cannot be read in " + std::string(file.name));
    } else if (!into.emplace(key, std::move(*sentence)).second) {
      faults.push_back(key + " is there twice");
    }
  }
}

void compare(const std::map<std::string, Sentence>& id, const std::map<std::string, Sentence>& en,
             Faults& faults) {
  for (const auto& [key, sentence] : id) {
    const auto other = en.find(key);
    if (other == en.end()) {
      faults.push_back(key + " is missing in en");
    } else if (values_of(sentence) != values_of(other->second)) {
      faults.push_back(key + " has other values in en than in id");
    }
  }
  for (const auto& [key, sentence] : en)
    if (!id.contains(key)) faults.push_back(key + " is missing in id");
}

const base::Message::Value& value_of(const base::Message& message, const std::string& name) {
  const auto found =
      std::ranges::find(message.values, name, &std::pair<std::string, base::Message::Value>::first);
  base::check(found != message.values.end(), ("no value '" + name + "' for sentence " + message.key).c_str());
  return found->second;
}

}  // namespace

Catalogue::Catalogue(std::span<const base::EmbeddedFiles> modules, base::UtcOffset zone) : zone_(zone) {
  std::map<std::string, Sentence> id, en;
  Faults faults;
  for (const base::EmbeddedFiles files : modules) {
    for (const base::EmbeddedFile& file : files) {
      if (file.name == "text/id.json") read_sentences(file, id, faults);
      if (file.name == "text/en.json") read_sentences(file, en, faults);
    }
  }
  compare(id, en, faults);
  if (!faults.empty()) {
    std::string all = "the sentences are not complete:";
    for (const std::string& fault : faults) all.append("\n  ").append(fault);
    throw base::Failure(all);
  }
  for (auto& [key, sentence] : id) sentences_.emplace(key, Both{std::move(sentence), std::move(en.at(key))});
}

const Sentence* Catalogue::find(Language language, std::string_view key) const {
  const auto found = sentences_.find(key);
  return found == sentences_.end() ? nullptr : &found->second[static_cast<std::size_t>(language)];
}

std::string Catalogue::say(Language language, const base::Message& message) const {
  const Sentence* sentence = find(language, message.key);
  base::check(sentence != nullptr, ("no sentence " + message.key).c_str());
  std::string out;
  for (const Piece& piece : *sentence) {
    if (piece.kind == Piece::Kind::kWords) {
      out += piece.words;
      continue;
    }
    const base::Message::Value& value = value_of(message, piece.name);
    if (piece.kind == Piece::Kind::kPlural) {
      out += is_one(value) ? piece.one : piece.other;
    } else {
      out += format_value(language, piece.format, value, zone_);
    }
  }
  return out;
}

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> keys;
  keys.reserve(sentences_.size());
  for (const auto& [key, both] : sentences_) keys.push_back(key);
  std::ranges::sort(keys);
  return keys;
}

}  // namespace text
