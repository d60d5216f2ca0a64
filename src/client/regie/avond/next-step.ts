import type { CommandInput } from '#shared/protocol/commands.ts';
import { closedRounds } from '#shared/views/by-closing.ts';
import type { RoundView } from '#shared/views/parts.ts';
import type { ShowView } from '#shared/views/show.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { isPublic, roundInSentence, roundName, shownWords } from './round-words.ts';
import { shownInWords } from './screen-words.ts';

/** What the facilitator does next, by one press. */
export type Step =
	/** Gives a command; `done` says what it did. */
	| { kind: 'command'; label: string; command: CommandInput; done: string }
	/** Opens the form of a new round. */
	| { kind: 'newRound'; label: string; round: 'themes' | 'practice' }
	/** Goes to the page with the themes. */
	| { kind: 'themes'; label: string };

/** What is going on, and the one step that usually follows. */
export interface Now {
	/** The round that is open, or else the last one that was. */
	round: RoundView | null;
	head: string;
	/** What it means, in a sentence. */
	words: string;
	/** Null where nothing presses: the hall talks, or the evening is over. */
	step: Step | null;
}

type Known = Pick<FacilitatorView, 'evening' | 'rounds' | 'themes' | 'show' | 'blank' | 'joined'>;

const showJoin = (view: Known): Step => ({
	kind: 'command',
	label: 'Zet meedoen op het scherm',
	command: { type: 'screen.show', show: { mode: 'join' } },
	done: shownInWords('hoe men meedoet', view)
});

/** Does this part of the run-sheet want to show a result that nobody has shown yet? Then that comes before going on. */
export function awaitsResult(view: Known & Pick<FacilitatorView, 'runSheet' | 'segments'>): boolean {
	const { show } = view.segments[view.runSheet.segment ?? ''] ?? {};
	const { step } = nowAndNext(view);
	return show?.mode === 'ranking' && step?.kind === 'command' && step.command.type === 'round.show' && step.command.round === show.round;
}

/** Reads off the evening what runs now and what usually comes next. Nothing is done by itself. */
export function nowAndNext(view: Known): Now {
	const rounds = Object.values(view.rounds);
	const open = rounds.find(({ phase }) => phase === 'open') ?? null;
	const closed = closedRounds(view.rounds).at(-1) ?? null;
	const draft = rounds.find(({ phase }) => phase === 'draft') ?? null;
	const round = open ?? closed;

	if (view.evening.closed)
		return { round, head: 'De avond is afgesloten', words: 'Stippen, reacties en meedoen zijn gestopt.', step: null };
	if (open) return { round, ...duringRound(open, view) };
	if (closed && unseen(closed, view.show))
		return {
			round,
			head: `${roundName(closed)} is gesloten`,
			words: isPublic(closed) ? 'Het scherm toont nog de kaarten.' : 'Alleen u ziet de uitslag. Bekijk hem rustig.',
			step: {
				kind: 'command',
				label: 'Laat de uitslag zien',
				command: { type: 'round.show', round: closed.id, shown: true },
				done: shownWords(closed, view.blank === true)
			}
		};
	// Who came in since the last round has had no code to look at.
	if (draft && !view.blank && view.show.mode !== 'join' && view.evening.door !== 'closed')
		return {
			round,
			head: closed ? `${roundName(closed)} is geweest` : 'Nog geen ronde geweest',
			words: `${roundName(draft)} staat klaar. Laat eerst zien hoe men meedoet.`,
			step: showJoin(view)
		};
	if (draft)
		return {
			round,
			head: closed ? `${roundName(closed)} is geweest` : 'Nog geen ronde geweest',
			words: `${roundName(draft)} staat klaar: ‘${draft.title}’`,
			step: {
				kind: 'command',
				label: `Open ${roundInSentence(draft)}`,
				command: { type: 'round.open', round: draft.id },
				done: `${roundName(draft)} is open. Telefoons kunnen stippen zetten.`
			}
		};
	if (Object.keys(view.themes).length === 0)
		return {
			round,
			head: 'Er zijn nog geen thema’s',
			words: 'Zet eerst de thema’s van dit gebied klaar.',
			step: { kind: 'themes', label: 'Naar de thema’s' }
		};
	if (view.joined === 0 && (view.show.mode !== 'join' || view.blank))
		return {
			round,
			head: 'Nog niemand doet mee',
			words: 'Toon eerst hoe mensen meedoen: QR, adres en code.',
			step: view.blank
				? { kind: 'command', label: 'Zet het scherm weer aan', command: { type: 'screen.blank', blank: false }, done: 'Het scherm is weer aan.' }
				: showJoin(view)
		};
	if (!closed)
		return {
			round,
			head: 'Nog geen ronde geweest',
			words: 'Oefen eerst: ‘koffie of thee?’ Dan kent iedereen de stippen.',
			step: { kind: 'newRound', label: 'Maak een oefenronde', round: 'practice' }
		};
	if (!rounds.some(({ kind }) => kind === 'themes'))
		return {
			round,
			head: 'Er is geoefend',
			words: 'Nu de echte ronde: kies de thema’s en de vraag.',
			step: { kind: 'newRound', label: 'Maak een stemronde', round: 'themes' }
		};
	return { round, head: `${roundName(closed)} is geweest`, words: 'Er staat geen ronde meer klaar. U kunt er een maken.', step: null };
}

function duringRound(open: RoundView, { show, blank }: Known): Omit<Now, 'round'> {
	const words = open.results === 'hidden' ? 'Uitslag verborgen tot u de ronde sluit.' : 'Iedereen ziet de stippen komen.';
	const head = `${roundName(open)} is open`;
	if (!blank && !isOnCards(show, open))
		return {
			head,
			words,
			step: {
				kind: 'command',
				label: 'Zet de kaarten op het scherm',
				command: { type: 'screen.show', show: { mode: 'cards', round: open.id } },
				done: `Het scherm toont de kaarten van ${roundInSentence(open)}.`
			}
		};
	return {
		head,
		words,
		step: {
			kind: 'command',
			label: `Sluit ${roundInSentence(open)}`,
			command: { type: 'round.close', round: open.id },
			done: `${roundName(open)} is gesloten.`
		}
	};
}

/** Has the hall not seen what this closed round adds up to? A practice round only counts while its cards stand there. */
function unseen(closed: RoundView, show: ShowView): boolean {
	return isOnCards(show, closed) || (closed.kind === 'themes' && !isPublic(closed));
}

function isOnCards(show: ShowView, round: RoundView): boolean {
	return show.mode === 'cards' && show.round === round.id;
}
