import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compileMessages } from './src/messages/compile.ts';

/**
 * Styles of components in two files instead of one each: on a hall's weak wifi every file is a wait of its own. Without
 * those that no phone has.
 */
const styleFiles = [
	{ name: 'ui', test: /src\/client\/ui\/(?!NeedsScript|Picker|ThemeTag|UndoBar).*type=style/ },
	{ name: 'phone', test: /src\/client\/phone\/.*type=style/ },
	{ name: 'form', test: /src\/client\/form\/.*type=style/ }
];

/** The residents' script knows its language from its page: see there. */
const pageLocale: Plugin = {
	name: 'page-locale',
	enforce: 'pre',
	// Svelte has a runtime.js as well.
	resolveId: (id, importer) =>
		id === '#client/paraglide/runtime.js' || (id === '../runtime.js' && importer?.includes('/paraglide/messages/'))
			? resolve('src/client/phone/page-locale.ts')
			: undefined
};

/**
 * The residents' script comes once per language, named by its entry: boot.nl.ts, boot.en.ts. A phone carries the texts of
 * its page's language, and not the others: a text asked for in another language by name comes in this one.
 */
const oneLanguage = (): Plugin => {
	let locale = '';
	return {
		name: 'one-language',
		options: ({ input }) => void (locale = /boot\.(\w+)\.ts/.exec(JSON.stringify(input))?.[1] ?? ''),
		transform: (code, id) => (locale !== '' && id.includes('/paraglide/messages/') ? code.replace('experimentalStaticLocale ?? options.locale ?? getLocale()', JSON.stringify(locale)) : undefined)
	};
};

/** The server offers no WebTransport: a phone on weak wifi need not load the client's part of it, a kilobyte. */
const withoutWebTransport: Plugin = {
	name: 'without-web-transport',
	load: (id) => (id.endsWith('/engine.io-client/build/esm/transports/webtransport.js') ? 'export class WT {}' : undefined)
};

/**
 * The residents' script (src/client/phone/boot.nl.ts and boot.en.ts, which their page names with `?worker&url`) and that of the form (src/client/form/form-boot.nl.ts) are bundled by themselves, as a
 * worker is. The builds for browser and server would each put a hash of their own in its name: it has none, and the
 * page adds the version.
 */
const residentScript: Plugin = {
	name: 'resident-script',
	// After SvelteKit, which names workers too.
	enforce: 'post',
	config: (_, { isSsrBuild }) => ({
		build: isSsrBuild ? {} : { rollupOptions: { output: { codeSplitting: { groups: [...styleFiles, sharedScripts] } } } },
		worker: {
			format: 'es',
			plugins: () => [pageLocale, oneLanguage(), withoutWebTransport, svelte()],
			// What Svelte notes for a bundler, hundreds of times, is of no use to a phone. Licences stay.
			rollupOptions: { output: { entryFileNames: '_app/immutable/workers/[name].js', comments: { annotation: false } } }
		}
	})
};

/**
 * What many pages share in one script: by itself each set of pages gets a file for what just those share, and regie asked
 * for 104 of them. Not of components, which bring their styles along. One alone: of several, merged by their sizes, two
 * came to need each other, and the page then starts with half of its classes missing.
 */
const sharedScripts = { name: 'shared', test: /\.(ts|js)$/, minShareCount: 5 };

/** Tests in which time is measured, or that need all of the machine. */
const timed = [
	...['drawings', 'hall', 'smoke'].map((name) => `tests/${name}.test.ts`),
	...['screen', 'everyone'].map((name) => `tests/journeys/${name}-at-once.test.ts`),
	'tests/bench/*.test.ts'
];

/** Tests against the built server. */
const withBrowsers = {
	testTimeout: 60_000,
	hookTimeout: 120_000,
	// Phones hear of most changes within a second, which is vitest's own limit.
	expect: { poll: { timeout: 10_000 } },
	globalSetup: './tests/built.ts'
};

export default defineConfig(({ command }) => {
	// Only development follows changes of the texts; the compiler's plugin keeps a build or a test
	// run from ending.
	const following = command === 'serve' && process.env['VITEST'] === undefined;
	if (!following) compileMessages();
	return {
		plugins: [
			...(following ? [paraglideVitePlugin({ project: './src/project.inlang' })] : []),
			sveltekit(),
			residentScript
		],
		// The tests' own host name; phones in the hall reach the development server by number.
		server: { allowedHosts: ['hal.test'] },
		test: {
			projects: [
				{
					extends: true,
					// Files share what they import: reading it anew for each is a quarter of the time.
					// Pictures are drawn and searched in some: on two busy cores that takes seconds.
					test: { name: 'unit', include: ['src/**/*.test.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 }
				},
				{
					extends: true,
					// They mostly wait: for another's page, for half a second that a button rests. Beside them what minds no company.
					test: { ...withBrowsers, name: 'journeys', include: ['tests/{journeys,shots}/*.test.ts', 'tests/*.test.ts'], exclude: timed, maxWorkers: 2, isolate: false }
				},
				{
					extends: true,
					// Two cores: browsers and servers beside one another would make every time in these a guess.
					test: { ...withBrowsers, name: 'timed', include: timed, fileParallelism: false }
				}
			]
		}
	};
});
