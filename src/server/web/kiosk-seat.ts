import * as v from 'valibot';
import type { App } from '../app.ts';
import type { Seat } from '../access/seats.ts';
import type { LiveEvening } from '../live/evening.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';

/**
 * What a kiosk asks over HTTP: a helper's seat on this tablet, and what else the schema says.
 * @param evening the id in the address
 * @returns who asks, of which evening, and what; or why that is refused
 */
export async function askedByKiosk<Schema extends v.GenericSchema<unknown, { seat: string }>>(
	{ app, browser }: { app: App; browser: string | null },
	evening: string,
	request: Request,
	schema: Schema
): Promise<{ seat: Seat; evening: LiveEvening; asked: v.InferOutput<Schema> } | Refusal> {
	const parsed = v.safeParse(schema, await request.json().catch(() => null));
	if (!parsed.success) return refuse('message.invalid');
	if (browser === null) return refuse('seat.unknown');
	const entered = await app.joining.enter(browser, parsed.output.seat);
	if ('ok' in entered) return entered;
	if (entered.seat.role !== 'helper' || entered.evening.id !== evening) return refuse('role.notAllowed');
	if (app.rate.take(entered.seat.id, entered.seat.role, performance.now()) !== 'go') return refuse('rate.slowDown');
	return { seat: entered.seat, evening: entered.evening, asked: parsed.output };
}
