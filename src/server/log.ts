import pino, { type Logger } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/**
 * The program's log: JSON lines on stderr, so that stdout stays for the operator.
 * It never holds IP addresses, names or texts of residents: requests are not logged, and of an
 * error under `err` only its kind, code and place (messages of parsers quote what they read).
 */
export function createLog(level: LogLevel): Log {
	return pino(
		{
			level,
			base: undefined,
			timestamp: pino.stdTimeFunctions.isoTime,
			serializers: { err: describeError }
		},
		pino.destination({ dest: 2, sync: true })
	);
}

/** What may be kept of an error: no message, for it may quote a resident. */
export function describeError(error: unknown): { type: string; code?: string; at?: string[] } {
	if (!(error instanceof Error)) return { type: typeof error };
	const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
	const at = (error.stack ?? '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => /^at .*:\d+:\d+\)?$/.test(line));
	return { type: error.name, ...code, at };
}
