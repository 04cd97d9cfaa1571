#!/usr/bin/env python3
"""Each rule of tidy.py finds what it is for, and leaves the right form alone."""
import pathlib
import re
import unittest

import tidy

ROOT = pathlib.Path(__file__).parent.parent


def findings(path: str, text: str) -> list[str]:
    return [finding for _, finding in tidy.check_file(path, text)]


HEADER = "#pragma once\n// One sentence.\n"


class Tidy(unittest.TestCase):
    def test_climbing_include(self):
        self.assertTrue(findings("src/a/x.cpp", '#include "../b/y.h"\n'))
        self.assertFalse(findings("src/a/x.cpp", '#include "b/y.h"\n'))

    def test_a_system_header_has_one_home(self):
        self.assertTrue(findings("src/region/x.cpp", "#include <sqlite3.h>\n"))
        self.assertFalse(findings("src/db/x.cpp", "#include <sqlite3.h>\n"))
        self.assertTrue(findings("src/app/x.cpp", "#include <boost/asio.hpp>\n"))
        self.assertTrue(findings("src/radio/x.cpp", "#include <gdal_priv.h>\n"))

    def test_the_rules_name_what_exists(self):
        for path in (*tidy.LONG_FILES, *tidy.COROUTINES):
            self.assertTrue((ROOT / path).is_file(), path)
        for path in tidy.LONG_FILES:
            lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
            self.assertGreater(lines, tidy.MAX_FILE_LINES, f"{path} needs its exception no longer")
        for header, homes in tidy.HOMES.items():
            included = re.compile(rf"^\s*#\s*include\s*<(?:{header})", re.MULTILINE)
            for home in homes:
                sources = (path for path in (ROOT / home).rglob("*") if path.suffix in (".h", ".cpp"))
                self.assertTrue(any(included.search(path.read_text(encoding="utf-8")) for path in sources),
                                f"{home} includes no <{header}>")

    def test_coroutines_have_two_files(self):
        self.assertTrue(findings("src/http/router.cpp", "co_await x;\n"))
        self.assertFalse(findings("src/http/connection.cpp", "co_await x;\n"))

    def test_headers_open_with_their_purpose(self):
        self.assertFalse(findings("src/a/include/a/x.h", HEADER))
        self.assertTrue(findings("src/a/include/a/x.h", "#pragma once\nint x;\n"))
        self.assertTrue(findings("src/a/include/a/x.h", "int x;\n"))

    def test_long_files_and_left_overs(self):
        self.assertTrue(findings("src/a/x.cpp", "int x;\n" * 301))
        self.assertFalse(findings("src/a/x.cpp", "int x;\n" * 300))
        self.assertTrue(findings("src/a/x.cpp", "// " + "TO" + "DO later\n"))

    def test_templates_keep_the_content_security_policy(self):
        self.assertTrue(findings("src/a/web/views/x.mustache", '<p style="color:red">'))
        self.assertTrue(findings("src/a/web/views/x.mustache", '<a onclick="x()">'))
        self.assertTrue(findings("src/a/web/views/x.mustache", '<img src="https://x.example/a.png">'))
        self.assertTrue(findings("src/a/web/views/x.mustache", "{{{name}}}"))
        self.assertFalse(findings("src/a/web/views/x.mustache", '<p class="lead">{{name}}</p>{{{map_html}}}'))


if __name__ == "__main__":
    unittest.main()
