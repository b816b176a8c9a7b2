/** Programming languages whose files are cut into tokens. */
export type CodeLanguage = 'javascript' | 'python' | 'go' | 'java' | 'kotlin' | 'rust' | 'ruby' | 'csharp' | 'php' | 'swift';
