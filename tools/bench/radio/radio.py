#!/usr/bin/env python3
"""Radio engine beside SPLAT! 1.4.2 in the same run: radio.py [--quick].

Correctness is checked before anything is timed: the map against `radio loss` cell by cell, one thread against two, bit by bit.
Other programs share the machine, so a rate is points by seconds of CPU (user and system, the whole process: reading, writing
and all) of the quietest of the interleaved runs; the wall clock stands beside it.
"""
import csv
import gzip
import json
import math
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "build/release/serumpun"
EARTH_M = 6371000.0


def shared_dem() -> pathlib.Path | None:
    places = [os.environ.get("SERUMPUN_SHARED")]
    common = subprocess.run(["git", "-C", ROOT, "rev-parse", "--path-format=absolute", "--git-common-dir"],
                            capture_output=True, text=True, check=False).stdout.strip()
    if common:
        places.append(pathlib.Path(common).parent.parent / "shared")
    for place in filter(None, places):
        tile = pathlib.Path(place) / "data/dem/N00E011.hgt.gz"
        if tile.exists():
            return tile
    return None


class Run:
    """Seconds of a finished program: on the wall and of CPU, and its summary when it printed one."""

    def __init__(self, *words, threads=None):
        words = [str(w) for w in words] + (["--threads", str(threads)] if threads else [])
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        self.wall = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)} failed: {done.stderr}")
        self.summary = {}
        for text in (done.stdout, done.stderr):
            for line in text.splitlines():
                if line.startswith("{"):
                    self.summary = json.loads(line)

    @property
    def points(self):
        return self.summary["points"]


def quietest(runs):
    return min(runs, key=lambda run: run.cpu)


class Splat:
    def __init__(self, folder: pathlib.Path, tile: pathlib.Path):
        self.folder = folder
        (folder / "N00E011.hgt").write_bytes(gzip.decompress(tile.read_bytes()))
        subprocess.run(["srtm2sdf", "N00E011.hgt"], cwd=folder, check=True, capture_output=True)
        (folder / "t.qth").write_text("T\n0.5\n348.5\n42 meters\n")  # longitude counted to the west
        (folder / "t.lrp").write_text("15.0\n0.005\n360.0\n900.0\n1\n1\n0.5\n0.5\n1000.0\n")

    def run(self, radius_m: float) -> Run:
        here = os.getcwd()
        os.chdir(self.folder)
        try:
            return Run("splat", "-t", "t.qth", "-L", 1.5 / 0.3048, "-R", radius_m / 1609.344, "-olditm", "-o", "map", "-d", ".")
        finally:
            os.chdir(here)


def towers(path: pathlib.Path, places) -> pathlib.Path:
    with path.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["name", "lat", "lon", "height_m", "freq_mhz", "eirp_dbm"])
        rows.writerows([f"T{i}", lat, lon, 42, 900, 60] for i, (lat, lon) in enumerate(places))
    return path


def check_results(folder: pathlib.Path, tile: pathlib.Path, store: pathlib.Path):
    """The map is the model's answer on each cell's own profile, and the same on one thread and two."""
    one = towers(folder / "one.csv", [(0.5, 11.5)])
    maps = []
    for threads in (1, 2):
        cells = folder / f"cells{threads}.csv"
        Run(PROGRAM, "radio", "coverage", "--terrain", store, "--towers", one, "--radius-m", 8000, "--out", folder / "m.tif",
            "--csv", cells, threads=threads)
        maps.append(cells.read_bytes())
    if maps[0] != maps[1]:
        sys.exit("one thread and two give different maps")
    rows = list(csv.DictReader(maps[0].decode().splitlines()))
    sample = [row for row in random.Random(1).sample(rows, 2000) if row["level_dbm"]]
    with (folder / "points.csv").open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["tx_lat", "tx_lon", "rx_lat", "rx_lon", "freq_mhz", "tx_h_m", "rx_h_m"])
        table.writerows([0.5, 11.5, row["lat"], row["lon"], 900, 42, 1.5] for row in sample)
    Run(PROGRAM, "radio", "loss", "--terrain", store, "--points", folder / "points.csv", "--out", folder / "loss.csv")
    losses = list(csv.DictReader((folder / "loss.csv").read_text().splitlines()))
    off = sorted(abs(60 - float(row["level_dbm"]) - float(loss["model_loss_db"]))
                 for row, loss in zip(sample, losses) if loss["model_loss_db"])
    median, most = off[len(off) // 2], off[int(len(off) * 0.99)]
    print(f"checked: {len(off)} cells against radio loss, median {median:.5f} dB, 99 % within {most:.5f} dB; threads change no bit")
    if median > 0.001 or most > 0.1:
        sys.exit("the map is not the model's answer")


def line(name, size, points, run, peer=None):
    rate = points / run.cpu
    beside = f"{rate / peer:9.2f}" if peer else " " * 9
    print(f"{name:34} {size:>8} {points:>12,} {run.cpu:8.2f} {run.wall:8.2f} {rate:12,.0f} {beside}", flush=True)
    return rate


def coverage_rates(folder, tile, store, radii, repeats):
    have_splat = shutil.which("splat") is not None and shutil.which("srtm2sdf") is not None
    splat = Splat(folder, tile) if have_splat else None
    one = folder / "one.csv"
    for radius in radii:
        ours1, ours2, theirs = [], [], []
        for _ in range(repeats):  # interleaved, so that the others' load falls on all alike
            for threads, runs in ((1, ours1), (2, ours2)):
                runs.append(Run(PROGRAM, "radio", "coverage", "--terrain", store, "--towers", one, "--radius-m", radius, "--out",
                                "/dev/null", "--json", threads=threads))
            if splat:
                theirs.append(splat.run(radius))
        size = f"{radius // 1000} km"
        circle = round(math.pi * radius**2 / (EARTH_M * math.radians(1 / 1200)) ** 2)
        peer = line("SPLAT! -olditm, shared radials", size, circle, quietest(theirs)) if splat else None
        line("coverage, 1 thread", size, ours1[0].points, quietest(ours1), peer)
        line("coverage, 2 threads", size, ours2[0].points, quietest(ours2), peer)


def demand_csv(path, count, inside):
    draw = random.Random(2)
    with path.open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["id", "lat", "lon", "weight"])
        table.writerows([f"d{i}", f"{draw.uniform(*inside[0]):.6f}", f"{draw.uniform(*inside[1]):.6f}", draw.randint(50, 2000)]
                        for i in range(count))
    return path


def one_of_many(folder, store, count):
    """The best server again after one tower of the list has moved: what was kept of the others is taken."""
    draw = random.Random(3)
    places = [(draw.uniform(0.15, 0.85), draw.uniform(11.15, 11.85)) for _ in range(count)]
    words = [PROGRAM, "radio", "coverage", "--terrain", store, "--radius-m", 30000, "--out", "/dev/null", "--json", "--resume",
             folder / "kept", "--towers"]
    Run(*words, towers(folder / "many.csv", places), threads=2)
    places[0] = (places[0][0] + 0.01, places[0][1])
    run = Run(*words, towers(folder / "many.csv", places), threads=2)
    print(f"one of {count} towers moved, the others kept: {run.summary['seconds']:.2f} s on the wall, {run.cpu:.2f} CPU s")


def larger_tasks(folder, store, quick):
    moved = [Run(PROGRAM, "radio", "coverage", "--terrain", store, "--towers", folder / "one.csv", "--radius-m", 15000, "--out",
                 "/dev/null", "--json", threads=2) for _ in range(5)]
    times = ", ".join(f"{run.summary['seconds'] * 1000:.0f}" for run in moved)
    print(f"a tower moved: {times} ms on the wall for {moved[0].points:,} points (asked: 150 ms)")
    for count in (1, 10) if quick else (1, 10, 100):
        draw = random.Random(3)
        many = towers(folder / "many.csv", [(draw.uniform(0.15, 0.85), draw.uniform(11.15, 11.85)) for _ in range(count)])
        run = Run(PROGRAM, "radio", "coverage", "--terrain", store, "--towers", many, "--radius-m", 30000, "--out",
                  "/dev/null", "--json", threads=2)
        line("best server, 2 threads", f"{count} x 30", run.points, run)
    one_of_many(folder, store, 10 if quick else 100)
    for count in (10, 100) if quick else (10, 100, 1000):
        # 0.7 x 0.7 degrees: 6,000 km², 740,000 cells within reach of the demand.
        demand = demand_csv(folder / "demand.csv", count, ((0.15, 0.85), (11.15, 11.85)))
        run = Run(PROGRAM, "radio", "sites", "--terrain", store, "--demand", demand, "--height-m", 42, "--freq-mhz", 900,
                  "--eirp-dbm", 55, "--threshold-dbm", -95, "--out", "/dev/null", "--visible", "/dev/null", "--json", threads=2)
        line("every cell a site, 2 threads", f"{count} dem.", run.points, run)
        print(f"  seen from every cell: {run.summary['visible_seconds']:.1f} s on the wall (asked: 60 s)")


def peak_bytes(*words):
    """Highest memory of the program itself, its children left out."""
    process = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            break
        peak = max([peak, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))])
        time.sleep(0.002)
    if process.wait() != 0:
        sys.exit(f"{' '.join(map(str, words))} failed")
    return peak * 1024


def memory(folder, tile, store):
    """What a terrain nine times as large adds to the memory of one map."""
    raw = gzip.decompress(tile.read_bytes())
    tiles = []
    for lat, lon in ((lat, lon) for lat in range(3) for lon in range(10, 13)):
        tiles.append(folder / f"N{lat:02}E{lon:03}.hgt")
        tiles[-1].write_bytes(raw)
    large = folder / "large.dem"
    Run(PROGRAM, "import", "terrain", *tiles, "--out", large)
    peaks = [peak_bytes(PROGRAM, "radio", "coverage", "--terrain", terrain, "--towers", folder / "one.csv", "--radius-m", 10000,
                        "--out", "/dev/null", "--threads", 1) for terrain in (store, large)]
    added = (peaks[1] - peaks[0]) / (8 * len(raw))
    print(f"memory of a map of 10 km: {peaks[0] / 1e6:.1f} MB over 1 tile, {peaks[1] / 1e6:.1f} MB over 9: "
          f"{added:.2f} x the terrain read (asked: 1.2)")


def profile_rates(folder, quick):
    """Rows of 300 heights of this terrain, as a table holds them: reading, computing and writing."""
    draw = random.Random(5)
    for count in (2_000, 20_000) if quick else (2_000, 20_000, 200_000):
        table = folder / "profiles.csv"
        with table.open("w") as out:
            out.write("h_tx__meter,h_rx__meter,f__mhz,pfl\n")
            for i in range(count):
                height, heights = draw.uniform(200, 800), []
                for _ in range(300):
                    height += draw.uniform(-9, 9)
                    heights.append(f"{abs(height):.2f}")
                out.write(f"42,1.5,{900 + i % 7},299 90 {' '.join(heights)}\n")
        for threads in (1, 2):
            run = quietest([Run(PROGRAM, "radio", "loss", "--profiles", table, "--out", "/dev/null", "--json", threads=threads)
                            for _ in range(3)])
            line(f"loss --profiles, {threads} thread{'s'[:threads - 1]}", "300 pts", run.points, run)


def main():
    quick = "--quick" in sys.argv[1:]
    tile = shared_dem()
    if tile is None:
        print("no real terrain beside the repository (SERUMPUN_SHARED): nothing measured")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = folder / "terrain.dem"
        Run(PROGRAM, "import", "terrain", tile, "--out", store)
        check_results(folder, tile, store)
        print(f"load of the machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())} waiting or running, {os.cpu_count()} processors")
        print(f"\n{'what':34} {'size':>8} {'points':>12} {'cpu s':>8} {'wall s':>8} {'points/cpu s':>12} {'x SPLAT!':>9}")
        coverage_rates(folder, tile, store, (10000,) if quick else (15000, 30000, 60000), 1 if quick else 3)
        memory(folder, tile, store)
        profile_rates(folder, quick)
        larger_tasks(folder, store, quick)


if __name__ == "__main__":
    main()
