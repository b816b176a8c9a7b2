/** When everything in a scenario happened. */
export const DATE = '2026-11-20T09:00:00Z';
