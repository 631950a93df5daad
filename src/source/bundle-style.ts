import { posix } from "node:path";
import { bundleAsync, type Targets, type UrlDependency, type Warning } from "lightningcss";
import { type Diagnostic, type Outcome, toDiagnostic } from "../base/diagnostic.ts";
import type { OutputPath } from "../base/path.ts";
import { toTextPlace } from "../base/text-place.ts";
import { findDoubtful } from "./doubtful-values.ts";
import type { OddNames } from "./style-names.ts";

/** Browsers of the last three years: they know layers, nesting and logical properties. */
const TARGETS: Targets = { chrome: 120 << 16, firefox: 121 << 16, safari: (17 << 16) | (2 << 8) };

const ADVICE = "mend the stylesheet; a package that it names must be installed";

/**
 * A stylesheet with all that it imports, small. Imports are names below `templates/`; `files` says where the other
 * files of the theme are published.
 */
export async function bundleStyle(
  name: string,
  styles: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, OutputPath>,
): Promise<Outcome<string>> {
  const problems: Diagnostic[] = [];
  const odd = { properties: new Set<string>(), rules: new Set<string>() };
  const doubtful = new Set<string>();
  const texts = new Map<string, string>();
  try {
    const { code, dependencies, warnings } = await bundleAsync({
      filename: name,
      minify: true,
      targets: TARGETS,
      analyzeDependencies: { preserveImports: true },
      visitor: {
        Declaration: (declaration) => {
          if (declaration.property === "custom") odd.properties.add(declaration.value.name);
          const property = findDoubtful(declaration);
          if (property !== null) doubtful.add(property);
        },
        Rule: (rule) => {
          if (rule.type === "unknown") odd.rules.add(rule.value.name);
        },
      },
      resolver: {
        read: (file) => {
          const text = styles.get(file);
          if (text === undefined) throw new Error(`there is no stylesheet templates/${file}`);
          problems.push(...findUnclosed(text, file));
          texts.set(file, text);
          return text;
        },
        resolve: (specifier, from) => posix.join(posix.dirname(from), specifier),
      },
    });
    problems.push(...(await findMistakes({ name, texts, odd, doubtful, warnings })));
    const links = (dependencies ?? []).filter((dependency) => dependency.type === "url");
    const { value, diagnostics } = linkFiles(new TextDecoder().decode(code), links, files);
    return { value, diagnostics: [...problems, ...diagnostics] };
  } catch (error) {
    return { value: "", diagnostics: [...problems, toProblem(error, name)] };
  }
}

/** A stylesheet as far as it was read: lightningcss takes what browsers would pass over. */
interface ReadStyle {
  readonly name: string;
  /** It and all that it imports, by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly odd: OddNames;
  /** Properties whose values lightningcss did not read. */
  readonly doubtful: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
}

/** What browsers would pass over without a word; what finds it is imported where there may be something. */
async function findMistakes({ name, texts, odd, doubtful, warnings }: ReadStyle): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  if (odd.properties.size + odd.rules.size > 0) {
    const { findUnknownNames } = await import("./style-names.ts");
    problems.push(...findUnknownNames(odd, texts));
  }
  if (warnings.length > 0 || [...texts.values()].some((own) => own.includes("@media"))) {
    const { findMisspeltFeatures, findMisspeltSelectors } = await import("./style-selectors.ts");
    problems.push(...findMisspeltSelectors(warnings, name), ...findMisspeltFeatures(texts));
  }
  if (doubtful.size > 0) {
    const { findWrongValues } = await import("./style-values.ts");
    problems.push(...findWrongValues(doubtful, texts));
  }
  return problems;
}

/** Puts the addresses of published files where lightningcss left room for them. */
function linkFiles(
  text: string,
  links: readonly UrlDependency[],
  files: ReadonlyMap<string, OutputPath>,
): Outcome<string> {
  const diagnostics: Diagnostic[] = [];
  let value = text;
  for (const { url, placeholder, loc } of links) {
    const address = toAddress(url, loc.filePath, files);
    value = value.replaceAll(placeholder, () => address ?? "");
    const place = { file: `templates/${loc.filePath}`, line: loc.start.line, column: loc.start.column };
    if (address === null) diagnostics.push(toDiagnostic("stylesheet-failed", place, `${url} does not exist`, ADVICE));
  }
  return { value, diagnostics };
}

/** What may hold braces of its own: strings, bare addresses, escapes, comments. A comment without an end; braces. */
const TOKEN =
  /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|\burl\(\s*[^"'\s)][^)]*\)|\\.|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|[{}]/g;

/**
 * What the end of the file closes: CSS takes it as it is (CSS Syntax 3, §5.4.8), and everything below belongs to it.
 */
function findUnclosed(text: string, file: string): readonly Diagnostic[] {
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const isOpenComment = token.startsWith("/*") && !/^\/\*[\s\S]*\*\/$/.test(token);
    if (token === "{" || isOpenComment) open.push(index);
    else if (token === "}") open.pop();
  }
  const [first] = open;
  if (first === undefined) return [];
  const place = { file: `templates/${file}`, ...toTextPlace(text, first) };
  const what = text[first] === "{" ? "this { is never closed" : "this comment has no end";
  return [toDiagnostic("stylesheet-failed", place, `${what}, so all below belongs to it`, ADVICE)];
}

/** Relative to `assets/`, where stylesheets lie; addresses outside the theme stay as they are. */
function toAddress(url: string, from: string, files: ReadonlyMap<string, OutputPath>): string | null {
  const isPackage = url.startsWith("npm:");
  if (!isPackage && /^(?:[a-z][a-z\d+.-]*:|\/|#)/i.test(url)) return url;
  const output = files.get(isPackage ? url : posix.join(posix.dirname(from), url));
  return output === undefined ? null : posix.relative("assets", output);
}

function toProblem(error: unknown, name: string): Diagnostic {
  const {
    message,
    fileName = name,
    loc,
  } = error as Error & {
    readonly fileName?: string;
    readonly loc?: { readonly line: number; readonly column: number };
  };
  const place = { file: `templates/${fileName}`, line: loc?.line ?? 1, column: loc?.column ?? 1 };
  return toDiagnostic("stylesheet-failed", place, message, ADVICE);
}
