/** A program that listens on a port, and how it is told which. */
export interface ServerCommand {
  /** Program, as in a parsed command. */
  readonly name: string;
  /** Sub-commands that listen; absent when the program always does. An empty string is the program alone. */
  readonly subs?: readonly string[];
  /** Options whose value is a port, or `address:port`. */
  readonly options: readonly string[];
  /** A word after the sub-command is a port or `address:port`. */
  readonly positional?: boolean;
  /** What it does when the port that an option names is taken. */
  readonly taken: 'fails' | 'next-port';
  /** Option that makes it fail where it would take the next port. */
  readonly strictOption?: string;
  /** Variable that it reads when no option is given. */
  readonly variable?: string;
  /** It starts at all only with the option: `next` always listens, `docker run` only with `-p`. */
  readonly onlyWithOption?: boolean;
}

const port = ['-p', '--port'];

/**
 * Servers of development, by what their documentation says of a taken port (November 2026). Vite and its family take the
 * next free port unless `--strictPort`; Next.js does so only while no port is named.
 *
 * Sources: https://vite.dev/config/server-options, https://nextjs.org/docs/app/api-reference/cli/next,
 * https://webpack.js.org/configuration/dev-server/, https://uvicorn.dev/settings/, https://flask.palletsprojects.com/cli/
 */
export const serverCommands: readonly ServerCommand[] = [
  { name: 'next', subs: ['dev', 'start', ''], options: port, taken: 'fails', variable: 'PORT' },
  { name: 'vite', subs: ['', 'dev', 'serve', 'preview'], options: ['--port'], taken: 'next-port', strictOption: '--strictPort' },
  { name: 'astro', subs: ['dev', 'preview'], options: ['--port'], taken: 'next-port' },
  { name: 'vitepress', subs: ['', 'dev', 'preview'], options: ['--port'], taken: 'next-port', strictOption: '--strictPort' },
  { name: 'nuxt', subs: ['dev', 'preview'], options: port, taken: 'next-port', variable: 'PORT' },
  { name: 'vue-cli-service', subs: ['serve'], options: ['--port'], taken: 'next-port', variable: 'PORT' },
  { name: 'react-router', subs: ['dev'], options: ['--port'], taken: 'next-port', strictOption: '--strictPort' },
  { name: 'react-scripts', subs: ['start'], options: [], taken: 'fails', variable: 'PORT' },
  { name: 'webpack', subs: ['serve'], options: ['--port'], taken: 'fails' },
  { name: 'webpack-dev-server', options: ['--port'], taken: 'fails' },
  { name: 'ng', subs: ['serve'], options: ['--port'], taken: 'fails' },
  { name: 'storybook', subs: ['dev'], options: port, taken: 'fails' },
  { name: 'start-storybook', options: port, taken: 'fails' },
  { name: 'gatsby', subs: ['develop', 'serve'], options: port, taken: 'fails', variable: 'PORT' },
  { name: 'docusaurus', subs: ['start', 'serve'], options: port, taken: 'fails', variable: 'PORT' },
  { name: 'ember', subs: ['serve', 's'], options: port, taken: 'fails', variable: 'PORT' },
  { name: 'parcel', subs: ['', 'serve'], options: port, taken: 'fails', onlyWithOption: true },
  { name: 'hugo', subs: ['server', 'serve'], options: port, taken: 'fails', onlyWithOption: true },
  { name: 'json-server', options: port, taken: 'fails' },
  { name: 'http-server', options: port, taken: 'next-port' },
  { name: 'serve', options: ['-p', '-l', '--listen', '--port'], taken: 'next-port', strictOption: '--no-port-switching', variable: 'PORT' },
  { name: 'uvicorn', options: ['--port'], taken: 'fails', variable: 'UVICORN_PORT' },
  { name: 'hypercorn', options: ['-b', '--bind'], taken: 'fails' },
  { name: 'gunicorn', options: ['-b', '--bind'], taken: 'fails', variable: 'PORT' },
  { name: 'flask', subs: ['run'], options: port, taken: 'fails', variable: 'FLASK_RUN_PORT' },
  { name: 'fastapi', subs: ['dev', 'run'], options: ['--port'], taken: 'fails' },
  { name: 'daphne', options: port, taken: 'fails' },
  { name: 'litestar', subs: ['run'], options: port, taken: 'fails', variable: 'LITESTAR_PORT' },
  { name: 'streamlit', subs: ['run'], options: ['--server.port'], taken: 'fails', variable: 'STREAMLIT_SERVER_PORT' },
  { name: 'mkdocs', subs: ['serve'], options: ['-a', '--dev-addr'], taken: 'fails', onlyWithOption: true },
  { name: 'rails', subs: ['server', 's'], options: port, taken: 'fails', variable: 'PORT' },
  { name: 'puma', options: port, taken: 'fails', variable: 'PORT' },
  { name: 'rackup', options: port, taken: 'fails' },
  { name: 'jekyll', subs: ['serve', 'server', 's'], options: ['-P', '--port'], taken: 'fails', onlyWithOption: true },
  { name: 'php', subs: ['artisan serve'], options: ['--port'], taken: 'next-port', variable: 'SERVER_PORT' },
  { name: 'php', options: ['-S'], taken: 'fails', onlyWithOption: true },
  { name: 'python', subs: ['manage.py runserver', '-m http.server'], options: [], positional: true, taken: 'fails' },
  { name: 'python3', subs: ['manage.py runserver', '-m http.server'], options: [], positional: true, taken: 'fails' },
  { name: 'docker', subs: ['run', 'container run'], options: ['-p', '--publish'], taken: 'fails', onlyWithOption: true },
  { name: 'podman', subs: ['run'], options: ['-p', '--publish'], taken: 'fails', onlyWithOption: true },
];

/** Variables by which a command is told its port, when they are assigned in front of it. */
export const portVariables: ReadonlySet<string> = new Set(['PORT', 'SERVER_PORT', 'HTTP_PORT', 'FLASK_RUN_PORT', 'UVICORN_PORT', 'STREAMLIT_SERVER_PORT']);
