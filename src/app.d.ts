import type { App as RunningApp } from '#server/app.ts';

declare global {
	namespace App {
		interface Locals {
			/** The one running app. */
			app: RunningApp;
			/** The browser that its cookie proves, or null. */
			browser: string | null;
			/** The browser, with a cookie made where it had none. */
			ensureBrowser(): string;
			/** The page failed for want of room on the disk. */
			isFull?: true;
		}
	}
}
