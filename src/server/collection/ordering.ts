import { fold } from '#shared/programme/fold.ts';
import { mainThemes } from '#shared/programme/main-theme.ts';
import { createNearDuplicates, type NearDuplicates } from '#shared/programme/likeness/near-duplicates.ts';
import { createThemeSuggestions, type ThemeInWords, type ThemeSuggestions } from '#shared/programme/likeness/theme-suggestions.ts';
import type { CollectionEvent, Statement } from '#shared/programme/collection/state.ts';
import { themesOf, totalsOf } from '#shared/programme/collection/totals.ts';
import domainList from '#shared/programme/themes-nl.json' with { type: 'json' };
import { areaThemes } from '#shared/views/area-themes.ts';
import { cleanWords, orderDetail, orderRow, underOf, type OrderingView, type OrderList } from '#shared/views/ordering.ts';
import type { Collection } from './collection.ts';

/** What is known of an area's clean statements, so that one among 25,000 is found and compared at once. */
interface Index {
	suggestions: ThemeSuggestions;
	duplicates: NearDuplicates;
}

/** A statement as the index of its area knows it. */
interface Known {
	area: string;
	clean: string;
	text: string;
	themes: readonly string[];
	folded: string;
}

/** What somebody sees of an area's list. */
export interface Wanted {
	list: OrderList;
	/** For the list of one theme. */
	theme: string | null;
	/** Words that a statement must all have, in any case and with or without accents. */
	words: string;
	offset: number;
	most: number;
	/** The statement that is being placed. */
	statement: string | null;
}

type Overview = Pick<OrderingView, 'totals' | 'counts' | 'themes'>;

/** So long the index goes on before others get their turn, in ms. */
const slice = 8;
/** Lists that are remembered: a page that scrolls asks for the same one again and again. */
const remembered = 12;

const listed: ThemeInWords[] = domainList.map(({ code, thema, hoofd, woorden }) => ({ id: code, words: [thema, hoofd, ...woorden].join(' ') }));
const samples = domainList.flatMap(({ code, uitspraken }) => uitspraken.map((text) => ({ text, code })));
/** Begins the id of a sample; no statement's has a space. */
const ofTheList = 'sample ';
const otherMain = mainThemes.find(({ key }) => key === 'overig')!.name;

/**
 * Lists, search, suggested themes and near-duplicates of clean statements, by area. Its indexes follow what is committed,
 * a slice of time at a time: a file with 10,000 rows must not keep a phone waiting for its receipt. Nothing raw is in it.
 */
export class Ordering {
	readonly #collection: Collection;
	readonly #indexes = new Map<string, Index>();
	readonly #known = new Map<string, Known>();
	readonly #waiting = new Set<string>();
	#running: Promise<void> | null = null;
	#stopped = false;
	readonly #overviews = new Map<string, { seq: number; overview: Overview }>();
	/** By what was asked for, the one that was asked for last at the end. */
	readonly #lists = new Map<string, { seq: number; ids: readonly string[] }>();

	constructor(collection: Collection) {
		this.#collection = collection;
		for (const id of collection.state.entries.statement.keys()) this.#waiting.add(id);
		collection.onCommitted((events) => this.#hear(events));
		this.#go();
	}

	/** Everything that was committed is in the indexes. */
	async settled(): Promise<void> {
		while (this.#running) await this.#running;
	}

	/** Ends the work under way. */
	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#running;
	}

	/** What somebody who places statements sees. */
	view(area: string, { list, theme, words, offset, most, statement }: Wanted): OrderingView {
		const { state, textOf } = this.#collection;
		const ids = this.#list(area, list, theme, words);
		const at = statement === null ? -1 : ids.indexOf(statement);
		return {
			seq: state.seq,
			...this.#overview(area),
			total: ids.length,
			offset,
			rows: ids.slice(offset, offset + most).map((id) => orderRow(state, textOf, id)),
			at: at === -1 ? null : at,
			detail: statement === null ? null : orderDetail(state, textOf, area, statement, { suggested: this.suggest(statement), alike: this.alike(statement) })
		};
	}

	/** The numbers of an area: the same for everybody who looks, until something is committed. */
	#overview(area: string): Overview {
		const { state, textOf } = this.#collection;
		const kept = this.#overviews.get(area);
		if (kept?.seq === state.seq) return kept.overview;
		const counts = { notYet: 0, all: 0, merged: 0 };
		for (const statement of state.entries.statement.values()) {
			if (statement.area !== area || statement.status !== 'approved') continue;
			for (const list of ['notYet', 'all', 'merged'] as const) if (belongs(statement, list, null)) counts[list] += 1;
		}
		const overview = { totals: totalsOf(state, area), counts, themes: areaThemes(state, textOf, area) };
		this.#overviews.set(area, { seq: state.seq, overview });
		return overview;
	}

	/** Themes that a statement may belong to, the likeliest first, by its words and by what people placed. Not by its own place. */
	suggest(statement: string): string[] {
		this.#learn(statement);
		const known = this.#known.get(statement);
		if (!known) return [];
		const { suggestions } = this.#indexOf(known.area);
		// Where it stands already, its own words would say: there.
		if (known.themes.length > 0) suggestions.takeBack(known.text, known.themes);
		const suggested = suggestions.suggest(known.text);
		if (known.themes.length > 0) suggestions.place(known.text, known.themes);
		return suggested;
	}

	/** Statements of the area that say nearly the same, the likest first. */
	alike(statement: string): string[] {
		this.#learn(statement);
		const known = this.#known.get(statement);
		return known ? this.#indexOf(known.area).duplicates.of(statement).map(({ id }) => id).filter((id) => !id.startsWith(ofTheList)) : [];
	}

	/** The statements of a list in the order in which they came. Those that lie under others are in 'merged' alone, and are found with the words of either. */
	#list(area: string, list: OrderList, theme: string | null, words: string): readonly string[] {
		const { seq, entries } = this.#collection.state;
		const key = JSON.stringify([area, list, theme, fold(words)]);
		const kept = this.#lists.get(key);
		if (kept?.seq === seq) return kept.ids;
		const parts = fold(words).split(/\s+/).filter((part) => part !== '');
		const ids: string[] = [];
		for (const [id, statement] of entries.statement) {
			if (statement.area !== area || statement.status !== 'approved' || !belongs(statement, list, theme)) continue;
			if (parts.length === 0 || this.#has(id, parts)) ids.push(id);
		}
		this.#lists.delete(key);
		this.#lists.set(key, { seq, ids });
		for (const old of [...this.#lists.keys()].slice(0, Math.max(0, this.#lists.size - remembered))) this.#lists.delete(old);
		return ids;
	}

	#has(id: string, parts: readonly string[]): boolean {
		const has = (one: string) => {
			const folded = this.#foldedOf(one);
			return parts.every((part) => folded.includes(part));
		};
		if (has(id)) return true;
		const { state } = this.#collection;
		return state.mergedUnder.has(id) && underOf(state, id).some(has);
	}

	/** The index may be behind: what is searched for is found all the same. */
	#foldedOf(id: string): string {
		const known = this.#known.get(id);
		const clean = this.#collection.state.entries.statement.get(id)?.clean;
		if (known && known.clean === clean) return known.folded;
		return fold(cleanWords(this.#collection.state, this.#collection.textOf, id) ?? '');
	}

	#hear(events: readonly CollectionEvent[]): void {
		for (const event of events) {
			if (event.type === 'ownTheme.added' || event.type === 'ownTheme.changed') this.#hearTheme(event.id);
			if (event.type !== 'statement.added' && event.type !== 'statement.changed') continue;
			this.#waiting.add(event.id);
			// They are where that one is.
			for (const under of this.#collection.state.mergedUnder.get(event.id) ?? []) this.#waiting.add(under);
		}
		this.#go();
	}

	#hearTheme(id: string): void {
		const { area, title, removed } = this.#collection.state.entries.ownTheme.get(id)!;
		const index = this.#indexes.get(area);
		if (removed) index?.suggestions.forget(id);
		else index?.suggestions.know({ id, words: `${this.#collection.textOf(title)} ${otherMain}` });
	}

	#go(): void {
		if (this.#waiting.size === 0 || this.#stopped) return;
		this.#running ??= this.#run().finally(() => {
			this.#running = null;
			// What came in the meantime.
			this.#go();
		});
	}

	async #run(): Promise<void> {
		await rest();
		while (this.#waiting.size > 0 && !this.#stopped) {
			const until = performance.now() + slice;
			for (const id of this.#waiting) {
				this.#learn(id);
				if (performance.now() > until) break;
			}
			await rest();
		}
	}

	/** Brings what is known of a statement up to what it is now. */
	#learn(id: string): void {
		this.#waiting.delete(id);
		const { state, textOf } = this.#collection;
		const before = this.#known.get(id);
		const statement = state.entries.statement.get(id);
		const text = cleanWords(state, textOf, id);
		if (!statement || text === null) {
			if (before) this.#forget(id, before);
			return;
		}
		const after: Known = { area: statement.area, clean: statement.clean!, text, themes: themesOf(state, statement), folded: before?.clean === statement.clean ? before.folded : fold(text) };
		if (before && before.area === after.area && before.clean === after.clean) {
			if (before.themes.join() === after.themes.join()) return;
			const { suggestions } = this.#indexOf(after.area);
			if (before.themes.length > 0) suggestions.takeBack(before.text, before.themes);
			if (after.themes.length > 0) suggestions.place(after.text, after.themes);
			this.#known.set(id, after);
			return;
		}
		if (before) this.#forget(id, before);
		const { suggestions, duplicates } = this.#indexOf(after.area);
		duplicates.add(id, text);
		if (after.themes.length > 0) suggestions.place(text, after.themes);
		this.#known.set(id, after);
	}

	#forget(id: string, { area, text, themes }: Known): void {
		const { suggestions, duplicates } = this.#indexOf(area);
		duplicates.remove(id);
		if (themes.length > 0) suggestions.takeBack(text, themes);
		this.#known.delete(id);
	}

	#indexOf(area: string): Index {
		let index = this.#indexes.get(area);
		if (index) return index;
		const { state, textOf } = this.#collection;
		const own = [...state.entries.ownTheme].filter(([, theme]) => theme.area === area && !theme.removed);
		index = {
			suggestions: createThemeSuggestions([...listed, ...own.map(([id, { title }]) => ({ id, words: `${textOf(title)} ${otherMain}` }))]),
			duplicates: createNearDuplicates()
		};
		for (const [place, { text, code }] of samples.entries()) {
			index.suggestions.place(text, [code]);
			// Among a handful of statements no word is rare: two that share one would pass for the same.
			index.duplicates.add(`${ofTheList}${place}`, text);
		}
		this.#indexes.set(area, index);
		return index;
	}
}

function belongs({ themes, mergedInto }: Statement, list: OrderList, theme: string | null): boolean {
	switch (list) {
		case 'notYet':
			return mergedInto === null && themes.length === 0;
		case 'all':
			return mergedInto === null;
		case 'theme':
			return mergedInto === null && theme !== null && themes.includes(theme);
		case 'merged':
			return mergedInto !== null;
	}
}

function rest(): Promise<void> {
	return new Promise((next) => setImmediate(next));
}
