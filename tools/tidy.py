#!/usr/bin/env python3
"""Rules of the source that no compiler checks: tidy.py [FILE…]

Without files it reads every source file that git knows. One line a finding, `file:line: what, and how to mend it`;
exit 1 when there is one. docs/STYLE.md gives the reasons.
"""
import pathlib
import re
import subprocess
import sys

# Which folders may say which system header: one library, one home.
HOMES = {
    r"sqlite3\.h|libpq-fe\.h": ("src/db/",),
    r"boost/": ("src/http/",),
    r"(?:gdal|ogr|cpl)[_a-z]*\.h": ("src/importer/",),
    r"openssl/": ("src/base/",),
    r"nlohmann/": ("src/base/",),
    r"spdlog/": ("src/base/",),
    r"CLI/": ("src/cli/",),
    r"sodium\.h": ("src/identity/",),
    r"brotli/": ("src/http/",),
    r"zlib\.h": ("src/http/", "src/radio/cli/"),
    r"(?:jpeglib|png|webp/.*)\.h": ("src/potential/",),
}
# C++20 coroutines are kept where g++-12's bugs with them are known and avoided.
COROUTINES = ("src/http/connection.cpp", "src/http/server.cpp")
MAX_FILE_LINES = 300
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# A table of published figures or an algorithm that follows its paper may be longer; each with its reason.
LONG_FILES = {
    "src/radio/lanes/attenuation.h",  # follows the algorithm of Hufford, several receivers to a register
    "src/radio/lanes/ground.h",
}
# What the frame and the map put into a page as they are: made by us, from escaped parts.
UNESCAPED = {"content", "map", "style", "svg"}


def includes(line: str):
    match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
    return (match.group(1), match.group(2)) if match else (None, None)


def check_include(path: str, line: str):
    bracket, header = includes(line)
    if header is None:
        return
    if "../" in header:
        yield f'"{header}" climbs out of its folder; include it as "module/name.h"'
    for pattern, homes in HOMES.items():
        if re.match(rf"(?:{pattern})", header) and not path.startswith(homes):
            yield f"<{header}> may be included only in {' and '.join(homes)}; use what that module offers"
    if bracket == "<" and re.match(r"(assert\.h|cassert)$", header):
        yield "use base::check, which is always on"


def check_line(path: str, line: str):
    yield from check_include(path, line)
    if LEFT_OVER.search(line):
        yield "left over; do it, or file it as an issue"
    if re.search(r"\bco_(await|return|yield)\b", line) and not path.startswith(COROUTINES):
        yield f"coroutines live only in {' and '.join(COROUTINES)}"
    if re.search(r"\busing namespace\b", line) and "/include/" in path:
        yield "no `using namespace` in a header"
    if line.rstrip("\n") != line.rstrip():
        yield "space at the end of the line"


def check_template(line: str):
    if re.search(r"\sstyle\s*=", line):
        yield "no style attribute (the content security policy forbids it); use a class"
    if re.search(r"\son[a-z]+\s*=\s*[\"']", line):
        yield "no event attribute (the content security policy forbids it); listen in web/ts"
    if re.search(r"(src|href)=[\"']https?://", line) and "rel=\"external" not in line:
        yield "no outside request; serve it ourselves, or mark a link to another site rel=\"external\""
    for name in re.findall(r"\{\{\{\s*([^}\s]*)", line):
        if name not in UNESCAPED and not name.endswith("_html"):
            yield "unescaped output; name the value ..._html and make it from escaped parts"


def check_header(path: str, lines: list[str]):
    if not path.endswith(".h"):
        return
    if not lines or lines[0].strip() != "#pragma once":
        yield 1, "begin with #pragma once"
    elif len(lines) < 2 or not lines[1].startswith("// "):
        yield 2, "say in one sentence what this header is for"


def check_file(path: str, text: str):
    """Yields (line number, finding)."""
    lines = text.splitlines(keepends=True)
    if path.endswith(".mustache"):
        for number, line in enumerate(lines, 1):
            for finding in check_template(line):
                yield number, finding
        return
    yield from check_header(path, lines)
    for number, line in enumerate(lines, 1):
        for finding in check_line(path, line):
            yield number, finding
    if len(lines) > MAX_FILE_LINES and path not in LONG_FILES:
        yield len(lines), f"{len(lines)} lines; split it by meaning (limit {MAX_FILE_LINES})"


def main(arguments: list[str]) -> int:
    paths = arguments or subprocess.run(
        ["git", "ls-files", "src/*.h", "src/*.cpp", "src/*.mustache", "web/*.mustache"],
        check=True, capture_output=True, text=True).stdout.split()
    count = 0
    for path in paths:
        for number, finding in check_file(path, pathlib.Path(path).read_text(encoding="utf-8")):
            print(f"{path}:{number}: {finding}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
