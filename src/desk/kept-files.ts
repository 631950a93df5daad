/** Files of a new site that may be there already; they stay as they are. */
export const KEPT: readonly string[] = ["package.json", ".gitignore"];

/** What a folder may hold in which a site begins: what npm, git and their hosts put there. */
const HARMLESS =
  /^(?:\..*|node_modules|package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|(?:readme|licen[cs]e)(?:\.\w+)?)$/i;

export function isHarmless(name: string): boolean {
  return HARMLESS.test(name);
}

/**
 * What somebody else's package.json (`kept`) lacks of a new site's (`own`), as commands of npm; null if it is no JSON
 * object.
 */
export function toPackageCommands(kept: string, own: string): readonly string[] | null {
  const there = parsePackage(kept);
  const wanted = parsePackage(own);
  if (there === null || wanted === null) return null;
  const scripts = Object.entries(wanted.scripts ?? {}).filter(([name]) => there.scripts?.[name] === undefined);
  const settings = [
    ...(there.type === wanted.type ? [] : [`type=${wanted.type}`]),
    ...scripts.map(([name, command]) => `scripts.${name}=${JSON.stringify(command)}`),
  ];
  const packages = Object.keys(wanted.dependencies ?? {});
  const missing = packages.filter((name) => ({ ...there.devDependencies, ...there.dependencies })[name] === undefined);
  return [
    ...(settings.length === 0 ? [] : [`npm pkg set ${settings.join(" ")}`]),
    ...(missing.length === 0 ? ["npm install"] : [`npm install ${missing.join(" ")}`]),
  ];
}

/** The lines of a new site's .gitignore (`own`) that somebody else's (`kept`) lacks. */
export function toMissingLines(kept: string, own: string): readonly string[] {
  const toPattern = (line: string): string => line.trim().replace(/^\//, "").replace(/\/$/, "");
  const there = new Set(kept.split(/\r?\n/).map(toPattern));
  return own.split("\n").filter((line) => line !== "" && !there.has(toPattern(line)));
}

type Names = Readonly<Record<string, string>>;

interface Package {
  readonly type?: string;
  readonly scripts?: Names;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
}

function parsePackage(text: string): Package | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
