"""A running Serumpun and the people who use it, for stories told over HTTP: no script, as the pages must work without."""
import html.parser
import http.cookiejar
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("SERUMPUN", str(ROOT / "build/release/serumpun"))


def private_postgres():
    """The address of an empty schema in the cluster that all tests share; None where PostgreSQL is not installed."""
    folder = f"/tmp/serumpun-test-pg-{os.getuid()}"
    settings = ["-c", "fsync=off", "-c", "synchronous_commit=off"]
    started = subprocess.run([ROOT / "tests/support/private_postgres", "start", folder, *settings])
    if started.returncode == 2:
        return None
    started.check_returncode()
    schema = "scenario_" + uuid.uuid4().hex
    subprocess.run(["psql", "-qX", "-h", folder, "-U", "serumpun", "serumpun", "-c", f"CREATE SCHEMA {schema}"], check=True)
    host = urllib.parse.quote(folder, safe="")
    return f"postgresql://serumpun@/serumpun?host={host}&options=-csearch_path%3D{schema}"


class Server:
    """`serumpun demo` on a new store; `database` None is the embedded one."""

    def __init__(self, database=None):
        self.folder = tempfile.TemporaryDirectory(prefix="serumpun-scenario-")
        self.store = ["--data", self.folder.name] + (["--database", database] if database else [])
        self.process = subprocess.Popen([PROGRAM, "demo", *self.store, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.address = found[0]
                break
        else:
            raise RuntimeError(f"the server ended with {self.process.wait()} before it was ready")
        accounts = (pathlib.Path(self.folder.name) / "accounts.txt").read_text(encoding="utf-8")
        self.passwords = {line.split("\t")[0]: line.split("\t")[2] for line in accounts.splitlines()}

    def stop(self):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait(timeout=30)
        self.folder.cleanup()

    def command(self, *arguments, text=""):
        """Runs `serumpun …` on the same store, as its operator does."""
        return subprocess.run([PROGRAM, *arguments, *self.store], input=text, text=True, capture_output=True, check=True)

    def visitor(self):
        return Browser(self.address)

    def signed_in(self, name):
        browser = self.visitor()
        browser.open("/masuk")
        browser.send("/masuk", akun=name, sandi=self.passwords[name])
        assert "/masuk" not in browser.path, f"{name} could not sign in"
        return browser


class Forms(html.parser.HTMLParser):
    """The forms of a page, with the values that they have already."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        fields = self.forms[-1]["fields"] if self.forms else {}
        if tag == "form":
            self.forms.append({"action": a.get("action", ""), "fields": {}})
        elif tag == "input" and "name" in a:
            chosen = a.get("type") not in ("checkbox", "radio") or "checked" in a
            if chosen and a.get("type") not in ("submit", "file"):
                fields[a["name"]] = a.get("value", "")
        elif tag == "select":
            self.select = a.get("name")
        elif tag == "option" and self.select and ("selected" in a or self.select not in fields):
            fields[self.select] = a.get("value", "")
        elif tag == "textarea" and "name" in a:
            self.area = a["name"]
            fields[self.area] = ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area and self.forms:
            self.forms[-1]["fields"][self.area] += data


class Browser:
    """One person: cookies, the page before them, its forms."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.status, self.page, self.path = 0, "", "/"

    def open(self, path, data=None, headers=None):
        request = urllib.request.Request(self.address + path, data=data, headers=headers or {})
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.status, self.page = answer.status, answer.read().decode("utf-8")
            self.path = answer.url.removeprefix(self.address)
        return self.page

    def send(self, action, file=None, **fields):
        """Fills in the form that goes to `action`, and sends it. `file` is (field, name, content)."""
        form = next(f for f in Forms(self.page).forms if urllib.parse.urlsplit(f["action"]).path == action)
        values = {**form["fields"], **fields}
        if file is None:
            return self.open(form["action"], urllib.parse.urlencode(values).encode())
        boundary = uuid.uuid4().hex
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                 for name, value in values.items()]
        field, name, content = file
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
                     f"Content-Type: text/csv\r\n\r\n{content}\r\n--{boundary}--\r\n")
        return self.open(form["action"], "".join(parts).encode(),
                         {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def text(self):
        """What the page says, without its marks."""
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", self.page, flags=re.S)))
