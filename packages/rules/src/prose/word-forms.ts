/** Forms that endings alone do not bring together, to their base form. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    use: 'use uses used using',
    do: 'does did done doing',
    add: 'adds added adding',
    ask: 'asks asked asking',
    run: 'ran runs running',
    try: 'tries tried trying',
    write: 'wrote written writes writing',
    build: 'built builds building',
    make: 'made makes making',
    break: 'broke broken breaks breaking',
    choose: 'chose chosen choosing',
    take: 'took taken taking',
    give: 'gave given giving',
    leave: 'left leaving',
    find: 'found finds finding',
    keep: 'kept keeps keeping',
    understand: 'understood understands understanding',
    criterion: 'criteria criterions',
    owner: 'owners ownership',
    own: 'owns owned owning',
  }).flatMap(([base, forms]) => forms.split(' ').map((form): [string, string] => [form, base])),
);

/** Words that negate the clause after them. */
export const negators: ReadonlySet<string> = new Set(
  `not never no none nobody cannot neither nor
   don't doesn't didn't won't wouldn't can't couldn't mustn't shouldn't isn't aren't wasn't weren't hasn't haven't needn't
   dont doesnt wont cant shouldnt mustnt`.split(/\s+/),
);

/** Negators that are other words elsewhere: `no` is Portuguese for "in the", `dont` French for "of which". */
export const negatorsInAnyLanguage: ReadonlySet<string> = new Set([...negators].filter((word) => word !== 'no' && word !== 'dont'));

/** Words that negate, and that a negation in front turns back: "never commit without running tests". */
export const toggles: ReadonlySet<string> = new Set(['without', 'avoid', 'refrain', 'forget', 'fail']);

/** Behind a negation they open a condition, whose own negation turns back: "do not merge if tests were not run". */
export const conditions: ReadonlySet<string> = new Set(['if', 'when', 'while', 'whose', 'that', 'which']);

/** `not only`, `not just`: no negation at all. */
export const emptyNegations: ReadonlySet<string> = new Set(['only', 'just', 'necessarily', 'merely']);

/** After a negation these bring the statement back: "do not push before running tests" asks for tests. */
export const reversers: ReadonlySet<string> = new Set(['before', 'until', 'till', 'unless', 'except']);

/** Predicates that forbid what stands before them: "skipping hooks is forbidden". */
export const prohibitions: ReadonlySet<string> = new Set(['forbidden', 'prohibited', 'disallowed', 'banned', 'unacceptable', 'rejected', 'avoided']);

/** With a negation in front they forbid what stands before: "… is not allowed". */
export const permissions: ReadonlySet<string> = new Set([
  'allowed',
  'permitted',
  'acceptable',
  'accepted',
  'ok',
  'okay',
  'fine',
  'welcome',
  'tolerated',
  'option',
]);

/** Words that begin a clause of its own behind a comma: "do not use npm, run pnpm". */
export const clauseStarters: ReadonlySet<string> = new Set(
  `but instead rather so then always please use run ask prefer call make keep write add let just only you we they it this these i he she
   however otherwise because since when if unless while although though and`.split(/\s+/),
);

/** Words that end the reach of a negation wherever they stand. */
export const clauseBreakers: ReadonlySet<string> = new Set(['but', 'instead', 'however', 'otherwise', 'because', 'rather']);

/** Headings and lead-ins under which every list item is something not to do. Compared as whole headings, or as their last words. */
export const banHeadings: readonly string[] = [
  'never',
  'never do',
  'never do this',
  'do not',
  'do nots',
  "don't",
  "don't do",
  "don't do this",
  "don'ts",
  'donts',
  'what not to do',
  'things not to do',
  'things you must not do',
  'must not',
  'not allowed',
  'not permitted',
  'forbidden',
  'prohibited',
  'anti patterns',
  'antipatterns',
  'avoid',
  'things to avoid',
  'what to avoid',
];
