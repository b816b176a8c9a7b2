import { type ChangeRule, type CodeClone, defineChangeRule } from '@ten-point/core/rule';

export const duplicatedCode: ChangeRule = defineChangeRule({
  id: 'reuse/duplicated-code',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  changeNeeds: ['codeReuse'],
  title: 'Added code does not repeat code that is there',
  why: 'A copy has to be mended twice, and is mended once. Agents write anew what they did not look for, and copies pass every test.',
  howToFix:
    'Call the code that is there; where it does not fit quite, move what is common to a place that both can use. Where two things only look alike and will change for different reasons, say so in the description.',
  limits:
    'Compared are whole runs of tokens: at least 70 on eight lines when they are copied, 100 on ten lines when names and literals were changed of which half stay the same, in JavaScript, TypeScript, Python, Go, Java, Kotlin, Rust, Ruby, C#, PHP and Swift. Tests, generated, vendored, fixture and example files are left out, and so are imports, tables, migrations and what is written in seven places or more already. What does the same in other words is not found. Code that moved is no copy.',
  effort: 'hours',
  sources: [
    { url: 'https://arxiv.org/abs/2604.00917', checked: '2026-11-24', note: "Agents' code lives shorter and is changed more." },
    { url: 'https://doi.org/10.1145/872757.872770', checked: '2026-11-24', note: 'Finding copies by fingerprints of runs of tokens.' },
  ],
  messages: {
    copied: 'These {lines} lines repeat {existing}; call that code, or move it to where both can use it.',
    renamed: 'These {lines} lines repeat {existing} but for some names and values; call that code, or move what is common to where both can use it.',
    twice: 'The change brings these {lines} lines twice, also in {existing}; keep one of them.',
  },
  check({ change, outcome }) {
    const known = change.codeReuse();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const { clones, addedFiles, filesCompared, notCompared } = known.value;
    if (addedFiles.length === 0)
      return outcome.notApplicable(
        notCompared.length > 0 ? 'the change adds code only in languages that are not compared' : 'the change adds no code outside of tests',
      );
    for (const clone of clones) {
      if (isCustom(clone)) continue;
      const { lines, otherPlaces, isInsideChange, isRenamed, added, existing } = clone;
      const place = `${existing.path}:${existing.range.start.line}–${existing.range.end.line}`;
      const others = otherPlaces === 0 ? '' : otherPlaces === 1 ? ' and one more place' : ` and ${otherPlaces} more places`;
      outcome.fail(isInsideChange ? 'twice' : isRenamed ? 'renamed' : 'copied', { lines, existing: `${place}${others}` }, added, {
        subject: `${added.path} ${place}`,
        confidence: confidenceOf(clone),
        related: [{ location: existing, message: isInsideChange ? 'The same lines.' : 'The lines that are repeated.' }],
      });
    }
    if (clones.every(isCustom)) outcome.pass(`nothing of the added code was found in ${filesCompared} ${filesCompared === 1 ? 'file' : 'files'}`);
  },
});

/** What is written so in many places, with other names, is how this repository writes it. */
function isCustom({ otherPlaces, isRenamed }: CodeClone): boolean {
  return otherPlaces >= 6 && isRenamed;
}

function confidenceOf({ sameNames, isRenamed, tokens }: CodeClone): 'high' | 'medium' {
  return !isRenamed || (sameNames >= 0.8 && tokens >= 120) ? 'high' : 'medium';
}
