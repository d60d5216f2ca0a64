import { nanoid } from 'nanoid';
import { newBrowser, cookieName } from '#server/access/cookie.ts';
import type { App } from '#server/app.ts';

/** Areas with scouts, and a project leader who may do all there. */
export interface Collecting {
	areas: { id: string; name: string }[];
	/** Two in the first area, one in the second: V01, V02, V03. */
	scouts: { id: string; number: number; link: string }[];
	leader: { account: string; cookie: string };
}

/** Makes areas, their project leader and scouts on an app that is open. */
export async function makeCollecting(app: App): Promise<Collecting> {
	const account = nanoid(12);
	app.database.prepare('INSERT INTO accounts (id, name, password, made_at) VALUES (?, ?, ?, ?)').run(account, `Leider ${account}`, '-', Date.now());
	const { browser, cookie } = newBrowser(app.key);
	app.staff.openSession(browser, { id: account, name: `Leider ${account}` });
	const areas = ['Oude Kom', 'De Dijk'].map((name) => ({ id: nanoid(), name }));
	for (const { id, name } of areas) {
		await app.programme.submit({ id: nanoid(), type: 'area.add', area: id, name }, account);
		await app.programme.submit({ id: nanoid(), type: 'area.staff', area: id, account, roles: ['projectLeader'] }, account);
	}
	const scouts: Collecting['scouts'] = [];
	for (const [index, area] of [areas[0]!, areas[0]!, areas[1]!].entries()) {
		const id = nanoid();
		const added = await app.collection.submit({ id: nanoid(), type: 'scout.add', scout: id, area: area.id, name: `Verkenner ${index + 1}` }, { account });
		if (!added.ok) throw new Error(added.code);
		scouts.push({ id, number: index + 1, link: `/verkenner/${app.scoutLinks.of(id)}` });
	}
	return { areas, scouts, leader: { account, cookie: `${cookieName}=${cookie}` } };
}
