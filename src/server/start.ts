import { buildIfNeeded } from './build.ts';
import { StartRefusal } from './start-refusal.ts';

// What `npm start` does: build where needed, then be the program. `npm run build` stops half-way.
try {
	// On stderr: stdout is the program's own.
	await buildIfNeeded((line) => console.error(line));
} catch (error) {
	if (!(error instanceof StartRefusal)) throw error;
	console.error(error.message);
	process.exit(1);
}
if (!process.argv.includes('--only-build')) await import('./main.ts');
