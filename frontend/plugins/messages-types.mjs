// Writes src/text/keys.d.ts without a build, for the type check.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./plugins/messages.ts');
module.writeTypes(process.cwd());
