import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		// KIT_: main.ts hands protocol and host over itself; the adapter must not read our ORIGIN.
		adapter: adapter({ envPrefix: 'KIT_', precompress: true }),
		// Registered by the form's own pages alone, where the line is safe: the evening's pages have none.
		serviceWorker: { register: false },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// The hash is the style attribute of the framework's own page announcer, exactly; without
				// it the announcer lies visibly over the page. The smoke test fails when it changes.
				'style-src': [
					'self',
					'unsafe-hashes',
					'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='
				],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
