import { parseCommand, type Command, type CommandInput, type DrawingVersion, type ExhibitPage } from '../protocol/commands.ts';
import type { Own } from '../protocol/frames.ts';
import type { Role } from '../protocol/roles.ts';
import { ownView, views, type Views } from '../views/views.ts';
import { decide } from './decide.ts';
import type { Actor, Decision } from './decision.ts';
import type { EveningEvent, Stored } from './events.ts';
import { evolve } from './evolve.ts';
import { emptyEvening, type EveningState } from './state.ts';

export const facilitator: Actor = { role: 'facilitator', seat: 'seat-facilitator', participant: null };
export const secondFacilitator: Actor = { role: 'facilitator', seat: 'seat-second-facilitator', participant: null };
export const moderator: Actor = { role: 'moderator', seat: 'seat-moderator', participant: null };
export const helper: Actor = { role: 'helper', seat: 'seat-helper', participant: null };
export const illustrator: Actor = { role: 'illustrator', seat: 'seat-illustrator', participant: null };
export const projector: Actor = { role: 'screen', seat: 'seat-projector', participant: null };

/** A participant's actor by a name; `Hall.resident` lets one join as well. */
export function participantCalled(name: string): Actor {
	return { role: 'participant', seat: `seat-${name}`, participant: `participant-${name}` };
}

/** A rendition set as the server makes it; `name` tells versions apart. */
export function versionCalled(name: string): DrawingVersion {
	return { id: `version-${name}`, files: { screen: `${name}-s`, phone: `${name}-p`, thumbnail: `${name}-t` }, width: 1600, height: 1200 };
}

/** A page of an exhibit as the server makes it; `name` tells pages apart. */
export function pageCalled(name: string): ExhibitPage {
	return { id: `page-of-${name}`, files: { screen: `${name}-s`, thumbnail: `${name}-t` }, width: 3840, height: 2160 };
}

/**
 * A live evening for tests of the rules: without server, with a clock and ids of its own, so that every run is the
 * same. It begins with themes 1 to 3, the third a grave one.
 */
export class Hall {
	state: EveningState = emptyEvening();
	readonly texts = new Map<string, string>();
	readonly log: Stored<EveningEvent>[] = [];
	/** Server time in ms; goes on by a second with each command. */
	now = Date.UTC(2026, 10, 24, 19, 30);
	#ids = 0;
	#codes = 0;

	/** @param begun without, it is an evening before its first event. */
	constructor(begun = true) {
		if (!begun) return;
		this.do(facilitator, { type: 'evening.begin', title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24' });
		this.do(facilitator, {
			type: 'theme.add',
			themes: [
				{ title: 'Parkeren', main: 'verkeer' },
				{ title: 'Zwerfvuil', main: 'openbare-ruimte' },
				{ title: 'Drugs op straat', main: 'overlast', grave: true }
			]
		});
	}

	/** Bound: views take it along. */
	readonly textOf = (id: string): string => this.texts.get(id) ?? '';

	newId(kind = 'id'): string {
		this.#ids += 1;
		return `${kind}-${String(this.#ids).padStart(6, '0')}`;
	}

	/** Gives a command as it would come over the wire: parsed, decided, and taken up where it was accepted. */
	give(actor: Actor, input: CommandInput, id: string = this.newId('command')): Decision {
		const command = parseCommand({ ...input, id });
		if (!command) throw new Error(`This is no ${input.type}`);
		return this.take(actor, command);
	}

	/** The same for a command that was parsed. */
	take(actor: Actor, command: Command): Decision {
		this.now += 1000;
		const decision = decide(this.state, command, {
			now: this.now,
			newId: () => this.newId('text'),
			textOf: this.textOf,
			newCode: () => `CODE${(this.#codes += 1)}`,
			actor
		});
		if (!decision.ok) return decision;
		for (const event of decision.events) {
			const stored = { seq: this.state.seq + 1, at: this.now, command: command.id, seat: actor.seat, role: actor.role, did: command.type, event };
			this.log.push(stored);
			evolve(this.state, stored);
		}
		for (const [textId, body] of Object.entries(decision.texts)) this.texts.set(textId, body);
		for (const textId of decision.erase) this.texts.delete(textId);
		return decision;
	}

	/** Gives a command that must be accepted. @returns its id, by which it can be undone. */
	do(actor: Actor, input: CommandInput): string {
		const id = this.newId('command');
		const decision = this.give(actor, input, id);
		if (!decision.ok) throw new Error(`${input.type} was refused: ${decision.code}`);
		return id;
	}

	/** Somebody joins by phone. */
	resident(name: string): Actor {
		const actor = participantCalled(name);
		this.do(actor, { type: 'participant.join' });
		return actor;
	}

	/** A round over themes 1 and 2: 3 dots, of which at most 2 on one theme. @returns its id. */
	round(phase: 'draft' | 'open' | 'closed' = 'open', results: 'hidden' | 'open' = 'hidden'): string {
		const round = this.newId('round');
		this.do(facilitator, { type: 'round.add', round, kind: 'themes', title: 'Stemronde', budget: 3, most: 2, results, themes: [1, 2], lines: [] });
		if (phase !== 'draft') this.do(facilitator, { type: 'round.open', round });
		if (phase === 'closed') this.do(facilitator, { type: 'round.close', round });
		return round;
	}

	/** A practice round with these lines, a draft: 3 dots. @returns its id. */
	practice(lines: string[]): string {
		const round = this.newId('round');
		this.do(facilitator, { type: 'round.add', round, kind: 'practice', title: 'Oefenen', budget: 3, most: 3, results: 'hidden', themes: [], lines });
		return round;
	}

	/** Sets dots on what the participant's ballot is now. */
	dots(actor: Actor, round: string, option: string, dots: number): Decision {
		const revision = this.own(actor).ballots[round]?.revision ?? 0;
		return this.give(actor, { type: 'ballot.set', round, option, dots, revision });
	}

	/** A comment, approved unless told otherwise. @returns its id. */
	comment(actor: Actor, text = 'Te weinig bankjes.', status: 'waiting' | 'approved' | 'hidden' = 'approved', theme = 1): string {
		const comment = this.newId('comment');
		this.do(actor, { type: 'comment.add', comment, theme, text });
		if (status !== 'waiting') this.do(moderator, { type: 'comment.review', comments: [comment], status });
		return comment;
	}

	/** A drawing, on the wall at theme 1 unless told otherwise. @returns its id. */
	drawing(status: 'offered' | 'wall' = 'wall'): string {
		const drawing = this.newId('drawing');
		this.do(illustrator, { type: 'drawing.offer', drawing, version: versionCalled(drawing), theme: null, title: 'Het bankje', credit: 'Tekenaar' });
		if (status === 'wall') this.do(facilitator, { type: 'drawing.place', drawing, version: versionCalled(drawing).id, theme: 1, checked: true });
		return drawing;
	}

	/** A PDF for the screen, or with one page a picture. @returns its id. */
	exhibit(pages = 3, count = pages): string {
		const exhibit = this.newId('exhibit');
		const made = Array.from({ length: pages }, (_, page) => pageCalled(`${exhibit}-${page + 1}`));
		this.do(facilitator, { type: 'exhibit.add', exhibit, kind: pages === 1 ? 'picture' : 'pdf', name: 'plan.pdf', pages: made, count });
		return exhibit;
	}

	view<R extends Role>(role: R): Views[R] {
		return views[role](this.state, this.textOf);
	}

	own(actor: Actor): Omit<Own, 'epoch' | 'seq'> {
		return ownView(this.state, this.textOf, actor.participant!);
	}

	/** The state that replaying the log from its first event makes. */
	replayed(): EveningState {
		const state = emptyEvening();
		for (const stored of this.log) evolve(state, structuredClone(stored));
		return state;
	}
}
