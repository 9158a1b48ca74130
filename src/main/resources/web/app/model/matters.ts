/**
 * Members of tools' inputs, and of what comes with them, that change what happens; and how. Of agents' own tools, as
 * their documentation has them. Names are compared without case, `_` and `-`.
 */
const MATTERS: Readonly<Record<string, string>> = {
  dangerouslydisablesandbox: 'runs outside of the sandbox',
  sandbox: 'says whether a sandbox holds it',
  withescalatedpermissions: 'asks for more permissions than the session has',
  sandboxpermissions: 'asks for permissions beyond the sandbox',
  runinbackground: 'goes on running unattended',
  background: 'goes on running unattended',
  isbackground: 'goes on running unattended',
  replaceall: 'changes every occurrence, not one',
  mode: 'changes the mode',
  permissionmode: 'changes what is asked about from then on',
  editmode: 'says whether a cell is replaced, inserted or deleted',
  allowedprompts: 'is granted with the approval',
  host: 'runs on another machine',
  hostname: 'runs on another machine',
  server: 'runs on another machine',
  remote: 'runs on another machine',
  user: 'runs as this user',
  username: 'runs as this user',
  runas: 'runs as this user',
  sudo: 'runs as root',
  elevated: 'runs with more rights',
  privileged: 'runs with more rights',
  force: 'overrides safeguards',
  recursive: 'goes into folders',
  overwrite: 'replaces what is there',
  timeout: 'says how long it may run',
  cwd: 'says where it runs',
  workdir: 'says where it runs',
  workingdirectory: 'says where it runs',
  env: 'sets its environment',
  environment: 'sets its environment',
  blockedpath: 'was blocked until now',
};

/** How a member changes what happens; null where it does not, or where its value leaves things as they are. */
export function mattersWhy(name: string, value: unknown): string | null {
  const key = name.toLowerCase().replaceAll(/[_-]/g, '');
  const leaves = value === false || value === null || value === '';
  return leaves || !Object.hasOwn(MATTERS, key) ? null : MATTERS[key]!;
}
