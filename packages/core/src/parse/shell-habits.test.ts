import { describe, expect, it } from 'vitest';
import { shellHabits } from './shell-habits.ts';
import { textPositions } from './text-position.ts';

const read = (text: string, directory?: string): string[] =>
  shellHabits(text, textPositions('bake.sh', text).location, { owner: 'bake', ...(directory === undefined ? {} : { directory }) }).map(
    ({ kind, text }) => `${kind} ${text}`,
  );

describe('shellHabits', () => {
  it.each([
    ['[ -d .git ] && husky', 'git-directory-test .git'],
    ['if [[ ! -d "$REPO_ROOT/.git" ]]; then exit 0; fi', 'git-directory-test "$REPO_ROOT/.git"'],
    ['test -d ./.git || exit 1', 'git-directory-test ./.git'],
    ['cp hooks/pre-commit .git/hooks/', 'git-directory-write .git/hooks/'],
    ['ln -sf ../../hooks/x "$(git rev-parse --show-toplevel)/.git/hooks/x"', 'git-directory-write "$(git rev-parse --show-toplevel)/.git/hooks/x"'],
    ['cat > .git/hooks/pre-push <<EOF\nx\nEOF', 'git-directory-write .git/hooks/pre-push'],
    ['cp /Users/anna/bakery/.env .env', 'home-path /Users/anna/bakery/.env'],
    ['ln -s ../main/node_modules node_modules', 'linked-install ln -s ../main/node_modules node_modules'],
    ['echo "$BODY" > /tmp/notes.txt', 'shared-temp /tmp/notes.txt'],
    ['mkdir -p /tmp/bakery-cache', 'shared-temp /tmp/bakery-cache'],
  ])('finds it in: %s', (text, habit) => expect(read(text)).toEqual([habit]));

  it.each([
    '[ -d "$target/.git" ] || git clone x "$target"',
    '[ -e .git ] && husky',
    'if [ -d .git ] || [ -f .git ]; then husky; fi',
    'cd third_party/yeast\n[ -d .git ]',
    'git init\ncp x .git/hooks/',
    'hooks=$(git rev-parse --git-path hooks)\n[ -d .git ]',
    '# [ -d .git ]',
    'echo "copy it to .git/hooks/pre-commit"',
    'find . -path ./.git -prune',
    'rsync -a --exclude .git/ . out/',
    'grep -r x --exclude-dir=.git .',
    'git config core.hooksPath .githooks',
    'cat .gitignore > /tmp/$RANDOM',
    'rm -rf "$TMPDIR/tmp/x"',
    'cp x "$(mktemp -d)/tmp/y"',
    'ln -s packages/app/node_modules node_modules',
    'cd ..\nnpm test',
    'echo /Users/anna/x',
    'docker run -v /home/baker/x:/x img',
  ])('finds nothing in: %s', (text) => expect(read(text)).toEqual([]));

  it('follows directories of tasks', () => {
    expect(read('cd ../other && make', '')).toEqual(['outside-path ../other']);
    expect(read('cp ../shared/config.json .', 'packages/oven')).toEqual([]);
    expect(read('cp ../../../shared/config.json .', 'packages/oven')).toEqual(['outside-path ../../../shared/config.json']);
    expect(read('tsc -p ..', 'packages')).toEqual([]);
    expect(read('bun test --jsx-import-source ../../src/jsx runtime-tests/*', '')).toEqual([]);
    expect(read('cd packages/oven && cp ../x .', '')).toEqual([]);
  });

  it('survives broken and deep shell', () => {
    expect(read('if [ -d .git ; then ((((')).toBeDefined();
    expect(read(`${'$('.repeat(5000)}.git`)).toBeDefined();
  });
});
