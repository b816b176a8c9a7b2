import { openRepository, openSettings, settingsJson, settingsText } from '@ten-point/core';
import { ConfigError } from '@ten-point/core/errors';
import { openTarget } from '../git-hub.ts';
import type { SettingsArguments } from '../program.ts';
import { terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness settings`. */
export async function settingsCommand(argument: string, options: SettingsArguments): Promise<void> {
  const target = await openTarget(argument, options);
  try {
    if (!target.gitHub) throw new ConfigError('The settings of a repository are on GitHub: set GITHUB_TOKEN, or use --gh or --replay.');
    const { repository, gitHub } = target;
    const repo = typeof repository === 'string' ? await openRepository(repository, { configuration: 'none', gitHub }) : await openSettings(repository, gitHub);
    try {
      const shown = { protection: await repo.facet('protection'), settings: await repo.facet('settings') };
      await writeOutput(options.format === 'json' ? settingsJson(shown) : settingsText(shown, terminal(true)), undefined);
    } finally {
      await repo.close();
    }
  } finally {
    await target.finish();
  }
}
