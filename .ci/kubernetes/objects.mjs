// Are these objects what Kubernetes takes? Reads files of YAML, each with one or more, and says what is wrong with each:
//   node objects.mjs FILE...
// Values are judged by the schemas of Kubernetes' models at run time, which let members pass that there are not; those are
// judged by the compiler, to which each object is a literal of its type.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadAll } from 'js-yaml';
import ts from 'typescript';

const files = process.argv.slice(2);
const faults = [];
let seen = 0;

/** Where the models of an API are, and `v1` as its own group. */
function module(apiVersion) {
  const group = apiVersion.split('/')[0];
  if (group === 'gateway.networking.k8s.io') return `@kubernetes-models/gateway-api/${apiVersion}`;
  if (group === 'monitoring.coreos.com') return `@kubernetes-models/prometheus-operator/${apiVersion}`;
  return `kubernetes-models/${apiVersion}`;
}

async function judge(file) {
  const literals = [];
  for (const object of loadAll(readFileSync(file, 'utf8'))) {
    if (object === null) continue;
    const number = ++seen;
    const { apiVersion, kind } = object;
    const name = `${basename(file)}: ${kind}/${object.metadata?.name}`;
    const path = module(apiVersion);
    const models = await import(path).catch(() => ({}));
    if (!models[kind]) {
      faults.push(`${name}: there is no ${kind} in ${apiVersion}`);
      continue;
    }
    try {
      new models[kind](structuredClone(object)).validate();
    } catch (refused) {
      faults.push(`${name}: ${refused.message}`);
    }
    literals.push({ name, text: `import { I${kind} as T${number} } from ${JSON.stringify(path)};`, number, object });
  }
  return literals;
}

function compile(literals) {
  const source = join(import.meta.dirname, 'objects.ts');
  const owners = [];
  const lines = literals.map(({ text }) => text);
  for (const { name, number, object } of literals) {
    const literal = `export const o${number}: T${number} = ${JSON.stringify(object, null, 1)};`.split('\n');
    literal.forEach((_, at) => (owners[lines.length + at] = name));
    lines.push(...literal);
  }
  const text = lines.join('\n');
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => path === source || fileExists(path);
  host.readFile = (path) => (path === source ? text : readFile(path));
  host.getSourceFile = (path, ...rest) =>
    path === source ? ts.createSourceFile(path, text, ...rest) : getSourceFile.call(host, path, ...rest);
  for (const fault of ts.getPreEmitDiagnostics(ts.createProgram([source], options, host))) {
    const at = fault.file && ts.getLineAndCharacterOfPosition(fault.file, fault.start).line;
    const words = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
    faults.push(`${owners[at] ?? 'the compiler'}: ${words} (${lines[at]?.trim() ?? ''})`);
  }
}

compile((await Promise.all(files.map(judge))).flat());
if (seen === 0) faults.push('there was no object to judge');
for (const fault of faults) console.error(fault);
if (faults.length) process.exit(1);
console.log(`${seen} objects are what Kubernetes takes`);
