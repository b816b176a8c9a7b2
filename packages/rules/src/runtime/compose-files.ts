import type { Compose, ComposeProject, Location } from '@ten-point/core/rule';

/** Projects, none of them at the root, from which on a repository is a collection of samples rather than one environment. */
const collectionSize = 10;

/** Whether the Compose files are many separate samples: two of them are not run by one developer at once. */
export function isCollection(compose: Compose): boolean {
  return compose.projects.length > collectionSize && compose.projects.every((project) => project.directory !== '');
}

/** What was looked for, when no Compose file is used in development. */
export function noComposeReason(compose: Compose): string {
  const [first] = compose.leftOut;
  if (!first) return 'no Compose file';
  const others = compose.leftOut.length - 1;
  return `no Compose file that development uses; left out: ${first.path} (${first.reason})${others > 0 ? ` and ${others} more` : ''}`;
}

/** Drops what was reached a second time: a file that two projects include, a service that two others extend. */
export function distinctPlaces(): (location: Location) => boolean {
  const seen = new Set<string>();
  return ({ path, range }) => {
    const key = `${range.start.offset} ${path}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

/** Names of a project's services, for evidence. */
export function servicesOf(project: ComposeProject): string {
  const names = project.services.map((service) => service.name);
  return names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
}
