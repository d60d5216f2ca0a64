import * as v from 'valibot';
import { segmentFields, type CommandInput } from '../protocol/commands.ts';
import type { RoundView } from '../views/parts.ts';
import type { RunSheetView, SegmentView } from '../views/run-sheet.ts';

/** A segment of a run-sheet apart from an evening. */
export const templateSegment = v.object({
	title: segmentFields.title,
	minutes: segmentFields.minutes,
	phones: segmentFields.phones,
	clock: segmentFields.clock,
	notes: segmentFields.notes,
	/** Pictures that any evening has. Of a theme, a drawing or a comment another evening has none. */
	show: v.nullable(v.picklist(['join', 'welcome', 'text', 'timer', 'faces', 'cards', 'question', 'ranking'])),
	/** The number of the round over themes that it is about; null for none. */
	round: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))
});
export type TemplateSegment = v.InferOutput<typeof templateSegment>;

/** How a gebiedsavond usually goes (see the domain: 'A gebiedsavond'). */
export const defaultRunSheet: { begins: string; segments: TemplateSegment[] } = {
	begins: '19:00',
	segments: [
		{ title: 'Inloop en koffie', minutes: 30, phones: 'comment', clock: false, show: 'join', round: null, notes: 'Tel wie er zijn. Neem late formulieren aan. Laat mensen vast meedoen.' },
		{ title: 'Opening en spelregels', minutes: 10, phones: 'watch', clock: false, show: 'welcome', round: null, notes: 'Geen namen, luisteren, foto’s: vraag het eerst. Wie niet op de foto wil, zegt het.' },
		{ title: 'Dit haalden we op', minutes: 15, phones: 'read', clock: false, show: 'cards', round: null, notes: 'Vertel wie er spraken, en wie er nog ontbreken.' },
		{ title: 'Ronde 1: het verhaal', minutes: 25, phones: 'comment', clock: true, show: 'cards', round: null, notes: 'Klopt dit? Wat mist er? Eerst alleen, dan met z’n tweeën, dan aan de tafel.' },
		{ title: 'Ronde 2: leefbaarheid en veiligheid', minutes: 25, phones: 'comment', clock: true, show: 'cards', round: null, notes: 'Een thema per tafel. Mensen wisselen van tafel.' },
		{ title: 'Pauze', minutes: 15, phones: 'comment', clock: true, show: 'timer', round: null, notes: 'Tekenaars maken af. Voeg thema’s samen die hetzelfde zeggen.' },
		{ title: 'Ronde 3: de toekomst, met stippen', minutes: 20, phones: 'dots', clock: true, show: 'cards', round: 1, notes: 'Wie geen telefoon heeft, krijgt een stembiljet.' },
		{ title: 'De uitslag en de tekeningen', minutes: 15, phones: 'watch', clock: false, show: 'ranking', round: 1, notes: 'Laat de uitslag zien. De tekenaars lopen langs hun strips.' },
		{ title: 'Afspraken', minutes: 10, phones: 'watch', clock: false, show: 'text', round: null, notes: 'Wie doet wat? Wat doet de gemeente met de rest, en wanneer?' },
		{ title: 'Afsluiting', minutes: 5, phones: 'faces', clock: false, show: 'faces', round: null, notes: 'Vraag wat men van de avond vond. Reacties blijven open.' }
	]
};

/** An evening's run-sheet as a template; what only this evening has is left out. */
export function templateOf({ runSheet, segments, rounds }: { runSheet: RunSheetView; segments: Record<string, SegmentView>; rounds: Record<string, RoundView> }): TemplateSegment[] {
	return runSheet.order.map((id) => {
		const { title, minutes = 0, phones, clock = false, notes = '', show, round } = segments[id]!;
		const about = round ?? (show && 'round' in show ? show.round : undefined);
		const ofThemes = about === undefined || rounds[about]?.kind !== 'themes' ? null : rounds[about].number;
		return { title, minutes, phones, clock, notes, show: templateShow(show), round: ofThemes };
	});
}

function templateShow(show: SegmentView['show']): TemplateSegment['show'] {
	if (!show) return null;
	switch (show.mode) {
		case 'theme':
		case 'comment':
		case 'drawing':
		case 'exhibit':
		case 'strip':
			return null;
		default:
			return show.mode;
	}
}

/**
 * Segments to add to an evening. A round that it does not have (yet) is left open: regie says so beside the segment.
 * @param rounds those of the evening
 */
export function segmentsFrom(template: readonly TemplateSegment[], rounds: Record<string, RoundView>, newId: () => string): CommandInput<'segment.add'>['segments'] {
	return template.map(({ show, round, ...rest }) => {
		const id = round === null ? null : (Object.values(rounds).find((one) => one.kind === 'themes' && one.number === round)?.id ?? null);
		return { segment: newId(), ...rest, round: rest.phones === 'dots' ? id : null, show: pictureOf(show, round === null ? null : id, round !== null) };
	});
}

function pictureOf(show: TemplateSegment['show'], round: string | null, needsRound: boolean): CommandInput<'segment.add'>['segments'][number]['show'] {
	if (show === 'cards') return { mode: 'cards', round };
	if (show === 'question' || show === 'ranking') return round === null ? (needsRound ? { mode: 'cards', round: null } : null) : { mode: show, round };
	return show === null ? null : { mode: show };
}
