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
if (!process.argv.includes('--only-build')) {
	if (process.env['npm_lifecycle_event'] !== undefined) stopWithShell();
	await import('./main.ts');
}

/**
 * npm passes SIGTERM on to the shell between it and this program, and that shell dies without a
 * word: the server would stay, and keep its port, after `npm start` was stopped.
 */
function stopWithShell(): void {
	const shell = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === shell) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, 100).unref();
}
