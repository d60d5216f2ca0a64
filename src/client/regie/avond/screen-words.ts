import { lastDrawings } from '#client/screen/deck.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import { numbersAt, numbersOn, titleOn } from '#shared/views/merged.ts';
import type { ShowView } from '#shared/views/show.ts';
import type { PanelView } from '#shared/views/strip.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import type { ExhibitView } from '#shared/views/exhibits.ts';
import { isPublic, roundInSentence } from './round-words.ts';

/** What a view shows, as the command that shows it says it. */
export function chosenShow(show: ShowView): CommandInput<'screen.show'>['show'] {
	return show.mode === 'cards' ? { ...show, round: show.round ?? null } : show;
}

/** What choosing a picture did: a blank screen stays blank, and the picture waits below. @param words see `pictureWords` */
export function shownInWords(words: string, { blank }: Pick<FacilitatorView, 'blank'>): string {
	return blank ? `Het scherm is nog leeg. Gaat het aan, dan toont het ${words}.` : `Het scherm toont ${words}.`;
}

/** As `pictureWords`, of what stands there once it is chosen: after its end nobody joins an evening. */
export function choiceWords(show: CommandInput<'screen.show'>['show'], view: Parameters<typeof pictureWords>[1] & Pick<FacilitatorView, 'evening'>): string {
	return show.mode === 'join' && view.evening.closed ? 'dat de avond is afgelopen' : pictureWords(show, view);
}

/** A picture as it is named in a sentence: 'Het scherm toont …'. */
export function pictureWords(show: CommandInput<'screen.show'>['show'], view: Pick<FacilitatorView, 'rounds' | 'themes' | 'drawings' | 'comments' | 'exhibits'>): string {
	const roundOf = (id: string) => (view.rounds[id] ? roundInSentence(view.rounds[id]) : 'een ronde');
	switch (show.mode) {
		case 'join':
			return 'hoe men meedoet';
		case 'welcome':
			return 'het welkom en de huisregels';
		case 'timer':
			return 'de klok';
		case 'faces':
			return 'de vraag wat men van de avond vond';
		case 'text':
			return 'uw eigen tekst';
		case 'question':
			return `de vraag van ${roundOf(show.round)}`;
		case 'cards':
			return `de kaarten van ${show.round === null ? 'alle thema’s' : roundOf(show.round)}`;
		case 'ranking':
			return `${show.part === 'rest' ? 'de rest van ' : ''}de ranglijst van ${roundOf(show.round)}`;
		case 'theme':
			return `thema ${[show.theme, view.themes[show.theme]?.title].filter(Boolean).join(', ')}`;
		case 'comment':
			return `een reactie${view.comments[show.comment] ? ` bij thema ${numbersAt(view.themes, view.comments[show.comment]!.theme)}` : ''}`;
		case 'strip':
			return 'de strip van de avond';
		case 'exhibit':
			return exhibitPage(view.exhibits[show.exhibit], show.held ?? 0) ?? 'een afbeelding';
		case 'drawing': {
			const { title, theme } = view.drawings[show.drawing] ?? {};
			return `de tekening ${title ?? (theme === undefined ? 'zonder titel' : `bij thema ${numbersAt(view.themes, theme)}`)}`;
		}
	}
}

/** 'bladzijde 3 van 12 uit ‘plan.pdf’'; null for one that is not there. */
function exhibitPage(exhibit: ExhibitView | undefined, page: number): string | null {
	if (!exhibit) return null;
	const name = exhibitName(exhibit);
	return exhibit.pages.length === 1 ? name : `bladzijde ${page + 1} van ${exhibit.pages.length} uit ${name}`;
}

/** ‘plan.pdf’, or what it is where it has no name. */
export function exhibitName({ name, kind }: ExhibitView): string {
	return name === undefined ? (kind === 'pdf' ? 'de pdf' : 'de afbeelding') : `‘${name}’`;
}

/** The panels of the strip that the hall may see. */
export function stripPanels({ strip, drawings, hidden }: Pick<FacilitatorView, 'strip' | 'drawings' | 'hidden'>): PanelView[] {
	return strip.panels.filter(({ drawing }) => !hidden.includes(drawings[drawing]?.theme ?? 0));
}

type ScreenState = Pick<FacilitatorView, 'strip' | 'show' | 'blank' | 'rounds' | 'themes' | 'drawings' | 'comments' | 'exhibits' | 'evening' | 'texts' | 'timer' | 'hidden'>;

/** What was chosen can't be shown any more, and what stands in its place. */
function goneWords(what: string, instead: string): string {
	return `${what}. De zaal ziet nu ${instead}. Kies iets anders.`;
}

/** The picture that comes where what was asked for is gone, and at the end: see TitlePicture. */
function titleWords({ evening, drawings, hidden }: ScreenState): string {
	const seen = Object.entries(drawings).filter(([, { status, theme }]) => status === 'wall' && (theme === undefined || !hidden.includes(theme)));
	const count = lastDrawings({ drawings: Object.fromEntries(seen) }).length;
	const name = evening.closed ? 'een bedankje' : 'de naam van de avond';
	return count === 0 ? name : `${name} en ${count === 1 ? '1 tekening' : `${count} tekeningen`}`;
}

/** What the hall sees now, as someone would say it to a colleague who can't see the screen. */
export function screenWords(view: ScreenState): string {
	if (view.blank) return 'Niets. Het scherm is leeg.';
	const { show, rounds, themes } = view;
	const gone = (what: string) => goneWords(what, titleWords(view));
	const isHidden = (theme: number | undefined) => theme !== undefined && view.hidden.includes(theme);
	// Without its round a deck is all themes: see deckOf.
	const roundGone = () => goneWords('Een ronde die er niet meer is', 'de kaarten van alle thema’s');
	switch (show.mode) {
		case 'join':
			if (view.evening.closed) return 'Bedankt: de avond is afgesloten.';
			if (view.evening.door === 'closed') return 'Dat de deur dicht is. Wie al meedeed, gaat gewoon verder.';
			return `Hoe men meedoet: QR, adres en code ${view.evening.code}.`;
		case 'welcome':
			return 'Welkom, met de huisregels.';
		case 'question': {
			const round = rounds[show.round];
			return round ? `De vraag van ${roundInSentence(round)}: ‘${round.title}’` : gone('Een ronde die er niet meer is');
		}
		case 'timer':
			// Whether it ran out, its own row tells.
			return view.timer ? ('deadline' in view.timer ? 'De klok.' : 'De klok, die stilstaat.') : gone('Een klok die er niet meer is');
		case 'faces':
			return 'De vraag wat men van de avond vond.';
		case 'text': {
			const { heading, lines } = view.texts;
			return heading || lines ? `Uw eigen tekst: ‘${heading ?? lines}’` : gone('Een tekst die er niet meer is');
		}
		case 'cards': {
			if (show.round === undefined) return 'De kaarten van alle thema’s, zonder stippen.';
			const round = rounds[show.round];
			if (!round) return roundGone();
			return `De kaarten van ${roundInSentence(round)}, ${isPublic(round) ? 'met' : 'zonder'} stippen.`;
		}
		case 'ranking': {
			const round = rounds[show.round];
			if (!round) return roundGone();
			if (show.part === 'rest') return `De rest van de ranglijst van ${roundInSentence(round)}.`;
			return isPublic(round)
				? `De ranglijst van ${roundInSentence(round)}.`
				: `De ranglijst van ${roundInSentence(round)}, nog zonder uitslag: die is verborgen.`;
		}
		case 'theme': {
			const theme = themes[show.theme];
			if (!theme) return gone('Een thema dat er niet meer is');
			if (isHidden(show.theme)) return gone('Een thema dat verborgen is voor het scherm');
			const count = Object.values(view.comments).filter((one) => one.theme === show.theme && one.projected).length;
			const comments = count === 0 ? 'zonder reacties' : count === 1 ? 'met 1 reactie' : `met ${count} reacties`;
			return `Thema ${numbersOn(theme)}, ${titleOn(theme)}, ${comments}.`;
		}
		case 'comment': {
			const comment = view.comments[show.comment];
			if (!comment) return gone('Een reactie die er niet meer is');
			if (!comment.projected || comment.status !== 'approved' || isHidden(comment.theme)) return gone('Een reactie die niet meer op het scherm mag');
			return `Een reactie bij thema ${numbersAt(themes, comment.theme)}: ‘${comment.text}’`;
		}
		case 'strip': {
			const seen = stripPanels(view).length;
			return seen === 0 ? goneWords('De strip heeft geen plaatjes meer', 'het welkom') : `De strip van de avond, plaatje ${Math.min(show.held ?? 0, seen - 1) + 1} van ${seen}.`;
		}
		case 'exhibit': {
			const words = exhibitPage(view.exhibits[show.exhibit], show.held ?? 0);
			return words ? `${words[0]!.toUpperCase()}${words.slice(1)}.` : gone('Een afbeelding die er niet meer is');
		}
		case 'drawing': {
			const drawing = view.drawings[show.drawing];
			if (drawing?.status !== 'wall') return gone('Een tekening die er niet meer hangt');
			if (isHidden(drawing.theme)) return gone('Een tekening bij een thema dat verborgen is voor het scherm');
			return `Een tekening${drawing.title ? `: ${drawing.title}` : ''}${drawing.theme === undefined ? '' : ` bij thema ${numbersAt(themes, drawing.theme)}`}.`;
		}
	}
}
