import { resolve } from 'node:path';
import * as v from 'valibot';

/** The settings of one program, read once from the environment. */
export type Config = {
	/** 0 lets the machine choose a free port. */
	port: number;
	/** Undefined: every address of this machine, IPv6 too where it exists. */
	host: string | undefined;
	/** The address in links and QR codes: an absolute origin without a trailing slash. */
	origin: string | undefined;
	/** Absolute path of the folder that holds the whole evening. */
	dataDir: string;
	/** Pages come from Vite instead of from build/. */
	dev: boolean;
	/** Where to go is printed as one line of JSON, for programs that start this one. */
	json: boolean;
	logLevel: LogLevel;
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Each problem is one Dutch line that starts with the setting's name. */
export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: string[] };

const Switch = v.optional(v.picklist(['', '0', '1'], 'geef 1 (aan) of 0 (uit)'), '0');

const Environment = v.object({
	PORT: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.regex(/^\d{1,5}$/, 'geef een getal tussen 0 en 65535'),
			v.transform(Number),
			v.maxValue(65535, 'geef een getal tussen 0 en 65535')
		),
		'3000'
	),
	HOST: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.regex(/^[A-Za-z0-9._:%-]+$/, 'geef een naam of IP-adres van deze computer, zoals 0.0.0.0')
		)
	),
	ORIGIN: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.check(isOrigin, 'geef een adres met http:// of https://, zonder iets erachter, zoals https://avond.example.nl'),
			v.transform((value) => new URL(value).origin)
		)
	),
	DATA_DIR: v.optional(v.pipe(v.string(), v.nonEmpty('geef de map voor de gegevens')), './data'),
	WIJKVERHAAL_DEV: Switch,
	WIJKVERHAAL_JSON: Switch,
	WIJKVERHAAL_LOG: v.optional(v.picklist(LOG_LEVELS, `kies uit ${LOG_LEVELS.join(', ')}`), 'warn')
});

/**
 * Reads the settings. A setting that is present but empty counts as not given,
 * because `PORT= npm start` and an empty line in a service file mean just that.
 */
export function readConfig(environment: Record<string, string | undefined>): ConfigResult {
	const given = Object.fromEntries(
		Object.keys(Environment.entries).flatMap((name) => {
			const value = environment[name];
			return value === undefined || value.trim() === '' ? [] : [[name, value] as const];
		})
	);
	const parsed = v.safeParse(Environment, given, { abortPipeEarly: true });
	if (!parsed.success) {
		return {
			ok: false,
			problems: parsed.issues.map((issue) => {
				const name = String(issue.path?.[0]?.key);
				return `${name}: ${issue.message}, niet "${given[name]}".`;
			})
		};
	}
	const settings = parsed.output;
	return {
		ok: true,
		config: {
			port: settings.PORT,
			host: settings.HOST,
			origin: settings.ORIGIN,
			dataDir: resolve(settings.DATA_DIR),
			dev: settings.WIJKVERHAAL_DEV === '1',
			json: settings.WIJKVERHAAL_JSON === '1',
			logLevel: settings.WIJKVERHAAL_LOG
		}
	};
}

function isOrigin(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const url = new URL(value);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
	// A path, a question mark or a user name would end up in every QR code.
	return url.pathname === '/' && !/[?#@]/.test(value);
}
