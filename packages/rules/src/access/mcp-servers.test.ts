import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { mcpServers } from './mcp-servers.ts';

const list = (servers: string): Record<string, string> => ({ '.mcp.json': `{ "mcpServers": { ${servers} } }` });

testRule({ describe, it }, mcpServers, [
  {
    name: 'accepts an exact version',
    files: list('"oven": { "command": "npx", "args": ["-y", "@bakery/oven@1.2.3"], "env": { "API_KEY": "${API_KEY}" } }'),
    evidence: ['oven is pinned'],
  },
  {
    name: 'accepts an installed program, a local file and TLS',
    files: list('"a": { "command": "oven-mcp" }, "b": { "command": "node", "args": ["./tools/mcp.js"] }, "c": { "url": "https://shop.test/mcp" }'),
  },
  {
    name: 'accepts a local address, and an image by digest or version',
    files: list('"a": { "url": "http://localhost:3000/mcp" }, "b": { "command": "docker", "args": ["run", "-i", "--rm", "-e", "KEY", "oven/mcp:1.4.0"] }'),
  },
  {
    name: 'accepts placeholders and inputs for secrets',
    files: {
      '.vscode/mcp.json':
        '{ "servers": { "a": { "url": "https://a.test", "headers": { "Authorization": "Bearer ${input:token}", "X-Api-Key": "<your-api-key-1>" } } } }',
    },
  },
  {
    name: 'reports packages without a version',
    files: list('"oven": { "command": "npx", "args": ["-y", "«@bakery/oven»"] }, "mill": { "command": "uvx", "args": ["--from", "«mill»", "mill-mcp"] }'),
    findings: ['unpinned', 'unpinned'],
  },
  { name: 'reports a moving tag', files: list('"oven": { "command": "npx", "args": ["«oven@latest»"] }'), findings: ['unpinned'] },
  { name: 'reports npx behind cmd', files: list('"oven": { "command": "cmd", "args": ["/c", "npx", "-y", "«oven»"] }'), findings: ['unpinned'] },
  {
    name: 'reports an image that moves, and privileges',
    files: list('"oven": { "command": "docker", "args": ["run", "«--privileged»", "-v", "/a:/b", "«oven/mcp»"] }'),
    findings: ['privileged', 'floatingImage'],
  },
  {
    name: 'reports plain http without the path',
    files: list('"shop": { "url": "«http://shop.test/mcp?key=1»" }'),
    findings: [{ id: 'plainHttp', text: 'over shop.test' }],
  },
  {
    name: 'reports a literal token without showing it',
    files: list('"shop": { "url": "https://shop.test", "headers": { "Authorization": "«Bearer abc123def456ghi789»" } }'),
    findings: [{ id: 'secret', text: 'literal Authorization' }],
  },
  { name: 'reports tools that all run unasked', files: list('"oven": { "command": "oven", "alwaysAllow": ["«*»"] }'), findings: ['autoApproved'] },
  { name: 'reports servers that all start', files: { '.claude/settings.json': '{ "enableAllProjectMcpServers": «true» }' }, findings: ['allEnabled'] },
  { name: 'does not apply without servers', files: { '.claude/settings.json': '{}' }, state: 'not-applicable' },
  { name: 'survives a list that is none', files: { '.mcp.json': '{ "mcpServers": { "a": 1, "b": { "args": {} } } }' } },
]);
