import type { Form } from '#shared/programme/collection/state.ts';
import { longDay } from '#shared/programme/dutch-day.ts';

const origins: Record<Form['origin'], string> = { phone: 'telefoon', paper: 'papier', file: 'bestand' };

/** When and how a form came: '1 november 2026, op papier'. */
export function originWords({ day, origin }: { day: string | null; origin: Form['origin'] }): string {
	return [day === null ? 'dag onbekend' : longDay(day), `van ${origins[origin]}`].join(', ');
}
