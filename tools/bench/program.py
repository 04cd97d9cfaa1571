#!/usr/bin/env python3
"""The program as a whole: program.py [--quick].

The demo's store is filled and served; every page that its public pages lead to is fetched once, and each GET route of the
program is reported with the heaviest of its pages. Then stores of three sizes are started again. What is compared with a peer
here is compared with what is fixed: 14.6 kB are ten TCP segments, the first flight of a server.
"""
import html.parser
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build/release/serumpun"
FIRST_FLIGHT = 14_600


def fail(why):
    sys.exit(f"program: wrong result: {why}")


class Server:
    """`serumpun serve` or `demo` on a free port; seconds until its first page was answered, on the wall and of CPU."""

    def __init__(self, *words):
        began = time.monotonic()
        self.process = subprocess.Popen([PROGRAM, *words, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if found := re.search(r"answers on http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break
        else:
            fail(f"{' '.join(map(str, words))} did not start")
        status, _, _ = self.get("/")
        self.start_s = time.monotonic() - began
        ticks = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")")[-1].split()[11:13]
        self.start_cpu_s = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        if status != 200:
            fail(f"the first page answers {status}")

    def get(self, path, encoding="br"):
        """Status, head and body as they come over the wire."""
        with socket.create_connection(("127.0.0.1", self.port)) as wire:
            wire.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
                         f"Accept-Encoding: {encoding}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: wire.recv(1 << 16), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), head + b"\r\n\r\n", body

    def memory_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def routes(folder):
    """Patterns of the program's GET routes, each with the expression of the paths that it takes."""
    text = subprocess.run([PROGRAM, "routes", "--data", folder], capture_output=True, text=True, check=True).stdout
    patterns = [line.split("\t")[1] for line in text.splitlines() if line.startswith("GET\t")]
    def key(pattern):
        return pattern.count("{"), -len(pattern)
    return [(p, re.compile("(/en)?" + re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(p)) + "/?$")) for p in sorted(patterns, key=key)]


def walk(server, patterns):
    """The heaviest page of each route among all that the pages lead to, Indonesian and English."""
    waiting, seen, heaviest = ["/", "/en/"], {"/", "/en/"}, {}
    while waiting:
        path = waiting.pop()
        plain = path.split("?")[0]
        pattern = next((p for p, taken in patterns if taken.match(plain)), None)
        status, head, body = server.get(path)
        if status >= 500:
            fail(f"{path} answers {status}")
        if status != 200 or b"content-type: text/html" not in head.lower():
            continue
        size = len(head) + len(body)
        if size > heaviest.get(pattern, (0, ""))[0]:
            heaviest[pattern] = (size, path)
        links = Links()
        links.feed(server.get(path, "identity")[2].decode())
        for link in links.found:
            url = urllib.parse.urljoin(path, link.split("#")[0])
            if url.startswith("/") and not url.startswith("//") and url not in seen:
                seen.add(url)
                waiting.append(url)
    return heaviest


def pages(folder):
    began = time.monotonic()
    demo = Server("demo", "--data", folder)
    print(f"\nThe demo was filled and answered in {time.monotonic() - began:.1f} s.")
    patterns = routes(folder)
    heaviest = walk(demo, patterns)
    print(f"\n| heaviest first load of | bytes, head and brotli body | limit | × limit |\n|---|---|---|---|")
    for pattern, (size, path) in sorted(heaviest.items(), key=lambda item: -item[1][0]):
        print(f"| `{pattern}` ({path}) | {size} | {FIRST_FLIGHT} | {FIRST_FLIGHT / size:.2f} |")
    print(f"\n{len(heaviest)} of {len(patterns)} GET routes lead to a page without sign-in.")
    print(f"Memory of the demo after every page: {demo.memory_mb():.0f} MB (limit 200).")
    demo.stop()
    if over := [path for size, path in heaviest.values() if size > FIRST_FLIGHT]:
        fail("more than a first flight: " + ", ".join(over))


def potential_csv(path, rows):
    random.seed(5)
    with open(path, "w", encoding="utf-8") as out:
        out.write("nama,jenis,lintang,bujur,sumber\n")
        for i in range(rows):
            lat, lon = random.uniform(-2.45, -2.25), random.uniform(102.6, 102.75)
            out.write(f"Objek {i},air terjun,{lat:.6f},{lon:.6f},kunjungan petugas 2026\n")


def starts(folder, quick):
    """An existing store, of the demo and with ever more objects."""
    print("\n| start on an existing store | objects added | ours, s (limit 1) | of processor time | bare process, s | idle memory, MB (limit 60) |"
          "\n|---|---|---|---|---|---|")
    for rows in (0, 1_000) if quick else (0, 1_000, 10_000, 100_000):
        if rows:
            table = os.path.join(folder, "objects.csv")
            potential_csv(table, rows)
            done = subprocess.run([PROGRAM, "import", "potential", table, "--category", "wisata", "--office", "dispar", "--data", folder],
                                  capture_output=True, text=True, check=False)
            if done.returncode != 0:
                fail(f"import of {rows} rows: {done.stdout}{done.stderr}")
        times = []
        for _ in range(3):
            server = Server("serve", "--data", folder)
            times.append((server.start_s, server.start_cpu_s))
            time.sleep(0.5)
            memory = server.memory_mb()
            server.stop()
        began = time.monotonic()
        subprocess.run([PROGRAM, "serve", "--help"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        bare = time.monotonic() - began
        print(f"| serve, first page answered | {rows} | {min(times)[0]:.3f} | {min(times)[1]:.2f} | {bare:.3f} | {memory:.0f} |", flush=True)


def main():
    folder = tempfile.mkdtemp(prefix="serumpun-bench-")
    try:
        pages(folder)
        starts(folder, "--quick" in sys.argv)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
