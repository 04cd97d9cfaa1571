#!/usr/bin/env python3
"""Runs every command of docs/guides/radio.md as it stands there: radio_guide_test.py [PICTURE]

$SERUMPUN is the program. The files that the page shows are written as it shows them; what a planner would download or
measure is made here. PICTURE keeps the page's picture.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/guides/radio.md"
SKIPPED = 77


def tile():
    """The real terrain beside the repository, which is never committed."""
    places = [os.environ.get("SERUMPUN_SHARED"), *(folder / "shared" for folder in ROOT.parents)]
    found = [pathlib.Path(place) / "data/dem/N00E011.hgt.gz" for place in places if place]
    return next((path for path in found if path.exists()), None)


def blocks(text):
    return re.findall(r"^```(\S+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def land_cover(path):
    """Trees (10) over the whole tile, in the way of ESA's maps."""
    subprocess.run(["gdal_create", "-q", "-of", "GTiff", "-ot", "Byte", "-outsize", "600", "600", "-bands", "1", "-burn", "10",
                    "-a_srs", "EPSG:4326", "-a_ullr", "11", "1", "12", "0", str(path)], check=True)


def drive_test(path):
    rows = [f"{0.50 + 0.002 * i:.4f},{11.40 + 0.003 * (i % 50):.4f},{-70 - i % 40}" for i in range(100)]
    path.write_text("latitude,longitude,rsrp\n" + "\n".join(rows) + "\n")


def main():
    program = pathlib.Path(os.environ["SERUMPUN"]).resolve()
    terrain = tile()
    if terrain is None:
        print("no real data: put the shared folder beside the repository or set SERUMPUN_SHARED")
        return SKIPPED
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copy(terrain, folder)
        commands = []
        for kind, text in blocks(GUIDE.read_text()):
            if kind == "sh":
                commands.append(text)
            else:
                (folder / kind).write_text(text)
        drive_test(folder / "drive.csv")
        land_cover(folder / re.search(r"ESA_\S+\.tif", "".join(commands)).group(0))
        for command in commands:
            run = f"set -e\nserumpun() {{ '{program}' \"$@\"; }}\n{command}"
            if subprocess.run(["bash", "-c", run], cwd=folder, check=False).returncode != 0:
                print(f"this command of {GUIDE.name} failed:\n{command}")
                return 1
        for made in ("level.tif", "level.png", "served.tif", "gain.tif", "why.csv", "losses.csv", "compared.csv"):
            if not (folder / made).stat().st_size:
                print(f"{made} is empty")
                return 1
        if len(sys.argv) > 1:
            shutil.copy(folder / "level.png", sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
