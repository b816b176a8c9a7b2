import { describe, expect, it } from 'vitest';
import { listeningPortsOf } from './listening-command.ts';
import { parseShell } from './shell.ts';
import { textPositions } from './text-position.ts';

const read = (text: string): string[] =>
  parseShell(text, textPositions('package.json', text).location).commands.flatMap((command) =>
    listeningPortsOf(command).map(({ port, binding, written }) => `${binding} ${port} ${written}`),
  );

describe('listeningPortsOf', () => {
  it.each([
    ['next dev -p 3000', 'fixed 3000 -p 3000'],
    ['next dev', 'variable  next dev'],
    ['next dev -p ${PORT:-3000}', 'variable ${PORT:-3000} -p ${PORT:-3000}'],
    ['cross-env PORT=3000 react-scripts start', 'fixed 3000 PORT=3000'],
    ['PORT=${PORT:-3000} node server.js', 'variable ${PORT:-3000} PORT=${PORT:-3000}'],
    ['vite --port 5173', 'falls-forward 5173 --port 5173'],
    ['vite --port 5173 --strictPort', 'fixed 5173 --port 5173'],
    ['npx storybook dev -p 6006', 'fixed 6006 -p 6006'],
    ['uvicorn app:app --reload --port=8000', 'fixed 8000 --port=8000'],
    ['gunicorn -b 0.0.0.0:8000 app', 'fixed 8000 -b 0.0.0.0:8000'],
    ['gunicorn -b 0.0.0.0:$PORT app', 'variable 0.0.0.0:$PORT -b 0.0.0.0:$PORT'],
    ['bin/rails server -p $PORT', 'variable $PORT -p $PORT'],
    ['python manage.py runserver 0.0.0.0:8000', 'fixed 8000 0.0.0.0:8000'],
    ['docker run --rm -p 5432:5432 postgres:17', 'fixed 5432 -p 5432:5432'],
    ['docker run -d -p 127.0.0.1::5432 postgres:17', 'falls-forward 127.0.0.1::5432 -p 127.0.0.1::5432'],
    ['docker run -p 80:80 nginx nginx -g x', 'fixed 80 -p 80:80'],
    ['php -S localhost:8000 -t public', 'fixed 8000 -S localhost:8000'],
  ])('%s', (text, said) => expect(read(text)).toEqual([said]));

  it.each(['next build', 'tar -p 3000', 'mkdir -p 3000', 'vite build --port 3000', 'rails test', 'docker build -p 1 .', 'ssh -p 22 host', 'docker run --rm x'])(
    'nothing listens in: %s',
    (text) => expect(read(text)).toEqual([]),
  );
});
