// browser.mjs PROGRAM: the pages of `gongbao serve` over the samples in headless Chromium.
//
// Each page in both languages: below 100 kB, nothing from another host, no message on the console, no fault that axe-core
// finds (WCAG 2.2 A and AA) in light and dark, nothing wider than a narrow screen; and what a reader does with the
// keyboard, all of it with scripts switched off. Pictures of all go to target/screenshots, to be looked at.
// `.ci/browser` installs playwright-core and axe-core (its folder is $GONGBAO_BROWSER) and Debian's chromium.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const installed = createRequire(resolve(process.env.GONGBAO_BROWSER ?? `${root}/target/browser`, "package.json"));
const { chromium } = installed("playwright-core");
const axe = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");
const pictures = `${root}/target/screenshots`;

let failures = 0;
function check(what, ok, told = "") {
  console.log(`${ok ? "ok     " : "FAILED "} ${what}${ok ? "" : `: ${String(told).slice(0, 600)}`}`);
  failures += ok ? 0 : 1;
}

/** A server of the samples, and its address. */
function serve(program) {
  const server = spawn(program, ["serve", "--from", "samples", "--bind", "127.0.0.1:0"], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  const address = new Promise((found, failed) => {
    server.stdout.once("data", (line) => found(String(line).trim().split(" ").pop().replace(/\/$/, "")));
    server.once("exit", (code) => failed(new Error(`the server ended: ${code}`)));
  });
  return { server, address };
}

/** The IRI path of the thing of a class that most figures point to. */
async function busiest(url, property) {
  const query = `SELECT ?x (COUNT(?o) AS ?n) { ?o ${property} ?x FILTER(ISIRI(?x)) } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1`;
  const answer = await fetch(`${url}/sparql?format=json&query=${encodeURIComponent(query)}`);
  return (await answer.json()).results.bindings[0].x.value.replace("https://w3id.org/gongbao/", "");
}

/** Every kind of page: a name for its pictures, and its path. */
async function pages(url) {
  const doc = async (property) => `/doc/${await busiest(url, property)}.html`;
  const place = await busiest(url, "gb:place");
  const table = "SELECT ?place (SUM(?v) AS ?sum) { ?o gb:place/skos:prefLabel ?place ; gb:value ?v FILTER(lang(?place) = 'en') } GROUP BY ?place ORDER BY ?place";
  const sparql = (query) => `/sparql?format=html&query=${encodeURIComponent(query)}`;
  return [
    ["start", "/"],
    ["bulletins", "/bulletins"],
    ["bulletin", await doc("gb:statedIn")],
    ["place", `/doc/${place}.html`],
    ["agency", await doc("gb:agency")],
    ["campaign", await doc("gb:campaign")],
    ["official", await doc("gb:reportedBy")],
    ["action", await doc("gb:action")],
    ["class", "/doc/ns.html"],
    ["places", "/places"],
    ["agencies", "/agencies"],
    ["officials", "/officials"],
    ["campaigns", "/campaigns"],
    ["laws", "/laws"],
    ["ontology", "/ontology"],
    ["compare", "/compare"],
    ["compared", "/compare?kind=place&a=CN&b=CN-ZJ"],
    ["compared-years", "/compare?kind=year&a=2021&b=2024"],
    ["scheme", "/doc/scheme/action.html"],
    ["search", "/search?q=%E5%B9%BF%E4%B8%9C"],
    ["search-nothing", "/search?q=qqqq"],
    ["sparql", "/sparql"],
    ["answer", sparql(table)],
    ["fault", sparql("SELECT * {\n  ?s ?p }")],
    ["missing", "/place/Nowhere"],
  ];
}

/** What axe-core finds on a page, in a line. */
async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].failureSummary?.split("\n")[1] ?? ""}`).join("; ");
}

/** Words of a chart that leave it, or lie on each other. */
async function charts(page) {
  const found = await page.evaluate(() => {
    const faults = [];
    for (const svg of document.querySelectorAll("svg")) {
      const all = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      boxes.forEach(([a, p], n) => {
        if (p.left < all.left - 2 || p.right > all.right + 2) faults.push(`"${a}" leaves its chart`);
        for (const [b, q] of boxes.slice(n + 1)) {
          const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
          const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
          if (across > 2 && down > 4) faults.push(`"${a}" lies on "${b}"`);
        }
      });
    }
    return faults;
  });
  return found.join("; ");
}

async function looks(browser, url, all) {
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    const foreign = [], messages = [];
    page.on("request", (request) => { if (!request.url().startsWith(url) && !request.url().startsWith("data:")) foreign.push(request.url()); });
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    for (const [name, path] of all) {
      for (const language of scheme === "light" ? ["en", "zh-Hans"] : ["en"]) {
        const what = `${name} ${scheme} ${language}`;
        messages.length = 0;
        const answer = await page.goto(`${url}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        const expected = { fault: 400, missing: 404 }[name] ?? 200;
        const bytes = (await answer.body()).length;
        check(`${what}: ${expected}, below 100 kB`, answer.status() === expected && bytes < 100_000, `${answer.status()}, ${bytes} bytes`);
        const html = answer.headers()["content-type"].startsWith("text/html");
        check(`${what}: a page`, html, answer.headers()["content-type"]);
        if (!html) continue;
        check(`${what}: says its language and title`, (await page.locator("html").getAttribute("lang")) === language && (await page.title()).length > 5);
        // The browser itself tells of an answer that is none.
        const told = messages.filter((m) => !(expected !== 200 && m.includes("Failed to load resource")));
        check(`${what}: nothing on the console`, told.length === 0, told);
        const found = await faults(page);
        check(`${what}: axe`, found === "", found);
        const drawn = await charts(page);
        check(`${what}: charts`, drawn === "", drawn);
        await page.screenshot({ path: `${pictures}/${name}-${scheme}-${language}.png`, fullPage: name !== "places" });
      }
    }
    check(`${scheme}: nothing comes from another host`, foreign.length === 0, foreign);
    await context.close();
  }
}

async function narrow(browser, url, all) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, locale: "zh-CN" });
  const page = await context.newPage();
  for (const [name, path] of all) {
    await page.goto(`${url}${path}`, { waitUntil: "load" });
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    check(`${name} narrow: nothing is wider than the screen`, width <= 360, `${width} px`);
    await page.screenshot({ path: `${pictures}/${name}-narrow.png` });
  }
  await context.close();
}

/** What a reader does, with the keyboard and without scripts. */
async function reads(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.keyboard.press("Tab");
  check("the first thing that the keyboard reaches leads to the content", (await page.locator(":focus").getAttribute("href")) === "#content");

  await page.locator("input[type=search]").first().focus();
  await page.keyboard.type("Zhejiang");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?/);
  await page.locator("main a", { hasText: "Zhejiang" }).first().click();
  await page.waitForURL(/place\/CN-ZJ/);
  check("search leads to the place", (await page.locator("h1").innerText()).includes("Zhejiang"));

  // The rows as they are sorted first, and by value, both ways.
  await page.goto(`${url}/doc/place/CN.html`);
  const first = () => page.locator("table.figures tbody tr").first().innerText();
  const seen = [await first()];
  for (let n = 0; n < 2; n++) {
    await page.locator("table.figures thead a[href*='sort=value']").first().click();
    seen.push(await first());
  }
  check("a table of figures is sorted by value, both ways", new Set(seen).size === 3, seen.join(" / "));

  await page.goto(`${url}/bulletins`);
  await page.locator("main a[href*='bulletin/']").first().click();
  await page.waitForURL(/bulletin\//);
  const mark = page.locator("main mark a, main a mark, main a:has(mark)").first();
  check("figures of a bulletin are marked in its text", (await mark.count()) === 1);
  if (await mark.count()) {
    await mark.click();
    const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
    check("a figure leads to its record", target !== "" && (await page.locator(`[id="${target}"]`).count()) === 1, page.url());
  }

  await page.locator("header a[hreflang='zh-Hans'], header a[lang='zh-Hans']").last().click();
  check("the other language is the same page", (await page.locator("html").getAttribute("lang")) === "zh-Hans" && /bulletin\//.test(page.url()), page.url());

  await page.goto(`${url}/sparql`);
  await page.locator("textarea").fill("SELECT ?t { ?b gb:title ?t } LIMIT 3");
  await page.locator("main form button").first().click();
  await page.waitForURL(/query=/);
  check("a query is answered as a table", (await page.locator("main table tbody tr").count()) === 3);
  const csv = page.locator("main a[href*='format=csv']").first();
  check("the answer can be had as CSV", (await csv.count()) === 1);
  if (await csv.count()) {
    const got = await fetch(new URL(await csv.getAttribute("href"), page.url()));
    check("and is CSV", (await got.text()).startsWith("t\r\n") && got.headers.get("content-type").startsWith("text/csv"));
  }
  await page.goto(`${url}/compare`);
  const button = page.locator("main form button").first();
  check("two things can be chosen to be compared", (await button.count()) === 1);
  if (await button.count()) {
    await button.click();
    check("and are", (await page.locator("main h1").count()) === 1);
  }
  await context.close();
}

const { server, address } = serve(resolve(process.argv[2]));
try {
  const url = await address;
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const all = await pages(url);
    await looks(browser, url, all);
    await narrow(browser, url, all);
    await reads(browser, url);
  } finally {
    await browser.close();
  }
} finally {
  server.kill();
}
if (failures) {
  console.error(`${failures} failed`);
  process.exit(1);
}
