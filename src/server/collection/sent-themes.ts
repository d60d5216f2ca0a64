import { nanoid } from 'nanoid';
import type { Theme } from '#shared/evening/theme.ts';
import { cleanText } from '#shared/protocol/text.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { cosine, gramsOf } from '#shared/programme/likeness/grams.ts';
import { lostQuotes, sentThemeId } from '#shared/programme/collection/sent-theme.ts';
import type { CollectionEvent, SentTheme } from '#shared/programme/collection/state.ts';
import { areaThemes, type AreaTheme } from '#shared/views/area-themes.ts';
import { cleanWords } from '#shared/views/ordering.ts';
import { mostQuotes, quotesToChoose, type QuoteToChoose } from '#shared/views/sending.ts';
import type { LiveEvening } from '../live/evening.ts';
import type { Evenings } from '../live/evenings.ts';
import type { Programme } from '../live/programme.ts';
import type { Log } from '../log.ts';
import type { Collection } from './collection.ts';

/** A theme to send, with the statements whose words go along. */
export interface ToSend {
	theme: string;
	statements: readonly string[];
}

/** What was sent, and what the evening refused. `commands`: what the evening was told, to be taken back. */
export interface Sent {
	ok: true;
	added: number;
	changed: number;
	refused: { title: string; refusal: Refusal }[];
	commands: string[];
}

/** Themes in one command, as an evening takes them. */
const mostAtOnce = 200;
/** After a refusal (a full disk) a withdrawal is tried again, in ms. */
const again = 5000;
/** A quote in which a facilitator mended a comma is still that resident's. */
const mended = 0.6;

/**
 * Themes of an area go to its evenings, with how often they were named and with words of residents. What a resident takes
 * back is taken out of the evenings again: at once, and at the next start where the power failed in between.
 */
export class SentThemes {
	readonly #collection: Collection;
	readonly #evenings: Evenings;
	readonly #programme: Programme;
	readonly #log: Log;
	#following: Promise<void> = Promise.resolve();
	#retry: ReturnType<typeof setTimeout> | null = null;
	#stopped = false;

	constructor(options: { collection: Collection; evenings: Evenings; programme: Programme; log: Log }) {
		this.#collection = options.collection;
		this.#evenings = options.evenings;
		this.#programme = options.programme;
		this.#log = options.log;
		this.#collection.onCommitted((events) => {
			if (events.some(mayLose)) this.#followAll();
		});
	}

	/** Finishes what a power cut left half done. */
	async start(): Promise<void> {
		for (const link of [...this.#collection.state.entries.sentTheme.values()]) {
			if (link.quotes.some(({ quote }) => quote === null)) await this.#keepTexts(link, link.quotes.map(({ statement }) => statement));
		}
		this.#followAll();
		await this.settled();
	}

	/** Every withdrawal is in the evenings, or waits for its next try. */
	async settled(): Promise<void> {
		for (let seen; seen !== this.#following; ) await (seen = this.#following);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		if (this.#retry) clearTimeout(this.#retry);
		await this.#following;
	}

	/** The number of a theme of the area in an evening; null where the evening has it not. */
	numberIn(evening: LiveEvening, theme: string): number | null {
		return themeOf(evening, theme)?.number ?? null;
	}

	/** Which themes of an evening came from its area, by number. */
	sourcesOf(evening: LiveEvening, area: string): { number: number; theme: AreaTheme }[] {
		const themes = new Map(areaThemes(this.#collection.state, this.#collection.textOf, area).map((theme) => [theme.id, theme]));
		return [...evening.state.entries.theme.values()].flatMap(({ number, source, removed }) => {
			const theme = source === null || removed ? undefined : themes.get(source);
			return theme ? [{ number, theme }] : [];
		});
	}

	/** The statements at a theme that can be its quotes; chosen are those that the evening has, else the first that fit. */
	choices(area: string, theme: string, evening: LiveEvening | null): QuoteToChoose[] {
		const { state, textOf } = this.#collection;
		const link = evening && state.entries.sentTheme.get(sentThemeId(evening.id, theme));
		const there = new Set(evening ? themeOf(evening, theme)?.quotes : []);
		const sent = new Set((link?.quotes ?? []).filter(({ quote }) => quote !== null && there.has(quote)).map(({ statement }) => statement));
		return quotesToChoose(state, textOf, area, theme, sent);
	}

	/**
	 * Sends themes. One that the evening has from here gets its count and quotes anew, and keeps its number, its place and
	 * what a facilitator wrote. Refused as a whole: `evening.unknown`, `theme.unknown`, `statement.unknown`.
	 */
	async send(area: string, to: string, wanted: readonly ToSend[], account: string): Promise<Sent | Refusal> {
		const evening = this.#programme.areaOf(to)?.id === area ? this.#evenings.get(to) : null;
		if (!evening) return refuse('evening.unknown');
		const { state, textOf } = this.#collection;
		const all = new Map(areaThemes(state, textOf, area).map((theme) => [theme.id, theme]));
		const sending: { theme: AreaTheme; statements: readonly string[]; quotes: string[] }[] = [];
		for (const { theme: id, statements } of wanted) {
			const theme = all.get(id);
			if (!theme) return refuse('theme.unknown');
			const chosen = statements.slice(0, mostQuotes);
			sending.push({ theme, statements: chosen, quotes: chosen.map((one) => cleanWords(state, textOf, one) ?? '') });
		}
		// Known before they hang there: after a power cut in between, a withdrawal still finds them.
		const kept = await Promise.all(sending.map(({ theme, statements }) => this.#keep(area, theme.id, to, statements.map((statement) => ({ statement, quote: null })))));
		const lost = kept.find((outcome) => !outcome.ok);
		if (lost && !lost.ok) return lost;

		const sent: Sent = { ok: true, added: 0, changed: 0, refused: [], commands: [] };
		const give = async (input: CommandInput, titles: string[]) => {
			const id = nanoid();
			const outcome = await evening.submit(parseCommand({ ...input, id })!, { role: 'facilitator', seat: account, participant: null });
			if (!outcome.ok) sent.refused.push(...titles.map((title) => ({ title, refusal: { ok: false, code: outcome.code, ...(outcome.parameters && { parameters: outcome.parameters }) } as Refusal })));
			else if (!('unchanged' in outcome)) sent.commands.push(id);
			return outcome.ok;
		};
		const present = sending.filter(({ theme }) => themeOf(evening, theme.id));
		for (const { theme, quotes } of present) {
			if (await give({ type: 'theme.edit', theme: themeOf(evening, theme.id)!.number, set: { mentioned: theme.count, quotes } }, [theme.title])) sent.changed += 1;
		}
		const fresh = sending.filter((one) => !present.includes(one));
		for (let at = 0; at < fresh.length; at += mostAtOnce) {
			const some = fresh.slice(at, at + mostAtOnce);
			const themes = some.map(({ theme: { id, title, main, grave, count }, quotes }) => ({ title, main, grave, mentioned: count, quotes, source: id }));
			if (await give({ type: 'theme.add', themes }, some.map(({ theme }) => theme.title))) sent.added += some.length;
		}
		for (const { theme, statements } of sending) {
			const link = this.#collection.state.entries.sentTheme.get(sentThemeId(to, theme.id));
			if (link) await this.#keepTexts(link, statements);
		}
		// Taken back while it was on its way.
		this.#followAll();
		await this.settled();
		return sent;
	}

	/** Takes back what was sent, the last first. @returns the first refusal, where somebody changed it since. */
	async takeBack(area: string, to: string, commands: readonly string[], account: string): Promise<{ ok: true } | Refusal> {
		const evening = this.#programme.areaOf(to)?.id === area ? this.#evenings.get(to) : null;
		if (!evening) return refuse('evening.unknown');
		for (const command of commands.toReversed()) {
			// Only what was sent from here: this is no way to take back anything else that was done in an evening.
			const step = evening.state.steps.get(command);
			if (step?.seat !== account || (step.did !== 'theme.add' && step.did !== 'theme.edit')) return refuse('undo.unknown');
			const outcome = await evening.submit({ id: nanoid(), type: 'undo', command }, { role: 'facilitator', seat: account, participant: null });
			if (!outcome.ok) return { ok: false, code: outcome.code, ...(outcome.parameters && { parameters: outcome.parameters }) };
		}
		return { ok: true };
	}

	#keep(area: string, theme: string, evening: string, quotes: { statement: string; quote: string | null }[]) {
		return this.#collection.submit({ id: nanoid(), type: 'theme.sent', area, theme, evening, quotes }, { server: true });
	}

	/** Keeps which of the evening's texts are those statements' words. */
	async #keepTexts({ area, theme, evening: to }: SentTheme, statements: readonly string[]): Promise<void> {
		const { state, textOf } = this.#collection;
		const evening = this.#evenings.kept(to);
		const there = evening ? themeOf(evening, theme)?.quotes ?? [] : [];
		const found = [...new Set(statements)].flatMap((statement) => {
			const words = cleanWords(state, textOf, statement);
			const quote = there.find((text) => words !== null && evening!.textOf(text) === cleanText(words));
			return quote === undefined ? [] : [{ statement, quote }];
		});
		for (let at = 0; at < found.length; at += mostQuotes) await this.#keep(area, theme, to, found.slice(at, at + mostQuotes));
	}

	#followAll(): void {
		this.#following = this.#following.then(async () => {
			if (this.#stopped) return;
			let isDone = true;
			try {
				for (const link of [...this.#collection.state.entries.sentTheme.values()]) isDone = (await this.#follow(link)) && isDone;
			} catch (error) {
				this.#log.error({ err: error }, 'words that were taken back are still in an evening');
				isDone = false;
			}
			if (isDone || this.#retry) return;
			this.#retry = setTimeout(() => {
				this.#retry = null;
				this.#followAll();
			}, again);
			this.#retry.unref();
		});
	}

	/** Takes words that may not hang any more out of all evenings. @returns false where one refused. */
	async #follow(link: SentTheme): Promise<boolean> {
		const evening = this.#evenings.kept(link.evening);
		const lost = new Set(lostQuotes(this.#collection.state, link).flatMap(({ quote }) => (quote !== null && evening && evening.textOf(quote) !== '' ? [quote] : [])));
		if (!evening || lost.size === 0) return true;
		const words = [...lost].map((quote) => evening.textOf(quote));
		let isDone = true;
		// A copy of an evening has the same quotes, under texts of its own.
		for (const id of this.#programme.eveningIds()) {
			const one = this.#evenings.kept(id);
			const texts = one && this.#textsLike(one, one === evening ? lost : new Set(), words, link.theme, one === evening);
			if (!one || !texts || texts.length === 0) continue;
			const outcome = await one.submit({ id: nanoid(), type: 'quote.withdraw', quotes: texts }, { role: 'facilitator', seat: 'server', participant: null });
			isDone = outcome.ok && isDone;
		}
		return isDone;
	}

	/**
	 * Every text of an evening that holds those words: where it hangs, and where its history has it. Words of others who
	 * said the same, and who stand by it, stay.
	 * @param own the evening that they were sent to: there a facilitator may have mended them
	 */
	#textsLike(evening: LiveEvening, lost: ReadonlySet<string>, words: readonly string[], theme: string, own: boolean): string[] {
		const { entries } = this.#collection.state;
		const standing = new Set([...entries.sentTheme.values()].filter((link) => link.evening === evening.id).flatMap((link) => {
			const gone = new Set(lostQuotes(this.#collection.state, link));
			return link.quotes.flatMap((one) => (one.quote === null || gone.has(one) ? [] : [one.quote]));
		}));
		const texts = new Set([...lost].filter((text) => !standing.has(text)));
		const grams = words.map(gramsOf);
		const ever = (source: string | null, quotes: readonly string[] = []) => {
			for (const text of quotes) {
				const body = evening.textOf(text);
				if (texts.has(text) || standing.has(text) || body === '') continue;
				if (words.includes(body) || (own && source === theme && grams.some((one) => cosine(one, gramsOf(body)) >= mended))) texts.add(text);
			}
		};
		for (const entry of evening.state.entries.theme.values()) ever(entry.source, entry.quotes);
		for (const { events } of evening.state.steps.values()) {
			for (const event of events) {
				if (event.type === 'theme.added') ever(event.fields.source, event.fields.quotes);
				else if (event.type === 'theme.changed') ever(evening.state.entries.theme.get(event.id)?.source ?? null, [...(event.set.quotes ?? []), ...(event.was.quotes ?? [])]);
			}
		}
		return [...texts];
	}
}

/** The theme of an evening that came from this one of the area, unless it was removed. */
function themeOf(evening: LiveEvening, source: string): Theme | undefined {
	return [...evening.state.entries.theme.values()].find((theme) => theme.source === source && !theme.removed);
}

function mayLose(event: CollectionEvent): boolean {
	return event.type === 'statement.changed' && ('status' in event.set || 'clean' in event.set);
}
