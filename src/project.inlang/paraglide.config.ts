import { defineConfig } from '@inlang/paraglide-js';

export default defineConfig({
	outdir: './src/client/paraglide',
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'taal',
	// Both fixed: builds, tests and checks that differ here would rewrite each other's output.
	outputStructure: 'message-modules',
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'"
});
