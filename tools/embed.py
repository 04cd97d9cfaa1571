#!/usr/bin/env python3
"""Compiles files into the program: embed.py MODULE OUT_DIR SOURCE_DIR FILE…

Writes OUT_DIR/embedded/MODULE.h, which declares embedded::MODULE(), and OUT_DIR/MODULE_embedded.cpp,
which defines it. The assembler reads the bytes (.incbin), so a large file costs no compile time.
"""
import pathlib
import sys

HEADER = """#pragma once
#include "base/embedded.h"

namespace embedded {{
/// The files compiled into module {module}, in the order its CMakeLists.txt lists them.
base::EmbeddedFiles {module}();
}}  // namespace embedded
"""


def source(module: str, root: pathlib.Path, names: list[str]) -> str:
    lines = [f'#include "embedded/{module}.h"', ""]
    for i, name in enumerate(names):
        path = (root / name).resolve()
        symbol = f"serumpun_embedded_{module}_{i}"
        lines += [
            f'asm(".section .rodata\\n{symbol}:\\n.incbin \\"{path}\\"\\n{symbol}_end:\\n.byte 0\\n.previous\\n");',
            f'extern "C" const char {symbol}[];',
            f'extern "C" const char {symbol}_end[];',
        ]
    rows = [
        f'    {{"{name}", {{serumpun_embedded_{module}_{i}, '
        f"static_cast<std::size_t>(serumpun_embedded_{module}_{i}_end - serumpun_embedded_{module}_{i})}}}},"
        for i, name in enumerate(names)
    ]
    return "\n".join(
        lines
        + ["", "namespace embedded {", f"base::EmbeddedFiles {module}() {{", "  static const base::EmbeddedFile files[] = {"]
        + rows
        + ["  };", "  return files;", "}", "}  // namespace embedded", ""]
    )


def main() -> None:
    module, out, root, *names = sys.argv[1:]
    out_dir = pathlib.Path(out)
    (out_dir / "embedded").mkdir(parents=True, exist_ok=True)
    (out_dir / "embedded" / f"{module}.h").write_text(HEADER.format(module=module))
    (out_dir / f"{module}_embedded.cpp").write_text(source(module, pathlib.Path(root), names))


if __name__ == "__main__":
    main()
