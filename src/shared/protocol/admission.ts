import { parseCommand, serverOnly, type Command } from './commands.ts';
import { refuse, type Refusal } from './refusals.ts';
import { mayCommand, type Role } from './roles.ts';

/**
 * Admission of a client's message, in one fixed order: parse, rate, may this role do this. Size comes before it (the
 * transport's), the seat as well.
 * @param goes what the seat's bucket said; it is asked first, since a message that is none costs a token too.
 * @returns the command. Refused: `rate.slowDown`, `message.invalid`, `role.notAllowed`.
 */
export function admit(message: unknown, role: Role, goes: boolean): { ok: true; command: Command } | Refusal {
	const command = parseCommand(message);
	if (!goes) return refuse('rate.slowDown');
	if (command === null) return refuse('message.invalid');
	if (serverOnly.has(command.type) || !mayCommand(role, command.type)) return refuse('role.notAllowed');
	return { ok: true, command };
}
