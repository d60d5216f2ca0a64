import type { App as RunningApp } from '#server/app.ts';
import type { Reserve } from '#server/standby/reserve.ts';

declare global {
	namespace App {
		interface Locals {
			/** The one running app. Not on the page of a laptop that does not lead. */
			app: RunningApp;
			/** What runs in its place there. */
			reserve?: Reserve;
			/** The browser that its cookie proves, or null. */
			browser: string | null;
			/** It brought the cookie of an earlier page: what it is given now it will still have on the next one. */
			keepsCookies: boolean;
			/** The browser, with a cookie made where it had none. */
			ensureBrowser(): string;
			/** The page failed for want of room on the disk. */
			isFull?: true;
			/** A page that stands in a frame of our own, without scripts and forms. */
			isPreview?: true;
		}
	}
}
