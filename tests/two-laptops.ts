import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyFolder, writeFollowing } from '#server/standby/stand.ts';
import { databaseFile } from '#server/store/database.ts';
import { inDataDir, prepareEvening, type EveningToMake, type Prepared } from './evening.ts';
import { freePort, startServer, type TestServer } from './server.ts';

// A laptop that leads and one that follows it, with real processes on one computer. A second address of it stands for the
// one that phones know: whoever listens there is the one that they reach.

/** Another one than that of the page of a laptop that follows. */
const hallAddress = '127.0.0.2';
/** Where a second laptop goes on while the first still has its address. */
export const otherAddress = '127.0.0.4';

export class TwoLaptops {
	readonly folders: [string, string];
	readonly evening: Prepared;
	/** By which the second follows. */
	readonly code: string;
	readonly port: number;
	first!: TestServer;
	second!: TestServer;

	private constructor(folders: [string, string], evening: Prepared, code: string, port: number) {
		this.folders = folders;
		this.evening = evening;
		this.code = code;
		this.port = port;
	}

	/** Starts both: the first with an evening, the second following it. */
	static async start(wanted: EveningToMake): Promise<TwoLaptops> {
		const folders: [string, string] = [await mkdtemp(join(tmpdir(), 'wijkverhaal-eerste-')), await mkdtemp(join(tmpdir(), 'wijkverhaal-tweede-'))];
		const evening = await prepareEvening(folders[0], wanted);
		const code = await inDataDir(folders[0], async ({ leader }) => {
			leader.renewCode();
			return leader.code!;
		});
		const two = new TwoLaptops(folders, evening, code, await freePort());
		two.first = await two.started(0);
		await writeFollowing(folders[1], { from: two.origin, code, addresses: [] });
		two.second = await two.started(1);
		return two;
	}

	/** Where phones find the laptop that leads. */
	get origin(): string {
		return this.at(hallAddress);
	}
	/** The page of a laptop that follows, on that laptop itself. */
	get page(): string {
		return `${this.at('127.0.0.1')}/reserve`;
	}
	at(address: string): string {
		return `http://${address}:${this.port}`;
	}

	/** Starts a laptop (again). @param address where it is reached once it leads */
	started(laptop: 0 | 1, address = hallAddress, env: Record<string, string> = {}): Promise<TestServer> {
		return startServer({ dataDir: this.folders[laptop], env: { PORT: String(this.port), HOST: address, ...env } });
	}

	/** Presses a button of the page of a laptop that does not lead. */
	press(button: 'lead' | 'stopFollowing' | 'follow', origin = this.at('127.0.0.1'), fields: Record<string, string> = {}): Promise<Response> {
		return fetch(`${origin}/reserve?/${button}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
	}

	/** Whether the laptop at that origin leads, follows or was relieved; 'away' where none answers. */
	async stand(origin: string): Promise<string> {
		return fetch(`${origin}/health`).then(
			async (answer) => ((await answer.json()) as { stand: string }).stand,
			() => 'away'
		);
	}

	/** Settles when the page of the laptop that follows says these words. @throws after 15 seconds */
	async says(words: string): Promise<void> {
		const end = performance.now() + 15_000;
		for (;;) {
			const text = await fetch(this.page).then((answer) => answer.text(), () => '');
			if (text.includes(words)) return;
			if (performance.now() > end) throw new Error(`The page of the second laptop does not say '${words}'`);
			await sleep(100);
		}
	}
	/** Settles when the second laptop has a copy. */
	follows(): Promise<void> {
		return this.says('Deze laptop volgt. De kopie is van');
	}

	/** Settles when the copy holds every event and every seat that the first laptop holds. @throws after 30 seconds */
	async caughtUp(): Promise<void> {
		const held = (folder: string) => {
			const database = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
			try {
				return JSON.stringify(database.prepare('SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM seats) AS seats').get());
			} finally {
				database.close();
			}
		};
		await this.follows();
		const end = performance.now() + 30_000;
		// The copy's file is put in place of the one before: opened anew each time.
		while (held(copyFolder(this.folders[1])) !== held(this.folders[0])) {
			if (performance.now() > end) throw new Error('The copy of the second laptop stays behind');
			await sleep(200);
		}
	}

	async end(): Promise<void> {
		await Promise.all([this.first?.kill(), this.second?.kill()]);
		for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
	}
}
