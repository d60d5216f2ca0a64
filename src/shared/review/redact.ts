/** What stands in the place of words that nobody may read. */
export const redacted = '[…]';

/** Some words of a text, from `start` up to `end`, in UTF-16 units. */
interface Span {
	start: number;
	end: number;
}

/**
 * Takes words out of a text. Spaces at the ends of a span stay, spans that touch become one gap, and a gap never cuts a
 * character in two. @returns the same text where nothing but spaces was chosen
 */
export function redact(text: string, spans: readonly Span[]): string {
	let left = '';
	let at = 0;
	for (const { start, end } of joined(text, spans)) {
		left += text.slice(at, start) + redacted;
		at = end;
	}
	return left + text.slice(at);
}

function joined(text: string, spans: readonly Span[]): Span[] {
	const joined: Span[] = [];
	for (const span of spans.map((one) => trimmed(text, one)).filter(({ start, end }) => start < end).sort((one, other) => one.start - other.start)) {
		const last = joined.at(-1);
		if (last && /^\s*$/.test(text.slice(last.end, span.start))) last.end = Math.max(last.end, span.end);
		else joined.push(span);
	}
	return joined;
}

function trimmed(text: string, { start, end }: Span): Span {
	// A selection may begin or end within a pair of surrogates.
	if (/[\uDC00-\uDFFF]/.test(text.charAt(start))) start -= 1;
	if (/[\uDC00-\uDFFF]/.test(text.charAt(end))) end += 1;
	const chosen = text.slice(start, end);
	return { start: start + chosen.length - chosen.trimStart().length, end: end - (chosen.length - chosen.trimEnd().length) };
}
