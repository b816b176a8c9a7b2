/** The arguments that every connection has. */
interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A resolver that pages through a list as GitHub's connections do. */
export function connection<Node>(items: readonly Node[], extra: Readonly<Record<string, unknown>> = {}): (page: PageArguments) => object {
  return ({ first, last, after, before }) => {
    const from = after ? offsetOf(after) + 1 : 0;
    const to = before ? offsetOf(before) : items.length;
    const start = last ? Math.max(from, to - last) : from;
    const end = first ? Math.min(to, from + first) : to;
    const nodes = items.slice(start, end);
    return {
      ...extra,
      totalCount: items.length,
      nodes,
      edges: nodes.map((node, index) => ({ node, cursor: cursorOf(start + index) })),
      pageInfo: {
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
        startCursor: nodes.length > 0 ? cursorOf(start) : null,
        endCursor: nodes.length > 0 ? cursorOf(end - 1) : null,
      },
    };
  };
}

const cursorOf = (offset: number): string => Buffer.from(`cursor:${offset}`).toString('base64');
const offsetOf = (cursor: string): number => Number(Buffer.from(cursor, 'base64').toString().split(':')[1] ?? -1);
