import { parentOf } from '../path/relative.ts';

/** Options by which a tool is told to work elsewhere. `file` ones name a file there. */
const directoryOptions: Readonly<Record<string, { readonly directory?: readonly string[]; readonly file?: readonly string[] }>> = {
  npm: { directory: ['--prefix', '-C'] },
  pnpm: { directory: ['-C', '--dir', '--prefix'] },
  yarn: { directory: ['--cwd'] },
  bun: { directory: ['--cwd'] },
  make: { directory: ['-C', '--directory'] },
  gmake: { directory: ['-C', '--directory'] },
  git: { directory: ['-C'] },
  go: { directory: ['-C'] },
  cargo: { directory: ['-C'], file: ['--manifest-path'] },
  just: { directory: ['-d', '--working-directory'], file: ['-f', '--justfile'] },
  task: { directory: ['-d', '--dir'], file: ['-t', '--taskfile'] },
  uv: { directory: ['--directory', '--project'] },
  poetry: { directory: ['-C', '--directory', '-P', '--project'] },
  pdm: { directory: ['-p', '--project'] },
  composer: { directory: ['-d', '--working-dir'] },
  mvn: { file: ['-f', '--file'] },
  mvnw: { file: ['-f', '--file'] },
  gradle: { directory: ['-p', '--project-dir'] },
  gradlew: { directory: ['-p', '--project-dir'] },
  terraform: { directory: ['-chdir'] },
  ninja: { directory: ['-C'] },
  meson: { directory: ['-C'] },
  swift: { directory: ['--package-path'] },
  rake: { file: ['-f', '--rakefile'] },
  tox: { file: ['-c', '--conf'] },
  nox: { file: ['-f', '--noxfile'] },
};

/** The directory that a tool's own option moves it to, as written; undefined without one. */
export function optionDirectory(name: string, args: readonly string[]): string | undefined {
  const options = directoryOptions[name];
  if (!options) return undefined;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '--') return undefined;
    if (!word.startsWith('-')) continue;
    const equals = word.indexOf('=');
    const option = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? args[index + 1] : word.slice(equals + 1);
    if (value === undefined) continue;
    if (options.directory?.includes(option)) return value;
    if (options.file?.includes(option)) return parentOf(value);
    // `make -Cdocs`: the value may be glued to a short option.
    if ((name === 'make' || name === 'gmake') && word.startsWith('-C') && word.length > 2) return word.slice(2);
  }
  return undefined;
}
