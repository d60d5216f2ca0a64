import type { Phones } from '#shared/evening/phones.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import { subjectOf } from '#shared/protocol/show.ts';
import { longestSegment } from '#shared/protocol/text.ts';
import type { SegmentView } from '#shared/views/run-sheet.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { chosenShow, pictureWords, stripPanels } from '../avond/screen-words.ts';
import { roundInSentence } from '../avond/round-words.ts';

type Show = CommandInput<'screen.show'>['show'];

/** A segment as it is being typed. */
export interface SegmentDraft {
	title: string;
	minutes: string;
	/** The subject of the picture; '' leaves what is there. */
	show: string;
	phones: Phones;
	/** The id of the round; '' as long as none was chosen. */
	round: string;
	clock: boolean;
	notes: string;
}

/** What is wrong with each field, in words. */
export type SegmentErrors = Partial<Record<'title' | 'minutes', string>>;

export const phonesWords: Record<Phones, string> = {
	watch: 'naar het scherm kijken',
	read: 'lezen',
	comment: 'lezen en reageren',
	dots: 'stippen geven',
	faces: 'zeggen wat men van de avond vond'
};

export function newSegment(): SegmentDraft {
	return { title: '', minutes: '10', show: '', phones: 'comment', round: '', clock: false, notes: '' };
}

export function draftOf({ title, minutes, show, phones, round, clock, notes }: SegmentView): SegmentDraft {
	return { title, minutes: minutes === undefined ? '' : String(minutes), show: show ? subjectOf(show) : '', phones, round: round ?? '', clock: clock ?? false, notes: notes ?? '' };
}

export function errorsOf({ title, minutes }: SegmentDraft): SegmentErrors {
	const errors: SegmentErrors = {};
	if (title.trim() === '') errors.title = 'Typ hoe dit onderdeel heet.';
	if (!/^\d{0,3}$/.test(minutes.trim()) || Number(minutes) > longestSegment) errors.minutes = `Typ een getal van 0 tot en met ${longestSegment}.`;
	return errors;
}

/** A draft as commands take it. @param choices see `picturesOf` */
export function fieldsOf(draft: SegmentDraft, choices: readonly PictureChoice[]): Omit<CommandInput<'segment.add'>['segments'][number], 'segment'> {
	const { title, notes, phones, clock } = draft;
	const show = choices.find(({ subject }) => subject === draft.show)?.show ?? null;
	return { title, notes, phones, clock, minutes: Number(draft.minutes), show, round: phones === 'dots' && draft.round !== '' ? draft.round : null };
}

/** A picture that a segment can bring on the screen. */
export interface PictureChoice {
	subject: string;
	show: Show;
	/** 'De kaarten van ronde 1' */
	words: string;
	kind: 'Altijd' | 'Rondes' | 'Thema’s' | 'Tekeningen' | 'Beelden';
}

/** All pictures that this evening has. @param chosen one that is in the plan, also where it is gone since */
export function picturesOf(view: FacilitatorView, chosen?: SegmentView['show']): PictureChoice[] {
	const rounds = Object.keys(view.rounds);
	const shows: [PictureChoice['kind'], Show][] = [
		...(['join', 'welcome', 'timer', 'text', 'faces'] as const).map((mode): [PictureChoice['kind'], Show] => ['Altijd', { mode }]),
		['Altijd', { mode: 'cards', round: null }],
		...rounds.flatMap((round): [PictureChoice['kind'], Show][] => [
			['Rondes', { mode: 'question', round }],
			['Rondes', { mode: 'cards', round }],
			['Rondes', { mode: 'ranking', round }]
		]),
		...Object.values(view.themes).map(({ number }): [PictureChoice['kind'], Show] => ['Thema’s', { mode: 'theme', theme: number }]),
		...Object.values(view.drawings).filter(({ status }) => status === 'wall').map(({ id }): [PictureChoice['kind'], Show] => ['Tekeningen', { mode: 'drawing', drawing: id }]),
		...(stripPanels(view).length > 0 ? [['Tekeningen', { mode: 'strip' }] satisfies [PictureChoice['kind'], Show]] : []),
		...Object.keys(view.exhibits).map((exhibit): [PictureChoice['kind'], Show] => ['Beelden', { mode: 'exhibit', exhibit }])
	];
	const all = shows.map(([kind, show]) => ({ kind, show, subject: subjectOf(show), words: capital(pictureWords(show, view)) }));
	if (!chosen || all.some(({ subject }) => subject === subjectOf(chosen))) return all;
	const show = chosenShow(chosen);
	return [...all, { kind: 'Altijd', show, subject: subjectOf(chosen), words: capital(pictureWords(show, view)) }];
}

/** What a segment does, in one line: 'scherm: de kaarten van ronde 1 · telefoons: stippen geven in ronde 1 · met de klok' */
export function segmentWords({ show, showGone, phones, round, clock }: SegmentView, view: FacilitatorView): string {
	const about = round === undefined ? undefined : view.rounds[round];
	const screen = show ? `scherm: ${pictureWords(chosenShow(show), view)}${showGone ? ' (kan nu niet)' : ''}` : 'scherm: blijft zoals het is';
	const phone = `telefoons: ${phonesWords[phones]}${phones === 'dots' && about ? ` in ${roundInSentence(about)}` : ''}`;
	return [screen, phone, ...(clock ? ['met de klok'] : [])].join(' · ');
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
