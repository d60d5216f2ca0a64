import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { rowErrorText } from '#messages/row-error-text.ts';
import { readPabulib } from '#shared/programme/pabulib.ts';
import type { RehearsalProgress } from '#shared/protocol/preflight.ts';
import { StartRefusal } from '../start-refusal.ts';
import { rehearse, type RehearsalResult } from './rehearsal.ts';
import { runTool } from './run-tool.ts';
import { startSpareServer } from './spare-server.ts';

const usage = 'Zo: npm run rehearse -- --ballots BESTAND.pb [--url ADRES --key SLEUTEL] [--json]';

/** `npm run rehearse`: plays a real vote through a real server and compares every total. Exit 1 on any difference. */
await runTool(usage, async () => {
	const { values } = parseArgs({
		options: { ballots: { type: 'string' }, url: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } }
	});
	await play(values);
}, (error) => {
	// What reads the last line as JSON gets to read why there is nothing else.
	if (process.argv.includes('--json')) console.log(JSON.stringify({ error }));
});

interface Options {
	ballots?: string | undefined;
	url?: string | undefined;
	key?: string | undefined;
	json?: boolean | undefined;
}

async function play(values: Options): Promise<void> {
	if (values.ballots === undefined) throw new StartRefusal(`Wijs met --ballots een .pb-bestand aan.\n${usage}`);
	if ((values.url === undefined) !== (values.key === undefined)) {
		throw new StartRefusal(`--url en --key horen bij elkaar. De sleutel staat in regie, bij Instellingen.\n${usage}`);
	}
	if (values.url !== undefined && !/^https?:/.test(URL.parse(values.url)?.protocol ?? '')) {
		throw new StartRefusal(`"${values.url}" is geen adres. Zet bij --url iets als http://localhost:3000.\n${usage}`);
	}
	const text = await readFile(values.ballots, 'utf8').catch(() => {
		throw new StartRefusal(`Het bestand ${values.ballots} is niet te lezen.\n${usage}`);
	});
	const read = readPabulib(text);
	if (!read.ok) {
		const rows = read.errors.slice(0, 5).map((error) => `Regel ${error.row}: ${rowErrorText(error)}`);
		throw new StartRefusal(`Dit is geen goed .pb-bestand.\n${rows.join('\n')}`);
	}

	const spare = values.url === undefined ? await startSpareServer() : null;
	try {
		const server = spare ?? { url: new URL(values.url!).origin, key: values.key! };
		const result = await rehearse(read.file, server, sayProgress);
		report(result);
		if (values.json) console.log(JSON.stringify(result));
		if (result.mismatches.length > 0 || result.refused > 0) process.exitCode = 1;
	} catch (error) {
		const message = error instanceof StartRefusal ? error.message : `De oefening is afgebroken: de server antwoordt niet meer (${describe(error)}).\nKijk of hij nog draait, en begin opnieuw met een nieuwe sleutel.`;
		throw new StartRefusal(message);
	} finally {
		await spare?.stop();
	}
}

function sayProgress({ step, done, of }: RehearsalProgress): void {
	if (step === 'connecting' && (done % 400 === 0 || done === of)) console.error(`${done} van ${of} telefoons zijn verbonden.`);
	if (step === 'voting' && done === 0) console.error('De bewoners stemmen.');
}

function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function report({ residents, dots, accepted, refused, published, mismatches, ackMs, screenMs, serverRssMb }: RehearsalResult): void {
	const times = ({ p50, p95, p99 }: typeof ackMs) => `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
	console.log(
		[
			`Bewoners: ${residents}`,
			`Stippen: ${dots}, aangenomen ${accepted}, geweigerd ${refused}`,
			published ? `Verschillen met de bekende uitslag: ${mismatches.length}` : `Dit bestand noemt geen uitslag. Verschillen met zijn stembiljetten: ${mismatches.length}`,
			...mismatches.map(({ theme, expected, got }) => `  ${theme}: verwacht ${expected}, gekregen ${got}`),
			`Bevestigd na: ${times(ackMs)}`,
			`Op het scherm na: ${times(screenMs)}`,
			`Geheugen van de server: ${serverRssMb} MB`
		].join('\n')
	);
}
