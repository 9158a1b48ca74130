// An MCP server on standard input and output with one tool, which has its caller's user asked which project it is.
//   node tracker.mjs
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const HOUR = 3_600_000;
const WANTED = { type: 'object', properties: { project: { type: 'string' } }, required: ['project'] };

const server = new McpServer({ name: 'tracker', version: '1' });
server.registerTool('file', { description: 'Files an issue', inputSchema: {} }, async () => {
  const answer = await server.server.elicitInput(
    { message: 'Which project?', requestedSchema: WANTED },
    { timeout: HOUR },
  );
  return { content: [{ type: 'text', text: JSON.stringify(answer) }] };
});
await server.connect(new StdioServerTransport());
