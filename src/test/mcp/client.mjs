// An MCP client that calls ask_human with each line of its standard input as the question, and prints a line for each result.
//   node client.mjs http://localhost:8080/mcp [TOKEN]
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [, , url, token] = process.argv;
const HOUR = 3_600_000;

const transport = new StreamableHTTPClientTransport(new URL(url), {
  requestInit: token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
  reconnectionOptions: {
    initialReconnectionDelay: 1000,
    maxReconnectionDelay: 15000,
    reconnectionDelayGrowFactor: 1.5,
    maxRetries: 1000,
  },
});
const client = new Client({ name: 'test', version: '1' });
const print = (line) => console.log(JSON.stringify(line));

client.onerror = (error) => print({ noticed: String(error) });
await client.connect(transport);
print({ connected: client.getServerVersion()?.name, tools: (await client.listTools()).tools.map((tool) => tool.name) });

for await (const question of createInterface({ input: process.stdin })) {
  client
    .callTool({ name: 'ask_human', arguments: { question } }, undefined, { timeout: HOUR })
    .then(({ structuredContent }) => print({ question, status: structuredContent.status, answer: structuredContent.answer }))
    .catch((error) => print({ question, failed: String(error) }));
}
process.exit(0);
