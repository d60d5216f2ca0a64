import * as v from 'valibot';
import type { Problem } from '#shared/house-style/report.ts';

/** The most faces of one style, and the largest of them in bytes: a hall's phones fetch them over one weak wifi. */
export const mostFaces = 6;
export const largestFace = 150_000;

const face = v.strictObject({
	familie: v.pipe(v.string('familie moet een tekst zijn'), v.regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u, 'familie mag alleen letters, cijfers, spaties en streepjes hebben')),
	bestand: v.pipe(v.string('bestand moet een tekst zijn'), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.woff2$/, 'bestand moet een naam zijn als lettertype.woff2, zonder map ervoor')),
	/** Weights as CSS has them: '700', or '400 700' of a variable face. */
	dikte: v.optional(v.pipe(v.string('dikte moet een tekst zijn, zoals "400"'), v.regex(/^[1-9]\d{0,2}( [1-9]\d{0,2})?$/, 'dikte moet zijn als "400" of "400 700"')), '400'),
	stijl: v.optional(v.picklist(['normal', 'italic'], 'stijl moet normal of italic zijn'), 'normal')
}, unknownField);
export type Face = v.InferOutput<typeof face>;

/** `huisstijl.json`: what the municipality is called, and its faces. In Dutch, as who writes it is. */
const manifest = v.strictObject(
	{
		naam: v.pipe(v.string('naam moet een tekst zijn'), v.trim(), v.nonEmpty('naam is leeg'), v.maxLength(60, 'naam mag 60 tekens lang zijn')),
		lettertypen: v.optional(v.pipe(v.array(face, 'lettertypen moet een lijst zijn'), v.maxLength(mostFaces, `er mogen ${mostFaces} lettertypen zijn`)), [])
	},
	unknownField
);
export type Manifest = v.InferOutput<typeof manifest>;

function unknownField({ expected }: { expected: string | null }): string {
	return expected === 'never' ? 'deze naam kennen wij niet' : 'dit ontbreekt of heeft een andere vorm';
}

export function readManifest(source: string, file: string): { ok: true; manifest: Manifest } | { ok: false; problems: Problem[] } {
	let json: unknown;
	try {
		json = JSON.parse(source);
	} catch {
		return { ok: false, problems: [{ file, words: 'Dit is geen geldige JSON. Kijk of er een teken ontbreekt of te veel is.' }] };
	}
	const parsed = v.safeParse(manifest, json);
	if (parsed.success) return { ok: true, manifest: parsed.output };
	return {
		ok: false,
		problems: parsed.issues.map((issue) => {
			const where = v.getDotPath(issue);
			return { file, words: `${where === null ? '' : `${where}: `}${issue.message}.` };
		})
	};
}
