/** Comments that tools and people leave for each other: licence, generator, linter, region and table-of-contents marks. */
export const ordinaryComment: RegExp =
  /^\s*(?:SPDX|copyright|license|licence|prettier|eslint|markdownlint|textlint|vale|cspell|alex|remark|rumdl|mdl|lint|toc|doctoc|region|endregion|#region|BEGIN|END|START|STOP|generated|auto-?generated|this file (?:is|was) generated|do not edit|source:|TODO|FIXME|more|break|ruler|rulesync|skillsaw|nx configuration|vim:|-\*-)/i;

/** Orders of the kind that attacks hide: they override, conceal, switch checks off, send or fetch and run. */
export const hiddenDirectives: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|other|system|these|those)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|policies)\b/i,
  /\b(?:do not|don't|never)\b.{0,30}\b(?:tell|mention|reveal|inform|disclose|show|report|log|notify)\b.{0,60}\b(?:users?|developers?|reviewers?|humans?|anyone|this|it)\b/i,
  /\b(?:without|avoid)\b.{0,20}\b(?:telling|informing|notifying|asking|mentioning)\b.{0,20}\b(?:users?|developers?|reviewers?|anyone|this|it)\b/i,
  /\b(?:secretly|silently|covertly|stealthily)\b.{0,60}\b(?:add|insert|include|send|run|execute|install|commit|push|upload|download|fetch|append|inject)\b/i,
  /\b(?:curl|wget)\b.{0,200}\|\s*(?:ba|z|da)?sh\b/i,
  /\b(?:exfiltrat|upload|send|post)\w*\b.{0,60}\b(?:secrets?|tokens?|credentials?|passwords?|api keys?|environment variables|\.env|private keys?)\b/i,
  /\b(?:agents?|assistants?|ai|llms?|models?|copilot|claude|codex|cursor|gemini)\b\s{0,9}(?:,|:)?\s{0,9}(?:you )?(?:must|should|shall|always|have to)\b.{0,120}\b(?:run|execute|add|insert|install|send|disable|skip|bypass|include|import)\b/i,
  /\byou must (?:always )?(?:run|execute|add|insert|install|send|disable|skip|bypass|include)\b/i,
];

/** Styles under which a reader of the rendered page sees nothing. */
export const hidingStyles: readonly { readonly pattern: RegExp; readonly style: string }[] = [
  { pattern: /display\s*:\s*none/i, style: 'display: none' },
  { pattern: /visibility\s*:\s*hidden/i, style: 'visibility: hidden' },
  { pattern: /font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*[;"']/i, style: 'font-size: 0' },
  { pattern: /opacity\s*:\s*0\s*[;"']/i, style: 'opacity: 0' },
  { pattern: /<\w+[^<>]{0,200}\shidden(?:\s|>|=)/i, style: 'hidden' },
];

/** Base64 or hexadecimal text too long to be an address or a digest. */
export const encodedText: RegExp = /(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{160,}={0,2}|(?:\\x[0-9a-f]{2}){24,})(?![A-Za-z0-9+/=])/i;
