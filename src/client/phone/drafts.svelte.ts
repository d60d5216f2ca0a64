import { Keep } from '#client/live/keep.ts';
import { wipeDraftsCookie } from '#shared/protocol/wipe-drafts.ts';

/** Texts by the number of the theme at which they were typed. */
type Texts = Record<string, string>;

/** What was typed at themes and not sent: kept on the phone, so that it outlives sleep and reload. */
export class Drafts {
	readonly #kept: Keep<Texts>;
	/** The number of the theme on whose card this one is. */
	readonly #cardOf: (theme: number | string) => string;
	/** Goes up at every change of what is kept, which is no rune. */
	#changes = $state(0);
	/** What a card of 'Hulp of melden' took off this phone: in memory alone, to be put back until the page is left. */
	#wiped = $state.raw<Texts>({});

	/** @param cardOf what was typed at a theme that was merged since waits at its card */
	constructor(participant: string, cardOf: (theme: number | string) => string) {
		this.#kept = new Keep<Texts>(`wijkverhaal.drafts.${participant}`, {});
		this.#cardOf = cardOf;
	}

	/** Call it in the browser only. @returns ends it. */
	open(): () => void {
		const wipe = () => this.#wipeIfAsked();
		wipe();
		// 'Back' may bring this page as it was left.
		window.addEventListener('pageshow', wipe);
		return () => window.removeEventListener('pageshow', wipe);
	}

	at(theme: number | string): string {
		void this.#changes;
		return this.#of(theme, this.#kept.value).join('\n');
	}

	/** The theme that the words at a card are for: where they were typed, also when that was merged since; words of several are the card's. */
	themeOf(theme: number): number {
		void this.#changes;
		const card = this.#cardOf(theme);
		const themes = Object.keys(this.#kept.value).filter((at) => this.#cardOf(at) === card);
		return themes.length === 1 ? Number(themes[0]) : theme;
	}

	set(theme: number, text: string): void {
		this.#keep({ ...this.#without(theme, this.#kept.value), ...(text !== '' && { [this.themeOf(theme)]: text }) });
	}

	/** Words go back into the field, before what was typed there since. */
	giveBack(theme: number, text: string): void {
		this.set(theme, [text, this.at(theme)].filter(Boolean).join('\n'));
	}

	/** A card of 'Hulp of melden' took what was typed here off this phone, and it can still be put back. */
	isWiped(theme: number): boolean {
		return this.#of(theme, this.#wiped).length > 0;
	}

	/** Puts back what the card took away here. */
	putBack(theme: number): void {
		const texts = this.#of(theme, this.#wiped);
		this.#wiped = this.#without(theme, this.#wiped);
		this.giveBack(theme, texts.join('\n'));
	}

	/** Who asked for help or has something to report leaves no words of it on a phone that others hold too. */
	wipe(): void {
		this.#wiped = this.#kept.value;
		this.#kept.clear();
		this.#changes++;
	}

	/** A card was chosen on a page without script. */
	#wipeIfAsked(): void {
		if (!document.cookie.split('; ').includes(`${wipeDraftsCookie}=1`)) return;
		document.cookie = `${wipeDraftsCookie}=; path=/mee; max-age=0; samesite=lax`;
		this.wipe();
	}

	#keep(texts: Texts): void {
		this.#kept.value = texts;
		this.#changes++;
	}

	#of(theme: number | string, texts: Texts): string[] {
		const card = this.#cardOf(theme);
		return Object.entries(texts).filter(([at]) => this.#cardOf(at) === card).map(([, text]) => text);
	}

	#without(theme: number, texts: Texts): Texts {
		const card = this.#cardOf(theme);
		return Object.fromEntries(Object.entries(texts).filter(([at]) => this.#cardOf(at) !== card));
	}
}
