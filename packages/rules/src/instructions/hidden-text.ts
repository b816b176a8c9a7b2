import { defineRule, fileStart, type InstructionFile, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { encodedText, hiddenDirectives, hidingStyles, ordinaryComment } from './hidden-words.ts';

const kindNames = {
  'tag-characters': 'Unicode tag characters',
  'bidirectional-control': 'bidirectional control characters',
  'zero-width': 'zero-width characters',
  'variation-selectors': 'a run of variation selectors',
  'invisible-character': 'invisible characters',
} as const;

export const hiddenText: RepositoryRule = defineRule({
  id: 'instructions/hidden-text',
  scope: 'repository',
  severity: 'error',
  needs: ['instructions'],
  title: 'Instruction files hide nothing from their readers',
  why: 'The rules file backdoor (Pillar Security, March 2025) puts instructions into rule files of Cursor and Copilot that reviewers cannot see, by zero-width and bidirectional characters; tag characters and comments serve as well. The model reads them; the person who approves the change does not. Trojan Source (CVE-2021-42574) used bidirectional characters to hide what source code does.',
  howToFix:
    'Delete the characters (an editor that shows invisible ones helps), and say in visible text what agents are to do. Find out which change brought them in, and what else it changed.',
  limits:
    'Emoji sequences, joiners of Arabic and Indic scripts, and isolates in lines with right-to-left letters are ordinary. A comment counts only when it gives an agent orders of the kind that attacks use; licence, generator, linter and region comments do not. A single zero-width space is most often a paste accident and is reported with low confidence.',
  effort: 'minutes',
  securitySeverity: 8.1,
  sources: [
    {
      url: 'https://www.pillar.security/blog/new-vulnerability-in-github-copilot-and-cursor-how-hackers-can-weaponize-code-agents',
      checked: '2026-11-24',
      note: 'Rules file backdoor.',
    },
    { url: 'https://trojansource.codes/', checked: '2026-11-24', note: 'Bidirectional controls.' },
    {
      url: 'https://code.claude.com/docs/en/memory',
      checked: '2026-11-24',
      note: 'Claude Code takes block comments out of CLAUDE.md; other tools are not known to.',
    },
  ],
  messages: {
    characters: '{count} {what} ({codes}) stand here, which a reviewer cannot see and an agent reads; delete them.',
    spelled:
      'Unicode tag characters spell "{text}" here, which a reviewer cannot see and an agent reads; delete them and look at the change that brought them in.',
    comment: 'This comment, which readers of the rendered file do not see, gives agents orders: "{text}". Say it in visible text or delete it.',
    encoded: 'This comment holds a long encoded text, which nobody can review; say in plain text what it is for or delete it.',
    styled: 'This markup hides text from readers ({style}) that agents still read; show it or delete it.',
  },
  check({ repo, outcome }) {
    const files = repo.instructions().files.filter((file) => file.sameTextBy !== 'link');
    if (files.length === 0) return outcome.notApplicable('no files for agents (instructions, rules, skills, commands) were found');
    for (const file of files) {
      const found = [...hiddenCharacters(file), ...(mayHide(file) ? [...hiddenComments(file), ...hiddenMarkup(file)] : [])];
      for (const { message, location, confidence } of found) {
        switch (message.id) {
          case 'characters':
            outcome.fail('characters', message.data, location, { confidence });
            break;
          case 'encoded':
            outcome.fail('encoded', {}, location, { confidence });
            break;
          case 'styled':
            outcome.fail('styled', message.data, location, { confidence });
            break;
          default:
            outcome.fail(message.id, message.data, location, { confidence });
        }
      }
      if (found.length === 0) outcome.pass(`${file.path} hides nothing`, fileStart(file.path));
    }
  },
});

interface Hidden {
  readonly message:
    | { readonly id: 'characters'; readonly data: { readonly count: number; readonly what: string; readonly codes: string } }
    | { readonly id: 'spelled' | 'comment'; readonly data: { readonly text: string } }
    | { readonly id: 'encoded' }
    | { readonly id: 'styled'; readonly data: { readonly style: string } };
  readonly location: Location;
  readonly confidence: 'high' | 'low';
}

function hiddenCharacters({ hidden }: InstructionFile): Hidden[] {
  return hidden.map(({ kind, location, characters, count, spells }): Hidden => {
    if (spells) return { message: { id: 'spelled', data: { text: spells } }, location, confidence: 'high' };
    const data = { count, what: kindNames[kind], codes: characters };
    // One zero-width space, soft hyphen or byte order mark comes with text that was pasted from a web page.
    const accident = kind === 'zero-width' && count === 1 && hidden.length < 8;
    return { message: { id: 'characters', data }, location, confidence: accident ? 'low' : 'high' };
  });
}

const longestComment = 4000;

/**
 * Whether parsing, which is dear, can find anything: an order or an encoded text where a comment may be, or a style that
 * hides. What stands in code looks the same until it is parsed.
 */
function mayHide({ source }: InstructionFile): boolean {
  if (hidingStyles.some(({ pattern }) => pattern.test(source))) return true;
  const comments = mayBeComments(source).replace(/\s+/g, ' ');
  return encodedText.test(comments) || hiddenDirectives.some((pattern) => pattern.test(comments));
}

/** Every stretch from a `<!--` to the next `-->`, as far as a comment is looked at. */
function mayBeComments(source: string): string {
  const stretches: string[] = [];
  let until = 0;
  let close = 0;
  for (let open = source.indexOf('<!--'); open >= 0; open = source.indexOf('<!--', open + 4)) {
    if (close >= 0 && close < open + 4) close = source.indexOf('-->', open + 4);
    const end = Math.min(close < 0 ? source.length : close, open + 4 + longestComment);
    // Where one opens inside another, the text is taken once.
    if (open >= until) stretches.push('\n');
    stretches.push(source.slice(Math.max(open + 4, until), end));
    until = Math.max(until, end);
  }
  return stretches.join('');
}

function hiddenComments(file: InstructionFile): Hidden[] {
  return file.document.comments.flatMap(({ value, location }): Hidden[] => {
    const text = value.slice(0, longestComment).replace(/\s+/g, ' ').trim();
    if (encodedText.test(text)) return [{ message: { id: 'encoded' }, location, confidence: 'high' }];
    if (ordinaryComment.test(text) || !hiddenDirectives.some((pattern) => pattern.test(text))) return [];
    return [{ message: { id: 'comment', data: { text: text.slice(0, 80) } }, location, confidence: 'high' }];
  });
}

function hiddenMarkup(file: InstructionFile): Hidden[] {
  return file.document.html.flatMap(({ value, location }): Hidden[] => {
    const tag = value.slice(0, longestComment);
    const style = hidingStyles.find(({ pattern }) => pattern.test(tag))?.style;
    return style === undefined ? [] : [{ message: { id: 'styled', data: { style } }, location, confidence: 'high' }];
  });
}
