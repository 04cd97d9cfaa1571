#pragma once
// Words as people type them: folding, the readable part of an address, and how alike two words are.
#include <string>
#include <string_view>
#include <vector>

namespace potential {

/// Lower-case a–z and 0–9, the rest a single space: "Goa Calau  Petak (Étage)" → "goa calau petak etage".
/// Latin letters lose their marks, apostrophes vanish inside a word ("Ma'rifat" → "marifat"); other scripts
/// are kept out.
std::string fold(std::string_view text);

/// Whether the folded `words` stand in the folded `text` one after the other, whole: "pasar" is in "mengelola
/// pasar daerah", not in "pemasaran".
bool holds(std::string_view text, std::string_view words);

/// The words of fold(text), without those that say nothing in either language ("di", "yang", "the", "desa",
/// …), each once, in their order, at most 64; a word is cut at 32 characters.
std::vector<std::string> words_of(std::string_view text);

/// "goa-calau-petak": for an address; at most 60 characters, cut between words; "objek" where nothing is
/// left.
std::string slug_of(std::string_view name);

/// The trigrams of "␣word␣", each once. (pg_trgm pads with two spaces before; its "␣␣w" is common to a
/// twentieth of all words and finds nothing that the others do not.)
std::vector<std::string> trigrams_of(std::string_view word);

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string
/// alignment).
int edits_between(std::string_view a, std::string_view b);

/// 0 … 1: how alike two names are, words in any order and typing forgiven: the Dice coefficient of their
/// trigrams.
double likeness(std::string_view a, std::string_view b);

}  // namespace potential
