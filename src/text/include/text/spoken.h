#pragma once
// Finds words that bypass the catalogue: sentences written into a template, keys in a source that nobody
// defined.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/catalogue.h"

namespace text {

/// The words in a template's text and in the attributes people read (title, alt, aria-label, placeholder, …),
/// outside of tags, <kbd>, {{…}} and [[…]]; `proper_names` ("Serumpun") are allowed.
std::vector<std::string> hard_coded_words(std::string_view html_template,
                                          std::span<const std::string_view> proper_names = {});

/// Every string literal of C++ source, or [[key]] of a template, that has the shape of a key
/// ("potential.name_missing"), or of the beginning of keys ("potential.done.").
std::vector<std::string> keys_in(std::string_view source);

/// Keys in `source` that the catalogue lacks, and beginnings that none of its keys has, although it knows
/// others with the same first word.
std::vector<std::string> unknown_keys(std::string_view source, const Catalogue& catalogue);

}  // namespace text
