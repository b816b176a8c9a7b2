import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { scriptPort } from './script-port.ts';

const scripts = (entries: string): Record<string, string> => ({ 'package.json': `{\n  "name": "bakery",\n  "scripts": {\n${entries}\n  }\n}\n` });

testRule({ describe, it }, scriptPort, [
  {
    name: 'reports the option of a script that wins over the variable',
    files: scripts('    "dev": "next dev «-p 3000»"'),
    findings: [
      {
        id: 'script',
        text: 'The script "dev" listens on port 3000 (next -p) and no variable moves it, so two checkouts cannot run at once; leave it to PORT.',
        confidence: 'high',
      },
    ],
  },
  {
    name: 'reports a variable that is set in front',
    files: scripts('    "dev": "cross-env «PORT=3000» react-scripts start"'),
    findings: [{ id: 'script', text: 'write ${PORT:-3000}' }],
  },
  { name: 'reports a container that a script starts', files: scripts('    "db": "docker run -d «-p 5432:5432» postgres:17"'), findings: ['script'] },
  { name: 'reports a server that must not take the next port', files: scripts('    "dev": "vite «--port 5173» --strictPort"'), findings: ['script'] },
  {
    name: 'reports a Procfile and a Makefile',
    files: { Procfile: 'web: gunicorn «-b 0.0.0.0:8000» app\n', Makefile: 'serve:\n\tpython manage.py runserver «8000»\n' },
    findings: ['script', 'script'],
  },
  {
    name: 'reports a configuration that insists on its port',
    files: {
      'vite.config.ts': 'export default defineConfig({ server: { port: «5173», strictPort: true } });\n',
      'webpack.config.js': 'module.exports = { devServer: { port: «8080» } };\n',
    },
    findings: ['config', 'config'],
  },
  {
    name: 'grades documentation and component galleries low',
    files: scripts('    "docs:dev": "next dev «-p 3001»",\n    "storybook": "storybook dev «-p 6006»"'),
    findings: [
      { id: 'script', confidence: 'low' },
      { id: 'script', confidence: 'low' },
    ],
  },
  {
    name: 'accepts variables, free ports, and servers without a port of their own',
    files: {
      ...scripts(
        '    "dev": "next dev -p ${PORT:-3000}",\n    "start": "next start",\n    "ui": "vite --port 5173",\n    "api": "uvicorn app:app --port $API_PORT"',
      ),
      Procfile: 'web: bin/rails server -p $PORT\n',
    },
    evidence: ['"dev": next -p takes its port from a variable', '"start": next is given no port', '"ui": vite --port takes the next free port'],
  },
  {
    name: 'does not tell a file of data to read the environment',
    files: {
      'src/Shop/Properties/launchSettings.json': '{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "«http://localhost:5080»" } } }',
    },
    findings: [{ id: 'config', text: 'dotnet run --no-launch-profile' }],
  },
  {
    name: 'accepts a configuration that reads the environment, or moves on',
    files: { 'vite.config.ts': 'export default { server: { port: 5173 }, preview: { port: Number(process.env.PORT) || 4173, strictPort: true } };\n' },
  },
  {
    name: 'does not take other options for ports',
    files: scripts('    "pack": "tar -p 3000 && mkdir -p 8080 && next build && ssh -p 22 host"'),
    state: 'not-applicable',
  },
  { name: 'leaves examples alone', files: { 'examples/shop/package.json': '{ "scripts": { "dev": "next dev -p 3000" } }' }, state: 'not-applicable' },
  {
    name: 'does not apply to a library',
    files: scripts('    "test": "vitest run",\n    "build": "tsup"'),
    state: 'not-applicable',
    reason: 'no script, Procfile or configuration',
  },
  { name: 'survives a hostile manifest', files: { 'package.json': `{ "scripts": { "dev": "${'$('.repeat(2000)}next dev -p 1" } }` }, state: 'not-applicable' },
]);
