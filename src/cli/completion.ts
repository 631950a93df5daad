import { quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { publicationStates } from "../desk/schedule.ts";
import { UsageError } from "./arguments.ts";
import { type CommandName, commands, type FlagName, flags, toFlagHelp } from "./commands.ts";

/** Words that a command takes besides flags and files. */
const WORDS: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  list: ["drafts", ...publicationStates.slice(1)],
  schema: ["frontmatter", "config"],
  completion: ["bash", "zsh", "fish"],
};

const SCRIPTS: Readonly<Record<string, () => string>> = { bash: toBash, zsh: toZsh, fish: toFish };

/** A script by which a shell completes commands and flags. */
export function toCompletion(shell: string | undefined): string {
  const script = SCRIPTS[shell ?? ""];
  if (script !== undefined) return script();
  const known = Object.keys(SCRIPTS);
  const nearest = shell === undefined ? null : findNearest(shell, known);
  const hint = nearest === null ? `one of ${known.join(", ")}` : `did you mean ${nearest}?`;
  throw new UsageError(
    shell === undefined ? `completion needs a shell: ${hint}` : `no completion for ${quote(shell)}; ${hint}`,
  );
}

const names = Object.keys(commands) as CommandName[];

function toFlags(name: CommandName): readonly FlagName[] {
  return commands[name].flags;
}

/**
 * Offers flags where one has been begun, or where a command takes nothing else. Files are completed by the shell
 * itself.
 */
function toBash(): string {
  const first = `${names.join(" ")} --help --version`;
  const takers = Object.entries(flags).flatMap(([flag, { value }]) => (value === null ? [] : `--${flag}`));
  const cases = names.map((name) => {
    const own = [...toFlags(name).map((flag) => `--${flag}`), "--help"].join(" ");
    const words = WORDS[name]?.join(" ") ?? (commands[name].positionals === 0 ? own : "");
    return `    ${name}) words="${words}" flags="${own}" ;;\n`;
  });
  return `# bash completion of broadsheet: source <(broadsheet completion bash)
_broadsheet() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words="" flags=""
  COMPREPLY=()
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    ${takers.join("|")}) return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join("")}  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${first}" flags="${first}"; fi
  case "$word" in -*) words="$flags" ;; esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _broadsheet broadsheet
`;
}

function toZsh(): string {
  const commandLines = names.map((name) => `    '${name}:${toSingleQuoted(commands[name].help)}'\n`);
  const cases = names.map((name) => {
    const flagLines = toFlags(name).map((flag) => {
      const { value } = flags[flag];
      return `'--${flag}[${toSingleQuoted(toFlagHelp(name, flag))}]${value === null ? "" : `:${value}:_files`}'`;
    });
    const words = WORDS[name];
    const rest = words === undefined ? "'*:file:_files'" : `'*:what:(${words.join(" ")})'`;
    return `    ${name}) _arguments ${[...flagLines, rest].join(" ")} ;;\n`;
  });
  return `#compdef broadsheet
# zsh completion of broadsheet: source <(broadsheet completion zsh)
_broadsheet() {
  local -a known
  known=(
${commandLines.join("")}  )
  if (( CURRENT == 2 )); then
    _describe command known
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join("")}  esac
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _broadsheet broadsheet
`;
}

/** Quotes a text for zsh, in whose specifications brackets and colons have a meaning. */
function toSingleQuoted(text: string): string {
  return text.replaceAll("'", "’").replaceAll(/[[\]:]/g, " ");
}

function toFish(): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "’")}'`;
  const lines = names.flatMap((name) => [
    `complete -c broadsheet -n __fish_use_subcommand -f -a ${name} -d ${quoted(commands[name].help)}`,
    ...(WORDS[name] ?? []).map(
      (word) => `complete -c broadsheet -n '__fish_seen_subcommand_from ${name}' -f -a ${word}`,
    ),
    ...toFlags(name).map((flag) => {
      const { value } = flags[flag];
      const takes = value === null ? "" : " -r";
      return `complete -c broadsheet -n '__fish_seen_subcommand_from ${name}' -l ${flag}${takes} -d ${quoted(toFlagHelp(name, flag))}`;
    }),
  ]);
  return `# fish completion of broadsheet: broadsheet completion fish | source\n${lines.map((line) => `${line}\n`).join("")}`;
}
