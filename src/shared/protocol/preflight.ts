import * as v from 'valibot';
import { refusalCodes } from './refusals.ts';

// What the page 'Voor de deuren opengaan' is told. Not of an evening's state: it is of this server, now.

/** How many phones a rehearsal plays. */
export const rehearsalPhones = { least: 10, most: 300 } as const;

/** How far a rehearsal is: phones that are connected, then phones that have voted. */
export interface RehearsalProgress {
	step: 'connecting' | 'voting';
	done: number;
	of: number;
}

/** What a rehearsal came to. */
export interface RehearsalOutcome {
	phones: number;
	dots: number;
	/** Dots that were not taken, and themes whose total is another than what was given. */
	refused: number;
	mismatches: number;
	/** From the tap to the acknowledgement, and to the screen: 95 of 100 were faster, in ms. */
	ackMs: number;
	screenMs: number;
}

/** The one rehearsal of this server. `at`: server time, ms since 1970. */
export type RehearsalState =
	| { phase: 'none' }
	| { phase: 'running'; phones: number; progress: RehearsalProgress }
	| { phase: 'done'; at: number; outcome: RehearsalOutcome }
	/** By a person, because a round was opened elsewhere, or by a fault. */
	| { phase: 'ended'; at: number; why: 'stopped' | 'roundOpened' | 'fault' };

/** A backup in the data folder. */
export interface BackupFile {
	name: string;
	bytes: number;
	/** When it was made, ms since 1970. */
	at: number;
}

/** The answer to `PUT /api/trial-picture`: what came out of the picture that was sent, and nothing of it is kept. */
export const trialPictureAnswer = v.variant('ok', [
	/** `thumbnail`: a data URL. */
	v.object({ ok: v.literal(true), width: v.number(), height: v.number(), thumbnail: v.string() }),
	v.object({
		ok: v.literal(false),
		code: v.picklist(refusalCodes),
		parameters: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
	})
]);
export type TrialPictureAnswer = v.InferOutput<typeof trialPictureAnswer>;
