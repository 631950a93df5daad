import { parseArgs } from "node:util";
import { findNearest } from "../base/nearest.ts";
import { type CommandName, commands, type FlagName, flags, toFlagHelp } from "./commands.ts";

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {}

export interface Arguments {
  readonly command: CommandName;
  readonly positionals: readonly string[];
  readonly text: (flag: FlagName) => string | undefined;
  readonly isSet: (flag: FlagName) => boolean;
  /** A whole number of at least 0. */
  readonly number: (flag: FlagName) => number | undefined;
}

export type Parsed = Arguments | { readonly help: CommandName | null } | { readonly version: true };

export function parseCommandLine(argv: readonly string[]): Parsed {
  const [first, ...rest] = argv;
  if (first === undefined || first === "--help" || first === "-h" || first === "help")
    return { help: rest[0] === undefined || rest[0].startsWith("-") ? null : toCommand(rest[0]) };
  if (first === "--version" || first === "-v") return { version: true };
  const named = rest.find(isCommand);
  if (first.startsWith("-") && named !== undefined)
    throw new UsageError(`the command comes first: broadsheet ${named} ${first} …`);
  const command = toCommand(first);
  if (rest.includes("--help") || rest.includes("-h")) return { help: command };
  return parseFlags(command, rest);
}

function parseFlags(command: CommandName, rest: readonly string[]): Arguments {
  const allowed: readonly FlagName[] = commands[command].flags;
  const { values, positionals, tokens } = parseArgs({
    args: [...rest],
    options: Object.fromEntries(
      allowed.map((name) => [name, { type: flags[name].value === null ? "boolean" : "string" } as const]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (!allowed.includes(token.name as FlagName)) {
      const nearest = findNearest(token.name, allowed);
      const hint = nearest === null ? `; broadsheet ${command} --help lists them` : `; did you mean --${nearest}?`;
      throw new UsageError(`${command} has no flag ${token.rawName}${hint}`);
    }
    const wantsValue = flags[token.name as FlagName].value !== null;
    const isFlag = token.inlineValue === false && token.value?.startsWith("--") === true;
    if (wantsValue && (token.value === undefined || token.value === "" || isFlag))
      throw new UsageError(`${token.rawName} needs a value`);
    if (!wantsValue && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
  }
  if (positionals.length > commands[command].positionals) {
    if (command === "new") {
      throw new UsageError(`a headline goes into quotes: broadsheet new ${JSON.stringify(positionals.join(" "))}`);
    }
    throw new UsageError(`${command} does not take ${positionals.at(-1)}; usage: ${commands[command].usage}`);
  }
  const text = (flag: FlagName): string | undefined => {
    const value = values[flag];
    return typeof value === "string" ? value : undefined;
  };
  const number = (flag: FlagName): number | undefined => {
    const value = text(flag);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${flag} must be a whole number, not ${value}`);
    if (flag === "jobs" && Number(value) === 0) throw new UsageError("--jobs must be at least 1");
    if (flag === "port" && Number(value) > 65_535) throw new UsageError("--port must be at most 65535");
    return Number(value);
  };
  return { command, positionals, text, number, isSet: (flag) => values[flag] === true };
}

/** The instant of `--now`, in ms; without an offset it is UTC, so that it means the same on every machine. */
export async function parseNow(value: string): Promise<number> {
  const { parseMoment } = await import("../base/moment.ts");
  const result = parseMoment(value, "UTC");
  if ("moment" in result) return result.moment.ms;
  throw new UsageError(`--now ${JSON.stringify(value)} ${result.problem}; ${result.advice}`);
}

export function toHelp(command: CommandName | null): string {
  if (command === null) {
    const list = Object.entries(commands).map(([name, { help }]) => `  ${name.padEnd(12)}${help}\n`);
    return `broadsheet: a static site generator for news\n\nCommands\n${list.join("")}\nbroadsheet COMMAND --help tells more.\n`;
  }
  const { usage, help, examples, flags: own } = commands[command];
  const list = own.map((name) => {
    const value = flags[name].value === null ? "" : ` ${flags[name].value}`;
    return `  ${`--${name}${value}`.padEnd(24)}${toFlagHelp(command, name)}\n`;
  });
  const flagText = list.length === 0 ? "" : `\nFlags\n${list.join("")}`;
  const exampleText = examples.map((example) => `  ${example}\n`).join("");
  return `${usage}\n\n${help}\n${flagText}\nExamples\n${exampleText}`;
}

function toCommand(name: string): CommandName {
  if (isCommand(name)) return name;
  const nearest = findNearest(name, [...Object.keys(commands), "--help", "--version"]);
  const hint = nearest === null ? "; broadsheet --help lists them" : `; did you mean ${nearest}?`;
  throw new UsageError(`there is no command ${name}${hint}`);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
