import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { parallelImplementation } from './parallel-implementation.ts';

testChangeRule({ describe, it }, parallelImplementation, [
  {
    name: 'an exported function by the name of another one',
    example: true,
    base: { 'src/dates.ts': 'export function formatDate(date: Date): string {\n  return date.toISOString();\n}\n' },
    head: { 'web/labels.ts': 'export const «formatDate» = (day: Date) => `${day.getDate()}`;\n' },
    findings: [{ id: 'function', text: 'formatDate is exported by src/dates.ts:1 already, with as many parameters' }],
  },
  {
    name: 'a class by the name of another one',
    base: { 'a/pool.py': 'class ConnectionPool:\n    pass\n' },
    head: { 'b/net.py': 'class «ConnectionPool»:\n    size = 3\n' },
    findings: ['type'],
  },
  {
    name: 'in Go, across packages',
    base: { 'a/a.go': 'package a\n\nfunc ParseDuration(s string) int { return 0 }\n' },
    head: { 'b/b.go': 'package b\n\nfunc «ParseDuration»(text string) int { return 1 }\n' },
    findings: ['function'],
  },
  {
    name: 'in Rust, Kotlin, C#, PHP and Swift',
    base: {
      'a.rs': 'pub fn split_words(a: &str) -> Vec<&str> { vec![] }\n',
      'a.kt': 'fun splitWords(a: String): List<String> = listOf()\n',
      'A.cs': 'namespace A { public class WordSplitter { } }\n',
      'a.php': '<?php\nfunction split_words($a) { return []; }\n',
      'a.swift': 'func splitWords(_ a: String) -> [String] { [] }\n',
    },
    head: {
      'b/n.rs': 'pub(crate) fn «split_words»(text: &str) -> Vec<&str> { vec![] }\n',
      'b/o.kt': 'fun <T> «splitWords»(text: T): List<T> = listOf()\n',
      'b/P.cs': 'namespace B { public sealed class «WordSplitter» { } }\n',
      'b/q.php': '<?php\nfunction «split_words»($text) { return []; }\n',
      'b/r.swift': 'public func «splitWords»(_ text: String) -> [String] { [] }\n',
    },
    findings: ['type', 'function', 'function', 'function', 'function'],
  },
  {
    name: 'a new file whose name has the words of another one',
    base: { 'lib/formatDate.ts': 'const a = 1;\n' },
    head: { 'src/format-date.ts': '«»const b = 2;\n' },
    findings: [{ id: 'file', text: 'src/format-date.ts is new beside lib/formatDate.ts' }],
  },
  {
    name: 'with another number of parameters it does something else',
    base: { 'src/dates.ts': 'export function formatDate(date: Date): string { return ""; }\n' },
    head: { 'web/labels.ts': 'export function formatDate(date: Date, zone: string): string { return zone; }\n' },
  },
  {
    name: 'a function that moved',
    base: { 'src/dates.ts': 'export function formatDate(date: Date) { return date; }\nexport const a = 1;\n' },
    head: { 'src/dates.ts': 'export const a = 1;\n', 'src/labels.ts': 'export function formatDate(date: Date) { return date; }\n' },
  },
  {
    name: 'what the file had before is not new',
    base: { 'src/dates.ts': 'export function formatDate(a: Date) {}\n', 'web/dates-x.ts': 'export function formatDate(a: Date) {}\n' },
    head: { 'web/dates-x.ts': 'export function formatDate(b: Date) { return b; }\n' },
  },
  {
    name: 'what is not exported is for its file only',
    base: { 'src/dates.ts': 'export function formatDate(a: Date) {}\n' },
    head: { 'web/labels.ts': 'function formatDate(a: Date) {}\n' },
  },
  {
    name: 'methods belong to their type',
    base: { 'src/dates.ts': 'export function formatDate(a: Date) {}\n' },
    head: { 'web/labels.ts': 'export class DateLabel { formatDate(a: Date) {} }\n' },
  },
  {
    name: 'a name that several files have is how files are written here',
    base: { 'a.ts': 'export function loadPage(a: string) {}\n', 'b.ts': 'export function loadPage(a: string) {}\n' },
    head: { 'c.ts': 'export function loadPage(a: string) {}\n' },
  },
  {
    name: 'a name of one word says little',
    base: { 'a.ts': 'export function parse(a: string) {}\n' },
    head: { 'b.ts': 'export function parse(a: string) {}\n' },
  },
  {
    name: 'constructors and hooks of frameworks',
    base: { 'a/a.go': 'package a\n\nfunc NewClient(a string) int { return 0 }\n', 'a.ts': 'export function generateMetadata(a: string) {}\n' },
    head: { 'b/b.go': 'package b\n\nfunc NewClient(a string) int { return 0 }\n', 'b.ts': 'export function generateMetadata(a: string) {}\n' },
  },
  {
    name: 'in another language',
    base: { 'a.py': 'def split_words(a):\n    return a\n' },
    head: { 'b.rs': 'pub fn split_words(a: &str) -> usize { 0 }\n' },
  },
  {
    name: 'tests are apart',
    base: { 'src/dates.test.ts': 'export function formatDate(a: Date) {}\n' },
    head: { 'web/labels.ts': 'export function formatDate(a: Date) {}\n' },
  },
  { name: 'no code', base: { 'a.md': 'A.\n' }, head: { 'a.md': 'B.\n' }, state: 'not-applicable' },
]);
