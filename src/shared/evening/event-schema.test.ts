import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEveningEvent } from './event-schema.ts';
import { facilitator, Hall } from './test-hall.ts';
import { histories, play, startedHall } from './test-history.ts';

describe('the schema of events', () => {
	it('has every event that any command makes, as it is stored', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				for (const { event } of hall.log) {
					const stored = JSON.parse(JSON.stringify(event));
					if (!isEveningEvent(stored)) throw new Error(`Not in event-schema.ts: ${JSON.stringify(stored)}`);
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('has the settings of an evening', () => {
		const hall = new Hall();
		for (const command of [
			{ type: 'evening.style', style: { path: 'voorbeeld/1a2b3c4d', logo: 'Gemeente' } },
			{ type: 'evening.second', second: true },
			{ type: 'evening.voteCards', asked: true },
			{ type: 'voteCard.make', count: 20 },
			{ type: 'evening.contact', contact: 'buurt@example.nl' },
			{ type: 'evening.hall', width: 2.5, farthest: 12 },
			{ type: 'evening.wifi', network: 'Dorpshuis', password: 'welkom2026' },
			{ type: 'evening.wifiShown', shown: true },
			{ type: 'evening.code' },
			{ type: 'evening.present', present: 12 }
		] as const) hall.do(facilitator, command);
		for (const { event } of hall.log) expect(isEveningEvent(JSON.parse(JSON.stringify(event))), JSON.stringify(event)).toBe(true);
	});

	it('has nothing else', () => {
		const event = { type: 'note.added', id: 'note-one', fields: { text: 'text-one', x: 1, y: 2, removed: false } };
		expect(isEveningEvent(event)).toBe(true);
		for (const wrong of [
			{ ...event, type: 'toString' },
			{ ...event, id: '../../etc' },
			{ ...event, fields: { ...event.fields, x: '1' } },
			{ ...event, fields: { ...event.fields, script: 1 } },
			{ ...event, fields: { text: 'text-one' } },
			{ type: 'participant.joined', participant: 'evening-one:facilitator' },
			{ type: 'note.changed', id: 'note-one', set: { removed: 'yes' }, was: {} }
		]) expect(isEveningEvent(wrong), JSON.stringify(wrong)).toBe(false);
	});
});
