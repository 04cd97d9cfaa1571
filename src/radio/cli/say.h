#pragma once
// Sentences for refusals of the radio commands, in the language of the terminal ($LC_ALL, $LC_MESSAGES,
// $LANG; English otherwise).
#include <string>

#include "base/error.h"

namespace radio_cli {

std::string say(const base::Message& message);

/// Throws cli::RefusedInput with the sentence, after `where` ("towers.csv, row 3").
[[noreturn]] void refuse(const std::string& where, const base::Error& error);

}  // namespace radio_cli
