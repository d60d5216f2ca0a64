import { defineConfig } from '@inlang/paraglide-js';

export default defineConfig({
	outdir: './src/client/paraglide',
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'taal',
	// Fixed: a build, a test run and a check that differ here would rewrite each other's output,
	// and one that cleans would take it away under another's eyes.
	outputStructure: 'message-modules',
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
	cleanOutdir: false
});
