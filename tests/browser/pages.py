#!/usr/bin/env python3
"""The pages of `gongbao serve` in headless Chromium: wide and narrow, light and dark, in English and Chinese, without scripts.

    python3 tests/browser/pages.py PROGRAM [FOLDER]

Nothing may come from elsewhere or fail to load, no page may be wider than its window, everything that can be used must have a
name for screen readers, and the words of a chart may neither leave it nor lie on each other. FOLDER takes the screenshots.
Needs chromium and Python 3.9 or later, and nothing else.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
QUERY = urllib.parse.quote((ROOT / "queries/by-province-and-action.rq").read_text(encoding="utf-8"))
PAGES = {
    "start": "/",
    "bulletins": "/bulletins",
    "search": "/search?q=shandong",
    "places": "/places",
    "place": "/doc/place/CN.html",
    "agency": "/doc/agency/CN/publicSecurity.html",
    "campaign": "/doc/campaign/yunJian.html",
    "action": "/doc/action/arrest.html",
    "compare": "/compare?kind=year&a=2021&b=2024",
    "compare-places": "/compare?kind=place&a=CN&b=CN-ZJ",
    "sparql": "/sparql",
    "answer": f"/sparql?format=html&query={QUERY}",
    "fault": "/sparql?format=html&query=SELECT%20*%20%7B%0A%20FILTER(%3Fx%20%3E)%0A%7D",
    "ontology": "/doc/ontology.html",
    "scheme": "/doc/scheme/action.html",
}
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
]
# What is wrong with the page that is shown, a line each.
CHECK = """(() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
  if (wide > room + 1) faults.push(`${wide} px wide in a window of ${room}`);
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    if (!svg.querySelector('title')) faults.push('a chart without a title');
    const all = svg.getBoundingClientRect(), texts = [...svg.querySelectorAll('text')];
    const boxes = texts.map(t => [t.textContent, t.getBoundingClientRect()]);
    for (const [text, box] of boxes)
      if (box.left < all.left - 2 || box.right > all.right + 2) faults.push(`"${text}" leaves its chart`);
    boxes.forEach(([a, p], n) => boxes.slice(n + 1).forEach(([b, q]) => {
      const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (across > 2 && down > 4) faults.push(`"${a}" lies on "${b}"`);
    }));
  }
  return JSON.stringify(faults);
})()"""


class Browser:
    """Chromium, spoken to over a pair of pipes."""

    def __init__(self, folder):
        here, there = os.pipe(), os.pipe()

        def hold():
            # Copies first: either end may have the number that the other one wants.
            copies = os.dup(here[0]), os.dup(there[1])
            os.dup2(copies[0], 3)
            os.dup2(copies[1], 4)

        command = ["chromium", *FLAGS, f"--user-data-dir={folder}"]
        null = subprocess.DEVNULL
        self.process = subprocess.Popen(command, preexec_fn=hold, close_fds=False, stdout=null, stderr=null)
        os.close(here[0]), os.close(there[1])
        self.out, self.into = here[1], os.fdopen(there[0], "rb")
        self.number, self.events, self.session, self.rest = 0, [], None, b""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Network", "Log", "Runtime", "Accessibility"]:
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setScriptExecutionDisabled", value=True)

    def read(self):
        while b"\0" not in self.rest:
            more = os.read(self.into.fileno(), 1 << 16)
            if not more:
                raise SystemExit("chromium ended")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            told = self.read()
            if told.get("id") == self.number:
                if "error" in told:
                    raise SystemExit(f"{method}: {told['error']}")
                return told["result"]
            self.events.append(told)

    def show(self, address, width, dark, language):
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", features=scheme)
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=1600, deviceScaleFactor=1, mobile=False)
        self.ask("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        self.events = []
        self.ask("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def faults(self, origin):
        for event in self.events:
            told = event.get("params", {})
            if event["method"] == "Log.entryAdded" and "status of 400" not in told["entry"]["text"]:
                yield told["entry"]["text"]
            address = told.get("request", {}).get("url", origin) if event["method"] == "Network.requestWillBeSent" else origin
            if not address.startswith((origin, "data:")):
                yield f"asks for {address}"
        yield from json.loads(self.ask("Runtime.evaluate", expression=CHECK)["result"]["value"])
        for node in self.ask("Accessibility.getFullAXTree")["nodes"]:
            role = node.get("role", {}).get("value")
            used = role in ("link", "button", "combobox", "textbox", "searchbox", "image")
            if used and not node.get("ignored") and not node.get("name", {}).get("value", "").strip():
                yield f"a {role} without a name"


def main():
    program, shots = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    command = [program, "serve", "--from", str(ROOT / "samples"), "--bind", "127.0.0.1:0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    folder = tempfile.mkdtemp()
    found, browser = 0, None
    try:
        origin = server.stdout.readline().split()[-1].rstrip("/")
        browser = Browser(folder)
        looks = [(1200, False, "en"), (400, True, "zh-Hans")]
        for name, path in PAGES.items():
            for width, dark, language in looks:
                browser.show(origin + path, width, dark, language)
                for fault in sorted(set(browser.faults(origin))):
                    found += 1
                    print(f"{name}, {width} px, {language}: {fault}")
                if shots:
                    shot = browser.ask("Page.captureScreenshot")["data"]
                    (shots / f"{name}-{width}-{language}.png").write_bytes(base64.b64decode(shot))
        print(f"{len(PAGES) * len(looks)} views, {found} faults")
    finally:
        server.kill()
        if browser:
            browser.process.kill()
            browser.process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if found else 0)


main()
