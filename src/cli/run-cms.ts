import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { toLanguage } from "../base/language.ts";
import { findNearest } from "../base/nearest.ts";
import { toSlug } from "../base/path.ts";
import type { Site } from "../config.ts";
import { type CmsKind, cmsKinds, cmsScripts, toCmsConfig, toCmsPage } from "../desk/cms.ts";
import { toLocal } from "../pages/options.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { complain, type ExitCode, print } from "./console.ts";
import { createImportTarget } from "./import-target.ts";

/** Prints the configuration of a git-based CMS, or writes it with its page into `public/admin/`. */
export function runCms(site: Site, args: Arguments): ExitCode {
  const kind = toKind(args.positionals[0] ?? "decap");
  const repository = args.text("repo") ?? "owner/name";
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new UsageError("--repo needs a repository on GitHub: owner/name");
  const { baseUrl } = site.pages;
  const config = toCmsConfig({
    kind,
    repository,
    branch: args.text("branch") ?? "main",
    sections: toSections(site),
    baseUrl,
  });
  if (!args.isSet("write")) return print(config);
  const target = createImportTarget(site.root, { force: args.isSet("force"), isDry: false });
  const files = { "public/admin/config.yml": config, "public/admin/index.html": toCmsPage(kind) };
  const results = Object.entries(files).map(([path, text]) => ({ path, written: target.writeText(path, text) }));
  const kept = results.filter(({ written }) => written !== "written").map(({ path }) => path);
  print(results.flatMap(({ path, written }) => (written === "written" ? `${path}\n` : [])).join(""));
  const { package: name, file } = cmsScripts[kind];
  complain(`next: npm install ${name} && cp node_modules/${name}/${file} public/admin/\n`, 0);
  if (!args.text("repo")) complain("then set repo in public/admin/config.yml, or give --repo owner/name\n", 0);
  return kept.length === 0
    ? 0
    : complain(`${kept.join(" and ")} exist, and were left alone; --force writes over them\n`, 1);
}

function toKind(name: string): CmsKind {
  const kind = cmsKinds.find((each) => each === name);
  if (kind !== undefined) return kind;
  const nearest = findNearest(name, cmsKinds);
  throw new UsageError(`cms knows ${cmsKinds.join(" and ")}${nearest === null ? "" : `; did you mean ${nearest}?`}`);
}

/** The sections of the configuration, and folders with articles that it does not name. */
function toSections(site: Site): ReadonlyMap<string, string> {
  const { sections, language } = site.pages;
  const own = toLanguage(language);
  const named = Object.entries(sections).map(([slug, { title }]) => [slug, toLocal(title, own, own)] as const);
  const folder = join(site.root, "content");
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const found = entries.flatMap((entry) =>
    entry.isDirectory() && toSlug(entry.name) === entry.name ? [entry.name] : [],
  );
  return new Map([...found.map((name) => [name, name] as const), ...named]);
}
