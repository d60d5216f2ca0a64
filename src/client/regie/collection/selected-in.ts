/** What is selected within an element, as places in its text, in UTF-16 units; null where nothing is. */
export function selectedIn(element: HTMLElement): { start: number; end: number } | null {
	const selection = getSelection();
	if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
	const range = selection.getRangeAt(0);
	if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
	const before = document.createRange();
	before.selectNodeContents(element);
	before.setEnd(range.startContainer, range.startOffset);
	const start = before.toString().length;
	return { start, end: start + range.toString().length };
}
