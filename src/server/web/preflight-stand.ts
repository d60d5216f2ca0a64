import { error } from '@sveltejs/kit';
import type { App } from '../app.ts';
import { freeBytes } from '../drawings/disk.ts';
import { joinOrigin, phoneOrigins } from './join-origin.ts';

/** How everything stands that must be well before people come in. @param url of the page that shows it. @throws 404 */
export async function preflightStand(app: App, id: string, url: URL) {
	const evening = app.evenings.get(id);
	if (!evening) error(404);
	const trial = app.trials.of(id);
	return {
		addresses: phoneOrigins(app, url, app.ownAddress()).map((origin) => ({ origin, came: trial.came.get(new URL(origin).host) ?? null })),
		trial: trial.name,
		free: await freeBytes(app.config.dataDir),
		backups: await app.backups.list(),
		backupFolder: app.backups.folder,
		rehearsal: app.rehearsals.state,
		standby: { code: app.leader.code, from: joinOrigin(app, url), follower: app.leader.follower, relieved: app.relieving.whom },
		// Last: from here to the page is what the clocks may differ by.
		now: evening.now
	};
}

export type PreflightStand = Awaited<ReturnType<typeof preflightStand>>;
