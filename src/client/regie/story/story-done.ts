/** What a step on a story did, in words. */
const words: Record<string, string> = {
	undo: 'Ongedaan gemaakt.',
	'story.begin': 'Het verhaal is begonnen.',
	'story.title': 'Het verhaal heeft een andere titel.',
	'story.publish': 'Het verhaal staat online.',
	'story.takeBack': 'Het verhaal is teruggehaald. De pagina zegt dat.',
	'paragraph.add': 'De alinea staat erbij.',
	'paragraph.write': 'De tekst is bewaard.',
	'paragraph.sources': 'De bronnen zijn bewaard.',
	'paragraph.cut': 'Dit is veranderd: wat er in het verhaal staat.',
	'paragraph.move': 'De alinea staat op een andere plek.',
	'paragraph.release': 'De alinea staat weer in het verhaal.'
};

/** @returns null for a step of another kind */
export function storyDone(did: string): string | null {
	return words[did] ?? null;
}
