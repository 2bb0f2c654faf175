#!/usr/bin/env python3
"""How many documents a second, in how much memory: JSON lines and web archives, on one core and on all.

    python3 benches/scale.py [PROGRAM] [--documents N] [--megabytes N] [--ingest]

PROGRAM is a release build (default: target/release/gongbao). The data are made from the samples, the same in every run, in a
temporary folder: documents that differ in a line and in their address. Needs Python 3.9 or later and nothing else.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def samples():
    return [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("samples/*/*.txt"))]


def documents(texts):
    """Title, text and address of one document after the other, without end."""
    number = 0
    while True:
        title, _, body = texts[number % len(texts)].strip().partition("\n")
        yield number, title, f"{body.strip()}\nNo. {number}", f"https://example.org/{number}"
        number += 1


def json_lines(path, texts, count):
    with open(path, "w", encoding="utf-8") as out:
        for number, title, body, url in documents(texts):
            if number == count:
                break
            line = {"url": url, "title": title, "date": "2024-12-13", "text": body}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return count


def page(title, body):
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60))
    lines = "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title><style>{'a{color:red}' * 200}</style></head>"
        f"<body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>{lines}</article></body></html>"
    )


def archive(path, texts, size):
    """A WARC file of so many bytes, each record packed by itself, as crawls are published; its number of pages."""
    with open(path, "wb") as out:
        for number, title, body, url in documents(texts):
            if out.tell() >= size:
                return number
            # What does not pack well, so that the file is large by what it holds: a picture within the page.
            noise = base64.b64encode(hashlib.shake_128(str(number).encode()).digest(12_000)).decode()
            html = page(title, body).replace("</body>", f"<img alt='' src='data:image/png;base64,{noise}'></body>")
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-12-13T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1, mtime=0))


def run(command, cores):
    """Seconds and the peak of memory (MB) of a command that is held to some cores."""

    def hold():
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=hold)
    told = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"{' '.join(command)}: {told[:2000]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return seconds, usage.ru_maxrss / unit


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", nargs="?", default=str(ROOT / "target/release/gongbao"))
    parser.add_argument("--documents", type=int, default=20_000, help="of the JSON lines")
    parser.add_argument("--megabytes", type=int, default=200, help="of the web archive")
    parser.add_argument("--ingest", action="store_true", help="into a store on disk as well")
    args = parser.parse_args()
    texts = samples()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    stores = 0
    with tempfile.TemporaryDirectory() as folder:
        lines, crawl = os.path.join(folder, "documents.jsonl"), os.path.join(folder, "crawl.warc.gz")
        data = [(lines, json_lines(lines, texts, args.documents)), (crawl, archive(crawl, texts, args.megabytes << 20))]
        print("| input | documents | command | cores | seconds | documents/s | peak memory |", flush=True)
        print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
        for path, count in data:
            name = f"{os.path.basename(path).split('.', 1)[1]}, {os.path.getsize(path) >> 20} MB"
            for command in ["convert", "ingest"] if args.ingest else ["convert"]:
                for held in sorted({1, cores}):
                    store = os.path.join(folder, f"store-{stores}")
                    options = ["--to", "nquads"] if command == "convert" else []
                    call = [args.program, "--jobs", str(held), "--store", store, command, *options, path]
                    seconds, memory = run(call, held)
                    stores += 1
                    print(f"| {name} | {count:,} | {command} | {held} | {seconds:.0f} | {count / seconds:,.0f} | {memory:.0f} MB |", flush=True)


main()
