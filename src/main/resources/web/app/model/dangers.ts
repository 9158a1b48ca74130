import { simpleCommands, type Word } from './shell';

/** Something in a command that is known to be dangerous, and where it stands. */
export interface Danger {
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

/** Beyond this many characters a command is not looked through: what it does cannot be told from its text any more. */
export const LOOKED_THROUGH = 100_000;

/**
 * What is known to be dangerous in a command, each where it stands; in the order of the text. No verdict: what is not
 * found here may be as bad. Takes time in proportion to the text's length.
 */
export function dangers(command: string): Danger[] {
  const text = command.slice(0, LOOKED_THROUGH);
  const found = [...simpleCommands(text).flatMap(ofWords), ...PATTERNS.flatMap((pattern) => ofPattern(text, pattern))];
  return found
    .sort((one, other) => one.from - other.from || other.to - one.to)
    .filter(
      (one, index, all) =>
        !all.slice(Math.max(0, index - 8), index).some((before) => before.what === one.what && before.to >= one.to),
    );
}

const RUNS_DOWNLOADS = 'runs what it downloads';
const REMOVES = 'removes recursively';
const REWRITES = 'rewrites history, or drops work that is kept nowhere else';
const ROOT = 'becomes root';
const SECRETS = 'touches credentials';
const METADATA = 'asks the cloud’s metadata address, which gives credentials';
const OUTSIDE = 'writes outside of the working folder';
const DESTROYS = 'destroys data';

const FETCHES = String.raw`\b(?:curl|wget|fetch|iwr|irm|invoke-webrequest)\b[^\n;&|]{0,2000}\|\s{0,20}(?:sudo\s{1,5})?`;
const KEPT = [
  'ssh',
  'gnupg',
  'aws',
  'kube',
  'azure',
  'config/gcloud',
  'docker/config.json',
  'netrc',
  'npmrc',
  'pypirc',
];
const SECRET_FILES = [...KEPT, 'pgpass', 'git-credentials', 'vault-token'].map((name) =>
  name.replace('.', String.raw`\.`),
);
const PATH_END = String.raw`[^\s"';|&)]{0,200}`;
const SECRET_NAMES = '(?:SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|PRIVATE_KEY|CREDENTIALS)';

const PATTERNS: readonly (readonly [string, RegExp])[] = [
  [RUNS_DOWNLOADS, new RegExp(FETCHES + String.raw`(?:env\s{1,5})?(?:\/\S{0,100}\/)?(?:ba|z|da|k|fi)?sh\b`, 'gi')],
  [RUNS_DOWNLOADS, new RegExp(FETCHES + String.raw`(?:python[\d.]*|perl|ruby|node|php|iex|invoke-expression)\b`, 'gi')],
  [
    RUNS_DOWNLOADS,
    /\b(?:(?:ba|z|da|k)?sh|source|eval|iex)\b[^\n;|]{0,40}[<$"]{1,2}\(\s{0,20}(?:curl|wget|fetch|iwr|irm)\b/gi,
  ],
  [
    METADATA,
    /\b(?:169\.254\.169\.254|169\.254\.170\.2|metadata\.google\.internal|100\.100\.100\.200)\b|fd00:ec2::254/gi,
  ],
  [SECRETS, new RegExp(String.raw`(?:[^\s"'=:]{0,200}\/)?\.(?:${SECRET_FILES.join('|')})(?![\w-])${PATH_END}`, 'g')],
  [SECRETS, new RegExp(String.raw`\/etc\/(?:shadow|sudoers|ssl\/private)\b${PATH_END}`, 'g')],
  [SECRETS, /\bid_(?:rsa|dsa|ecdsa|ed25519)\b(?!\.pub)/g],
  [SECRETS, /(?<![\w.-])\.env(?:\.(?!example|sample|template)\w{1,40})?(?![\w.-])/g],
  [SECRETS, new RegExp(String.raw`\$\{?[A-Z0-9_]{0,60}${SECRET_NAMES}[A-Z0-9_]{0,60}\}?`, 'g')],
  [OUTSIDE, />{1,2}\s{0,20}["']?(?:\/(?!dev\/(?:null|stdout|stderr|tty|fd\b))|~|\.\.\/|\$HOME\b)[^\s"';|&)]{0,300}/g],
  [DESTROYS, /\b(?:drop\s{1,20}(?:table|database|schema|index|view|user|role)|truncate\s{1,20}table)\b/gi],
  [DESTROYS, /\bdelete\s{1,20}from\s{1,20}[\w.`]{1,100}\s{0,20}(?=;|"|'|$)/gi],
  [DESTROYS, /\b(?:terraform|tofu|pulumi)\s{1,20}(?:apply\s{1,20}-destroy|destroy)\b/g],
  [DESTROYS, /\bkubectl\b[^\n;|]{0,200}\sdelete\b|\bhelm\s{1,20}(?:uninstall|delete)\b/g],
];

function ofPattern(text: string, [what, pattern]: readonly [string, RegExp]): Danger[] {
  return [...text.matchAll(pattern)].map((match) => ({ what, from: match.index, to: match.index + match[0].length }));
}

/** What a simple command does, by its words: `sudo` and the like may stand before it. */
function ofWords(words: readonly Word[]): Danger[] {
  return words.flatMap((word, at) => {
    const more = words.slice(at + 1, at + 40);
    const what = doing(baseName(word.text), more);
    return what === null ? [] : [{ what, from: word.from, to: endOf(word, more) }];
  });
}

function doing(program: string, more: readonly Word[]): string | null {
  const has = (pattern: RegExp) => more.some((word) => pattern.test(word.text));
  switch (program) {
    case 'rm':
      return has(/^-[a-zA-Z]*[rR]|^--recursive$/) ? REMOVES : null;
    case 'find':
      return has(/^-delete$/) ? REMOVES : null;
    case 'remove-item':
      return has(/^-r(ecurse)?$/i) ? REMOVES : null;
    case 'rmdir':
    case 'rd':
      return has(/^\/s$/i) ? REMOVES : null;
    case 'rimraf':
      return REMOVES;
    case 'git':
      return git(more);
    case 'sudo':
    case 'doas':
    case 'pkexec':
    case 'runas':
      return ROOT;
    case 'su':
      return more.length === 0 || has(/^(-|-l|-c|--login|--command|root)$/) ? ROOT : null;
    case 'docker':
    case 'podman':
      return has(/^--privileged$/) ? ROOT : null;
    case 'chmod':
      return has(/^([ug]*\+[rwx]*s|[2467]\d{3})$/) ? ROOT : null;
    case 'setcap':
      return ROOT;
    case 'mkfs':
    case 'wipefs':
    case 'shred':
    case 'dropdb':
      return DESTROYS;
    case 'dd':
      return has(/^of=\/dev\//) ? DESTROYS : has(/^of=(\/|~|\.\.\/)/) ? OUTSIDE : null;
    case 'tee':
    case 'cp':
    case 'mv':
    case 'install':
    case 'ln':
    case 'rsync':
      return isOutside(target(program, more)) ? OUTSIDE : null;
    default:
      return program.startsWith('mkfs.') ? DESTROYS : null;
  }
}

/** Options of git's own, and their values, stand before its verb. */
const GIT_VERBS: ReadonlySet<string> = new Set([
  ...['push', 'reset', 'clean', 'commit', 'branch', 'stash', 'reflog', 'rebase', 'filter-branch', 'filter-repo'],
  ...[
    'update-ref',
    'pull',
    'fetch',
    'checkout',
    'switch',
    'merge',
    'log',
    'show',
    'diff',
    'status',
    'add',
    'tag',
    'rm',
  ],
]);

function git(more: readonly Word[]): string | null {
  const words = more.map((word) => word.text);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  switch (words.find((word) => GIT_VERBS.has(word))) {
    case 'push':
      return has(/^(-[a-zA-Z]*f[a-zA-Z]*|--force.*|--mirror|--delete|--prune|\+.+|:.+)$/) ? REWRITES : null;
    case 'reset':
      return has(/^--hard$/) ? REWRITES : null;
    case 'clean':
      return has(/^(-[a-zA-Z]*f[a-zA-Z]*|--force)$/) ? REMOVES : null;
    case 'commit':
      return has(/^--amend$/) ? REWRITES : null;
    case 'branch':
      return has(/^-D$/) ? REWRITES : null;
    case 'stash':
      return has(/^(drop|clear)$/) ? REWRITES : null;
    case 'reflog':
      return has(/^(expire|delete)$/) ? REWRITES : null;
    case 'rebase':
    case 'filter-branch':
    case 'filter-repo':
    case 'update-ref':
      return REWRITES;
    default:
      return null;
  }
}

/** Where a program that copies writes: its last word, or all of `tee`'s, of which the first outside counts. */
function target(program: string, more: readonly Word[]): string {
  const words = more.map((word) => word.text).filter((word) => !word.startsWith('-'));
  return (program === 'tee' ? words.find(isOutside) : words.at(-1)) ?? '';
}

function isOutside(path: string): boolean {
  return /^(\/|~|\.\.\/|\$HOME)/.test(path) && !/^\/dev\/(null|stdout|stderr|tty)$/.test(path);
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).toLowerCase();
}

/** A danger is marked from its program to the last of its words on the same line. */
function endOf(word: Word, more: readonly Word[]): number {
  return more.length === 0 ? word.to : more[more.length - 1]!.to;
}

/** What is known to be dangerous in writing a file: where it lies. `cwd` is the working folder, or empty. */
export function fileDangers(path: string, cwd: string): string[] {
  const found = PATTERNS.filter(([what]) => what === SECRETS).some(([, pattern]) => path.search(pattern) >= 0)
    ? [SECRETS]
    : [];
  const folder = cwd.endsWith('/') ? cwd : cwd + '/';
  const isAway =
    /^(~|\.\.\/)|\/\.\.(\/|$)/.test(path) || (cwd !== '' && path.startsWith('/') && !path.startsWith(folder));
  return isAway ? [...found, OUTSIDE] : found;
}
