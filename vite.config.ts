import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		// Its options stand in src/project.inlang/paraglide.config.ts, for the command line too.
		paraglideVitePlugin({ project: './src/project.inlang' }),
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
					globalSetup: './tests/built.ts',
					sequence: { groupOrder: 1 }
				}
			}
		]
	}
});
