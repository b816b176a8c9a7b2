/**
 * Inputs of public actions that are run as code, by action (lower case), as their own documentation says (2026-11-24).
 * Text expanded into one of them by `${{ }}` becomes part of the program.
 */
export const codeInputs: Readonly<Record<string, readonly string[]>> = {
  'actions/github-script': ['script'],
  'addnab/docker-run-action': ['run'],
  'appleboy/ssh-action': ['script'],
  'azure/cli': ['inlinescript'],
  'azure/powershell': ['inlinescript'],
  'cloudflare/wrangler-action': ['precommands', 'postcommands'],
  'mikefarah/yq': ['cmd'],
  'nick-fields/retry': ['command', 'on_retry_command', 'new_command_on_retry'],
  'nick-invision/retry': ['command', 'on_retry_command', 'new_command_on_retry'],
  'reactivecircus/android-emulator-runner': ['script', 'pre-emulator-launch-script'],
  'wandalen/wretry.action': ['command'],
};
