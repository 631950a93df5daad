import { execFile } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { installPackages } from "../installed.ts";

// The compiler takes its time where others work too.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = join(import.meta.dirname, "..", "..");
const TYPES = join(ROOT, "src/pages/template-types.ts");
const TAG = /<%[-_]?\s*([~=]?)([\s\S]*?)[-_]?%>/g;

/**
 * A template as a function of `it`, line by line, for the compiler to look at: `<%= … %>` prints, `<%~ … %>` prints
 * HTML.
 */
function toModule(name: string, text: string): string {
  let code = "";
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const [tag, mark = "", inner = ""] = match;
    code += "\n".repeat(text.slice(end, match.index).split("\n").length - 1);
    code += mark === "=" ? `print(${inner});` : mark === "~" ? `printHtml(${inner});` : ` ${inner} `;
    end = match.index + tag.length;
  }
  return `import type { Handed, Partials, Templates } from ${JSON.stringify(TYPES)};
declare function print(text: string | number): void; declare function printHtml(html: string): void; declare function layout(name: "layout", data?: { isFront?: boolean; section?: string }): void;
declare function include<Name extends keyof Partials>(name: Name, ...data: Name extends keyof Handed ? [Handed[Name]] : []): string;
export function render(it: (Templates & Partials)[${JSON.stringify(name)}]): void {${code}
}
`;
}

/** What the compiler prints; nothing where all is well. */
async function compile(cwd: string, ...args: readonly string[]): Promise<string> {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [tsc, ...args, "--pretty", "false"], { cwd });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return stdout;
}

/** What the compiler says of templates: `article.eta:12 …`. */
async function findTypeErrors(templates: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(ROOT, "node_modules/.broadsheet-types-"));
  for (const [name, text] of Object.entries(templates)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, `${name}.ts`), toModule(name, text));
  }
  const options = {
    strict: true,
    // Small functions in templates stay JavaScript.
    noImplicitAny: false,
    noEmit: true,
    target: "esnext",
    module: "nodenext",
    types: ["node"],
    skipLibCheck: true,
  };
  const own = { allowImportingTsExtensions: true, erasableSyntaxOnly: true };
  const config = { compilerOptions: { ...options, ...own }, include: ["**/*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const stdout = await compile(folder);
  rmSync(folder, { recursive: true });
  // The function begins on the fourth line.
  return Array.from(stdout.matchAll(/^(\S+)\.ts\((\d+),\d+\): error \w+: (.*)$/gm), ([, file, line, message]) => {
    return `${file}.eta:${Number(line) - 3} ${message}`;
  });
}

const templates = Object.fromEntries(
  globSync("**/*.eta", { cwd: join(ROOT, "templates") }).map((file) => {
    return [file.replace(/\.eta$/, ""), readFileSync(join(ROOT, "templates", file), "utf8")];
  }),
);

test("templates read only what their types have and hand partials what theirs want: of two slips put in, two are told", async () => {
  const article = (templates.article ?? "").replace("page.headline", "page.headlin");
  const list = (templates.list ?? "").replace("level: 2", "levle: 2");
  const errors = await findTypeErrors({ ...templates, article, list });
  expect(errors).toEqual([
    expect.stringMatching(
      /^article\.eta:8 Property 'headlin' does not exist on type 'ArticlePage'\. Did you mean 'headline'\?$/,
    ),
    expect.stringMatching(/^list\.eta:\d+ .*'levle' does not exist/),
  ]);
});

test("a configuration and a template's types are checked from the installed package", async () => {
  const site = mkdtempSync(join(tmpdir(), "broadsheet-types-"));
  const installed = join(site, "node_modules/broadsheet");
  // What npm packs, and the packages that it would install.
  cpSync(join(await installPackages(), "node_modules/broadsheet"), installed, { recursive: true });
  // As a site has them: neither our tools nor Node's types.
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  for (const path of Object.keys(packages)) {
    if (!/^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) || packages[path].dev || packages[path].optional) continue;
    mkdirSync(dirname(join(installed, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(installed, path));
  }
  const config = `import { defineConfig, type ToOwnPages } from "broadsheet";
import type { OwnTemplate, Templates } from "broadsheet/templates";
const toUrl = ({ page }: Templates["article"] | OwnTemplate): string => ("headline" in page ? page.headline : page.heading);
const pages: ToOwnPages = ({ articles, data }) =>
  articles.map(({ permalink, headline }) => ({ url: \`/x\${permalink}\`, template: "x", title: headline, data: data.x }));
export default defineConfig({
  title: { en: "Paper", es: "Diario" },
  sections: { news: { title: "News" } },
  markdown: { remarkPlugins: ["remark-math", ["./x.ts", { a: 1 }]] },
  helpers: { shout: (text: string) => text.toUpperCase(), toUrl },
  pages,
});
`;
  // Read at once: most of the compiler's work is to read what they import.
  const configs = {
    "broadsheet.config.ts": config,
    "section.ts": config.replace("sections:", "sectoins:"),
    "page.ts": config.replace("title: headline", "titel: headline"),
    "template.ts": config.replace("page.headline", "page.headlin"),
  };
  for (const [file, text] of Object.entries(configs)) writeFileSync(join(site, file), text);
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "esnext", "--lib", "esnext,dom"];
  const told = await compile(site, ...options, ...Object.keys(configs));
  // An error begins with its file; what belongs to it is indented.
  const errors = told.split(/\n(?=\S)/);
  const of = (file: string) => errors.filter((error) => error.startsWith(`${file}(`)).join("\n");
  expect(of("section.ts")).toContain("'sectoins' does not exist");
  expect(of("page.ts")).toContain("titel");
  expect(of("template.ts")).toContain("'headline'?");
  expect(errors.filter((error) => !/^(?:section|page|template)\.ts\(/.test(error))).toEqual([]);
});
