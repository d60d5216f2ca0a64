/**
 * Why the program can't start, in Dutch and with what to do now. `main.ts` prints the message and
 * ends with exit code 1; anything else that is thrown at the start is a bug.
 */
export class StartRefusal extends Error {
	override name = 'StartRefusal';
}
