import { ConfigError, openRepository, openSettings, recorder, replayer, SourceError } from '@ten-point/core';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../src/server.ts';
import { canary, serve } from './run.ts';

const address = { owner: 'bakery', name: 'ovens' };

describe('the library', () => {
  it('opens a repository on GitHub, and again from a recording', async () => {
    const server = await serve(scenarios.githubToken);
    const recording = recorder(server.apiUrl);
    const told = async (gitHub: NonNullable<Parameters<typeof openRepository>[1]>['gitHub']): Promise<unknown> => {
      const repo = await openRepository(address, gitHub ? { gitHub } : {});
      const { observed } = await repo.facet('protection');
      const { environments, deployKeys } = await repo.facet('settings');
      await repo.close();
      return { observed, environments, deployKeys, usage: repo.gitHubUsage?.() };
    };
    const first = await told({ apiUrl: server.apiUrl, token: canary, recording });
    expect(first).toMatchObject({ observed: { state: 'known' }, environments: { state: 'known' }, deployKeys: { state: 'unknown' }, usage: { points: 2 } });
    await server.close();
    expect(await told({ apiUrl: server.apiUrl, recording: replayer(recording.file()) })).toEqual(first);
  });

  it('throws what says whose mistake it is', async () => {
    const { apiUrl } = await serve(scenarios.noPermission);
    await expect(openRepository(address, { gitHub: { apiUrl, token: canary } })).rejects.toThrow(SourceError);
    await expect(openSettings(address, { apiUrl, token: canary })).rejects.toThrow(SourceError);
    await expect(openRepository(address, { gitHub: { apiUrl: 'http://oven.example', token: canary } })).rejects.toThrow(ConfigError);
  });
});
