import type { Located } from '../model/location.ts';
import { textPositions } from './text-position.ts';

const resource = /^[ \t]*resource[ \t]+"(github_(?:branch_protection(?:_v3)?|repository_ruleset|organization_ruleset))"[ \t]+"[^"\n]*"/gm;

/**
 * Finds resources of Terraform's GitHub provider that protect branches. That they are there is all that is read.
 *
 * Source: https://registry.terraform.io/providers/integrations/github/latest/docs (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseTerraformProtection(path: string, text: string): readonly Located<string>[] {
  const positions = textPositions(path, text);
  return [...text.matchAll(resource)].map((match) => {
    const type = match[1] ?? '';
    const start = match.index + match[0].indexOf(type);
    return { value: type, location: positions.location(start, start + type.length) };
  });
}
