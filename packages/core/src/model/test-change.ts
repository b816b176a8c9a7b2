import type { CodeLanguage } from './code-language.ts';
import type { Location } from './location.ts';

/** Weakest last. `todo` has no body, `focused` keeps others from running. */
export type TestState = 'run' | 'conditional' | 'expected-failure' | 'skipped' | 'todo';

/** What an assertion compares, strongest first. */
export type AssertionStrength = 'exact' | 'partial' | 'type' | 'truthy' | 'none';

/** One assertion of a test, without comments and in one spelling of blanks and quotes. */
export interface Assertion {
  /** Text of the whole statement. */
  readonly text: string;
  /** What is looked at, e.g. the argument of `expect`. */
  readonly subject: string;
  /** Name of the matcher or assertion, e.g. `toBe`, `assertEqual`, `==`. */
  readonly matcher: string;
  /** What it is compared with; empty for matchers without an argument. */
  readonly expected: string;
  readonly strength: AssertionStrength;
  readonly negated: boolean;
  readonly location: Location;
}

/** A test case. */
export interface TestCase {
  readonly path: string;
  /** Names of the suites around it, and its own. */
  readonly name: readonly string[];
  readonly state: TestState;
  /** What says so, when it does not simply run, e.g. `it.skip`, `@Disabled`. */
  readonly stateText?: string;
  readonly focused: boolean;
  /** Rows of parameters; absent when it has none or they are not literal. */
  readonly rows?: number;
  /** How often it is tried again when it fails; absent when nothing says so. */
  readonly retries?: number;
  readonly assertions: readonly Assertion[];
  /** Whether a `return` of its own stands before the assertions. */
  readonly returnsEarly: boolean;
  /** The body without comments and in one spelling of blanks: equal ones are the same test. */
  readonly body: string;
  /** The whole test. */
  readonly location: Location;
}

/** A test file as read. */
export interface TestFile {
  readonly path: string;
  readonly language: CodeLanguage;
  readonly cases: readonly TestCase[];
  /** Why it could not be read to its end. */
  readonly problem?: string;
}

/** The same test on both sides. */
export interface TestPair {
  readonly before: TestCase;
  readonly after: TestCase;
  /** What makes them one: equal names, equal bodies, or bodies that have most in common. */
  readonly by: 'name' | 'body' | 'similarity';
}

/** Test cases of the changed files on both sides. */
export interface TestChanges {
  readonly pairs: readonly TestPair[];
  /** Without a counterpart at the head. */
  readonly removed: readonly TestCase[];
  readonly added: readonly TestCase[];
  /** By path; those that are read. */
  readonly before: ReadonlyMap<string, TestFile>;
  readonly after: ReadonlyMap<string, TestFile>;
  /** Names that the changed sources declared and that none of them declares any more: what is gone with a feature. */
  readonly goneNames: ReadonlySet<string>;
}
