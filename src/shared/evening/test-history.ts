import fc from 'fast-check';
import { helpSituations } from '../programme/help-numbers.ts';
import { licenceKeys } from '../programme/licences.ts';
import { commandTypes, type CommandInput, type CommandType } from '../protocol/commands.ts';
import { allowedRoles, mayCommand, type Role } from '../protocol/roles.ts';
import { subjectOf } from '../protocol/show.ts';
import { hideReasonKeys } from '../review/hide-reasons.ts';
import type { Actor } from './decision.ts';
import type { Round } from './round.ts';
import { screenOf, type EveningState } from './state.ts';
import { facilitator, helper, illustrator, moderator, pageCalled, participantCalled, projector, secondFacilitator, versionCalled, Hall } from './test-hall.ts';

/**
 * One step of a history: what somebody does, with numbers by which it picks among what is there. Few numbers, so that
 * steps meet on the same round and comment, and a failing history shrinks to a short one.
 */
export interface Step {
	type: CommandType;
	who: number;
	/** Which one of what is there; now and then one that is not. */
	which: number;
	also: number;
	amount: number;
	flag: boolean;
}

/** What happens often in a hall, and everything else now and then. */
const weights: Partial<Record<CommandType, number>> = {
	'participant.join': 8,
	'ballot.set': 24,
	'ballot.offer': 4,
	'comment.add': 10,
	'comment.review': 10,
	'comment.project': 5,
	'comment.support': 5,
	'comment.withdraw': 4,
	'block.add': 2,
	'block.remove': 2,
	'round.add': 4,
	'round.open': 6,
	'round.close': 5,
	'round.reopen': 3,
	'round.show': 5,
	'group.add': 4,
	'theme.group': 4,
	'theme.merge': 5,
	'theme.split': 4,
	'note.add': 3,
	'note.edit': 2,
	'note.move': 2,
	'note.remove': 2,
	'drawing.offer': 3,
	'drawing.place': 4,
	'drawing.replace': 3,
	'drawing.stages': 2,
	'drawing.describe': 3,
	'claim.add': 2,
	'message.send': 2,
	'panel.add': 3,
	'panel.edit': 2,
	'exhibit.add': 3,
	'exhibit.describe': 2,
	'paper.count': 4,
	'paper.remove': 2,
	'evening.wifi': 2,
	'evening.wifiShown': 2,
	'help.ask': 3,
	'help.putAway': 2,
	'screen.show': 2,
	'screen.prepare': 2,
	'segment.add': 4,
	'segment.edit': 2,
	'runSheet.go': 8,
	undo: 12
};

const step: fc.Arbitrary<Step> = fc.record({
	type: fc.oneof(
		...commandTypes
			.filter((type) => type !== 'evening.begin')
			.map((type) => ({ weight: weights[type] ?? 1, arbitrary: fc.constant(type) }))
	),
	who: fc.nat(7),
	which: fc.nat(15),
	also: fc.nat(15),
	amount: fc.nat(4),
	flag: fc.boolean()
});

/** Histories of an evening by all roles, plausible and implausible steps mixed. */
export const histories = (maxLength = 80): fc.Arbitrary<Step[]> => fc.array(step, { minLength: 1, maxLength, size: 'max' });

const names = ['ans', 'bea', 'cas', 'dik'];
const people = names.map(participantCalled);
const staff: Actor[] = [facilitator, secondFacilitator, moderator, helper, illustrator, projector];
const actorsOf = (role: Role) => (role === 'participant' ? people : staff.filter((actor) => actor.role === role));

/** Who takes this step: somebody whose role may, as admission sees to. */
export function actorOf({ type, who }: Step): Actor {
	const allowed = allowedRoles[type].flatMap(actorsOf);
	return allowed[who % allowed.length]!;
}

/**
 * The `which`-th of those entries that the step makes sense on, mostly; now and then another one, or one that is not there.
 */
function pick<Entry>(entries: Map<string, Entry>, which: number, none: string, sensible: (entry: Entry) => boolean = () => true): string {
	const fitting = [...entries.keys()].filter((id) => sensible(entries.get(id)!));
	if (which < 12 && fitting.length > 0) return fitting[which % fitting.length]!;
	return [...entries.keys()][which - 12] ?? none;
}

/** The phase that a round should be in for a command to make sense on it. */
const phaseFor: Partial<Record<CommandType, Round['phase']>> = {
	'round.edit': 'draft',
	'round.open': 'draft',
	'round.close': 'open',
	'round.reopen': 'closed',
	'round.show': 'closed',
	'ballot.set': 'open',
	'ballot.offer': 'open'
};

/**
 * The command of a step, on what the evening holds now.
 * @param mark a word that stands in every text of the command, by which it is found again.
 */
export function commandOf(step: Step, hall: { state: EveningState; newId(kind: string): string; textOf?(id: string): string }, mark: string): CommandInput {
	const { type, which, also, amount, flag } = step;
	const { state } = hall;
	const { entries } = state;
	const theme = Number(pick(entries.theme, which, '99', ({ removed }) => !removed));
	const round = pick(entries.round, which, 'round-unknown', ({ removed, phase }) => !removed && phase === (phaseFor[type] ?? phase));
	const group = pick(entries.group, also, 'group-unknown', ({ removed }) => !removed);
	const note = pick(entries.note, also, 'note-unknown', ({ removed }) => !removed);
	const segment = pick(entries.segment, also, 'segment-unknown', ({ removed }) => !removed);
	const exhibit = pick(entries.exhibit, also, 'exhibit-unknown', ({ removed }) => !removed);
	const panel = pick(entries.panel, also, 'panel-unknown', ({ removed }) => !removed);
	const { participant } = actorOf(step);
	const comment = pick(entries.comment, also, 'comment-unknown', (entry) =>
		entry.status !== 'withdrawn' && (entry.participant === participant) === (type === 'comment.withdraw')
	);
	const drawing = pick(entries.drawing, which, 'drawing-unknown', ({ status }) => status !== 'withdrawn');
	const options = entries.round.get(round)?.options ?? [];
	const option = options[also % (options.length + 1)] ?? '3';
	switch (type) {
		case 'evening.begin':
			return { type, title: mark, area: mark, date: '2026-11-24' };
		case 'evening.rename':
			return { type, title: mark };
		case 'evening.area':
			return { type, name: mark };
		case 'evening.contact':
			return { type, contact: flag ? mark : '' };
		case 'evening.style':
			return { type, style: flag ? { path: `stijl-${which}/0123abcd`, logo: also % 2 === 0 ? mark : '' } : null };
		case 'evening.date':
			return { type, date: `2026-11-${10 + which}` };
		case 'evening.door':
			return { type, door: flag ? 'open' : 'closed' };
		case 'evening.code':
		case 'participant.join':
			return { type };
		case 'evening.approval':
			return { type, approval: flag ? 'none' : 'before' };
		case 'evening.present':
			return { type, present: flag ? amount * 10 : null };
		case 'evening.close':
			return { type, closed: amount === 0 && flag };
		case 'evening.second':
			return { type, second: flag };
		case 'evening.hangAtOnce':
			return { type, atOnce: flag };
		case 'evening.turns':
			return { type, names: flag ? [mark, `${mark}-ook`] : [] };
		case 'evening.voteCards':
			return { type, asked: flag };
		case 'voteCard.make':
			return { type, count: 1 + which };
		case 'evening.hall':
			return { type, width: flag ? 2 + amount : null, farthest: 8 + also };
		case 'evening.wifi':
			return { type, network: flag || amount > 1 ? `${mark}-net` : '', password: amount > 2 ? '' : `${mark}-wachtwoord` };
		case 'evening.wifiShown':
			return { type, shown: flag };
		case 'evening.rehearsal':
			return { type, rehearsal: flag };
		case 'theme.add':
			return { type, themes: [{ title: mark, main: 'overig', explanation: flag ? mark : '', quotes: flag ? [mark] : [], grave: amount === 0, ...(amount === 1 && { at: { x: which, y: also } }) }] };
		case 'theme.edit':
			return { type, theme, set: flag ? { title: mark, grave: amount === 0 } : { mentioned: amount === 0 ? null : amount, explanation: '' } };
		case 'quote.withdraw':
			return { type, quotes: [[...entries.theme.values()].flatMap(({ quotes }) => quotes)[also] ?? 'quote-unknown'] };
		case 'theme.remove':
			return { type, themes: [theme] };
		case 'theme.move':
			return { type, moves: [{ theme, x: amount * 10, y: which, ...(amount === 4 && { group: flag ? group : null }) }], ...(amount === 3 && { notes: [{ note, x: which, y: also }] }) };
		case 'theme.lock':
			return { type, themes: [theme], locked: flag };
		case 'theme.hide':
			return { type, themes: [theme], hidden: flag };
		case 'theme.group':
			return { type, themes: [theme, 1 + (also % 3)], group: flag ? group : null };
		case 'theme.merge':
			return { type, themes: flag ? [theme] : [theme, 1 + (also % 3)], into: Number(pick(entries.theme, also, '98', ({ removed }) => !removed)) };
		case 'theme.split':
			return { type, themes: [{ theme: Number(pick(entries.theme, which, '99', ({ into }) => into !== null)), x: amount * 10, y: also }] };
		case 'group.add':
			return { type, group: hall.newId('group'), name: mark, themes: flag ? [theme] : [theme, 1 + (also % 3)] };
		case 'group.rename':
			return { type, group, name: mark };
		case 'group.fold':
			return { type, group, folded: flag };
		case 'group.empty':
			return { type, group };
		case 'note.add':
			return { type, note: hall.newId('note'), text: mark, x: which, y: also };
		case 'note.edit':
			return { type, note, text: mark };
		case 'note.move':
			return { type, notes: [{ note, x: amount * 10, y: which }] };
		case 'note.remove':
			return { type, notes: [note] };
		case 'round.add':
			return {
				type,
				round: hall.newId('round'),
				kind: amount === 0 ? 'practice' : 'themes',
				title: mark,
				budget: amount + 1,
				most: 2,
				results: flag ? 'open' : 'hidden',
				themes: [...entries.theme.values()].filter(({ removed }) => !removed).slice(0, 1 + (which % 4)).map(({ number }) => number),
				lines: amount === 0 ? [mark, mark] : []
			};
		case 'round.edit':
			return { type, round, set: flag ? { title: mark, results: 'open', lines: Array<string>(1 + (also % 3)).fill(mark) } : { budget: amount + 1 } };
		case 'round.remove':
		case 'round.open':
		case 'round.close':
		case 'round.reopen':
			return { type, round };
		case 'round.show':
			return { type, round, shown: flag };
		case 'paper.count': {
			const options = entries.round.get(round)?.options ?? [];
			return { type, paper: flag ? hall.newId('paper') : pick(entries.paper, which, 'paper-unknown', ({ removed }) => !removed), round, table: also % 2 ? mark : '', people: which, dots: Object.fromEntries(options.slice(0, 2).map((one) => [one, amount + (also % 3)])) };
		}
		case 'paper.remove':
			return { type, paper: pick(entries.paper, which, 'paper-unknown', ({ removed }) => !removed) };
		case 'segment.add':
			return {
				type,
				segments: Array.from({ length: 1 + (amount % 3) }, (_, index) => ({
					segment: hall.newId('segment'),
					title: mark,
					minutes: index * 5,
					show: ([null, { mode: 'timer' }, { mode: 'cards', round: null }, { mode: 'theme', theme }, { mode: 'ranking', round }] as const)[also % 5]!,
					phones: (['watch', 'read', 'comment', 'dots', 'dots', 'faces'] as const)[(which + index) % 6]!,
					round: flag && amount > 0 ? round : null,
					clock: also % 2 === 0,
					notes: flag ? mark : ''
				})),
				before: amount === 4 ? segment : null
			};
		case 'segment.edit':
			return { type, segment, set: flag ? { title: mark, notes: mark, minutes: amount } : { phones: 'dots', round, clock: amount > 2 } };
		case 'segment.move':
			return { type, segment, before: flag ? pick(entries.segment, which, 'segment-unknown', ({ removed }) => !removed) : null };
		case 'segment.remove':
			return { type, segment };
		case 'runSheet.begins':
			return { type, at: flag ? `19:${10 + which}` : null };
		case 'runSheet.go': {
			const here = state.entries.runSheet.get('this')!.segment;
			return { type, to: amount === 4 ? null : segment, from: which === 15 ? null : here };
		}
		case 'runSheet.pause':
			return { type, paused: flag };
		case 'feedback.give':
			return { type, face: 1 + amount, sentence: flag ? mark : '' };
		case 'help.ask':
			return { type, situation: helpSituations[flag ? 0 : which % helpSituations.length]! };
		case 'help.putAway':
			return { type, since: (flag ? null : entries.help.get('danger')?.since) ?? which };
		case 'ballot.set': {
			const revision = state.tallies.get(round)?.ballots.get(participant!)?.revision ?? 0;
			return { type, round, option, dots: amount, revision: revision + (also === 15 ? 1 : 0) };
		}
		case 'ballot.offer':
			return { type, round, dots: { [option]: amount % 3 }, revision: which };
		case 'comment.add':
			return { type, comment: hall.newId('comment'), theme, text: mark };
		case 'comment.withdraw':
			return { type, comment };
		case 'comment.support':
			return { type, comment, supported: flag || amount > 1 };
		case 'comment.review':
			return { type, comments: [comment], status: (['approved', 'approved', 'held', 'hidden', 'waiting'] as const)[amount]!, ...(flag && { reason: hideReasonKeys[which % hideReasonKeys.length]! }) };
		case 'comment.project':
			return { type, comment, projected: flag || amount > 1 };
		case 'block.add':
			return { type, block: flag ? hall.newId('block') : pick(entries.block, which, 'block-unknown'), comment };
		case 'block.remove':
			return { type, block: pick(entries.block, which, 'block-unknown', ({ removed }) => !removed) };
		case 'drawing.offer':
			return { type, drawing: hall.newId('drawing'), version: versionCalled(hall.newId('v')), theme: flag ? theme : null, title: mark, credit: mark };
		case 'drawing.replace':
			return { type, drawing, version: versionCalled(hall.newId('v')), ...(flag && { stage: true }), ...(amount > 1 && { from: entries.drawing.get(amount === 4 ? '' : drawing)?.version.id ?? 'version-former' }) };
		case 'drawing.stages': {
			// One is taken out, and the others come in another order.
			const { version, stages = [] } = entries.drawing.get(drawing) ?? { version: { id: 'version-former' } };
			return { type, drawing, version: version.id, stages: stages.map(({ id }) => id).toSpliced(amount, flag ? 1 : 0).reverse() };
		}
		case 'drawing.crop':
			return { type, drawing, from: entries.drawing.get(amount === 4 ? '' : drawing)?.version.id ?? 'version-former', version: versionCalled(hall.newId('v')) };
		case 'drawing.describe':
			return { type, drawing, title: mark, alt: mark, credit: '', ...(flag && { lettering: amount === 0 ? '' : mark, licence: licenceKeys[which % licenceKeys.length]!, also: [theme, 1 + (also % 3)], from: [{ comment }, ...(entries.theme.get(String(theme))?.quotes ?? []).map((quote) => ({ theme, quote: hall.textOf?.(quote) ?? quote }))].slice(0, amount) }) };
		case 'drawing.place':
			// Now and then one that was looked at before it was replaced.
			return { type, drawing, version: entries.drawing.get(amount === 4 ? '' : drawing)?.version.id ?? 'version-former', stages: which === 11 ? [] : (entries.drawing.get(drawing)?.stages ?? []).map(({ id }) => id), theme, checked: amount > 0 };
		case 'drawing.takeDown':
		case 'drawing.withdraw':
			return { type, drawing };
		case 'claim.add':
			return { type, claim: hall.newId('claim'), theme, name: mark };
		case 'claim.remove':
			return { type, claim: pick(entries.claim, also, 'claim-unknown', ({ name }) => name !== null) };
		case 'message.send':
			return { type, message: hall.newId('message'), text: mark, name: flag ? `${mark}-naam` : '' };
		case 'message.takeBack':
			return { type, message: pick(entries.message, also, 'message-unknown', ({ text }) => text !== null) };
		case 'strip.edit':
			return { type, set: flag ? { title: amount === 0 ? '' : `${mark}-strip` } : { layout: ([1, 2, 3, 4, 5, 6] as const)[which % 6]! } };
		case 'panel.add':
			return {
				type,
				panels: Array.from({ length: 1 + (amount % 3) }, () => ({ panel: hall.newId('panel'), drawing: pick(entries.drawing, which, 'drawing-unknown', ({ status }) => status === 'wall'), frame: flag ? { x: 0, y: 0.25, width: 0.5, height: 0.5 } : null })),
				before: amount === 4 ? panel : null
			};
		case 'panel.edit':
			return { type, panel, set: flag ? { caption: amount === 0 ? '' : `${mark}-bijschrift` } : { frame: amount > 2 ? null : { x: amount / 10, y: 0, width: 0.5, height: 1 } } };
		case 'panel.move':
			return { type, panel, before: flag ? pick(entries.panel, which, 'panel-unknown', ({ removed }) => !removed) : null };
		case 'panel.remove':
			return { type, panel };
		case 'exhibit.add': {
			const pages = Array.from({ length: 1 + (which % 3) }, () => pageCalled(hall.newId('page')));
			return { type, exhibit: hall.newId('exhibit'), kind: pages.length === 1 && flag ? 'picture' : 'pdf', name: amount === 0 ? '' : mark, pages, count: pages.length + amount };
		}
		case 'exhibit.describe':
			// Of the two the screen gets one.
			return { type, exhibit, name: flag ? `${mark}-naam` : '', alt: amount === 0 ? '' : mark };
		case 'exhibit.remove':
			return { type, exhibit };
		case 'screen.show':
		case 'screen.prepare': {
			const { next } = screenOf(state);
			// What stands ready is put on, mostly.
			if (type === 'screen.show' && next !== null && which < 8) return { type, show: next };
			if (type === 'screen.prepare' && which === 15) return { type, show: null };
			const shows = [
				{ mode: 'join' },
				{ mode: 'welcome' },
				{ mode: 'question', round },
				{ mode: 'text' },
				{ mode: 'timer' },
				{ mode: 'cards', round: flag ? round : null },
				{ mode: 'ranking', round, part: which % 3 ? 'top' : 'rest', held: flag ? 6 : null },
				{ mode: 'theme', theme },
				{ mode: 'comment', comment },
				{ mode: 'drawing', drawing, ...(flag && { played: 1 + which }) },
				{ mode: 'exhibit', exhibit, held: flag ? which % 3 : null },
				{ mode: 'strip', held: flag ? which % 3 : null }
			] as const;
			return { type, show: shows[(amount + 5 * also) % shows.length]! };
		}
		case 'screen.turn':
			return { type, subject: amount === 4 ? 'join' : subjectOf(screenOf(state).show), held: flag ? amount : null };
		case 'screen.blank':
			return { type, blank: flag };
		case 'screen.rules':
			return { type, rules: flag ? Array<string>(amount).fill(mark) : [mark, ''] };
		case 'screen.text':
			return { type, heading: flag ? mark : '', lines: amount === 0 ? '' : mark };
		case 'screen.timer':
			return { type, step: (['set', 'start', 'pause', 'add', 'clear'] as const)[amount]!, minutes: 1 + which };
		case 'undo':
			// The latest first: that is what people take back.
			return { type, command: pick(new Map([...state.steps].reverse().slice(0, 4)), which, 'command-unknown', ({ undone }) => !undone) };
	}
}

/** An evening as it is when it gets going: three people joined, a hidden round is open, one comment is approved. */
export function startedHall(): Hall {
	const hall = new Hall();
	const [first] = names.slice(0, 3).map((name) => hall.resident(name));
	hall.round('open');
	hall.comment(first!);
	return hall;
}

/** Takes the steps of a history one after the other. @param each called after every step, accepted or refused. */
export function play(hall: Hall, steps: Step[], each: (step: Step, accepted: boolean) => void = () => {}): void {
	for (const [index, step] of steps.entries()) {
		const actor = actorOf(step);
		if (!mayCommand(actor.role, step.type)) throw new Error(`${actor.role} may not ${step.type}`);
		each(step, hall.give(actor, commandOf(step, hall, markOf(index))).ok);
	}
}

/** The word that stands in every text of the `index`-th step, and in nothing else. */
export function markOf(index: number): string {
	return `<mark${index}>`;
}
