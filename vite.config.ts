import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { compileMessages } from './src/messages/compile.ts';

export default defineConfig(({ command }) => {
	// Only development follows changes of the texts; the compiler's plugin keeps a build or a test
	// run from ending.
	const following = command === 'serve' && process.env['VITEST'] === undefined;
	if (!following) compileMessages();
	return {
		plugins: [
			...(following ? [paraglideVitePlugin({ project: './src/project.inlang' })] : []),
			sveltekit()
		],
		// The tests' own host name; phones in the hall reach the development server by number.
		server: { allowedHosts: ['hal.test'] },
		test: {
			projects: [
				{
					extends: true,
					test: { name: 'unit', include: ['src/**/*.test.ts'] }
				},
				{
					extends: true,
					test: {
						name: 'end-to-end',
						include: ['tests/**/*.test.ts'],
						// Two cores: browsers and servers beside one another make every time in a test a guess.
						fileParallelism: false,
						testTimeout: 60_000,
						hookTimeout: 120_000,
						// Phones hear of most changes within a second, which is vitest's own limit.
						expect: { poll: { timeout: 10_000 } },
						globalSetup: './tests/built.ts',
						sequence: { groupOrder: 1 }
					}
				}
			]
		}
	};
});
